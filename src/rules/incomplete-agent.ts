import { defineRule } from "../lint/rule.ts";

export const incompleteAgent = defineRule({
  id: "incomplete-agent",
  summary: "A policy does not say what its agent is for, or when its rights are looked at again",
  severity: "info",
  confidence: "high",
  persona: "pedantic",
  about: "policies",
  *check({ subject: { principal } }) {
    const { purpose, reviewBy, ...more } = principal;
    if (Object.keys(more).length === 0 && purpose === undefined && reviewBy === undefined) return;
    const at = { path: ["agent"], on: "key" } as const;
    if (purpose === undefined || purpose.trim() === "")
      yield {
        at,
        message:
          "nobody can tell whether a right is needed without knowing what the agent is for; say it in a sentence with `purpose`",
      };
    if (reviewBy === undefined)
      yield {
        at,
        message:
          "rights that nobody looks at again only grow; name a day with `review-by`, such as half a year from now",
      };
  },
});
