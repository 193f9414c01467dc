import { defineRule } from "../lint/rule.ts";
import { shownShort } from "../model/shown.ts";

export const unusedSet = defineRule({
  id: "unused-set",
  summary: "A set is used by no rule",
  severity: "hint",
  confidence: "high",
  persona: "regular",
  about: "policies",
  *check({ subject }) {
    for (const { name, at, uses } of subject.sets) {
      if (uses.length > 0) continue;
      yield {
        at: { path: at, on: "key" },
        message: `no rule uses \`$${shownShort(name, 40)}\`, so that what it lists is neither granted nor denied; use it, or remove it`,
        fixes: [
          { title: "Remove the set", safe: true, edits: [{ kind: "remove", at: { path: at } }] },
        ],
      };
    }
  },
});
