import { defineRule } from "../lint/rule.ts";

export const missingOwner = defineRule({
  id: "missing-owner",
  summary: "A policy does not say who answers for its agent",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  about: "policies",
  *check({ subject: { principal } }) {
    const { id, owner, ...more } = principal;
    const declared = id !== undefined || Object.keys(more).length > 0;
    if (!declared || (owner !== undefined && owner.trim() !== "")) return;
    const name = id === undefined ? "the agent" : `\`${id}\``;
    const at = { path: ["agent"], on: "key" } as const;
    yield {
      at,
      message: `nobody answers for ${name}, so nobody is asked when its rights are reviewed or misused; name a person or team with \`owner\``,
      fixes: [
        {
          title: "Add an `owner`",
          safe: false,
          edits: [{ kind: "insert", at, key: "owner", value: "team@example.com" }],
        },
      ],
    };
  },
});
