import { defineMarkRule } from "../lint/mark-rule.ts";

export const unreachableEntry = defineMarkRule({
  id: "unreachable-entry",
  summary: "An entry has no effect, because a list that counts first covers it",
  severity: "warning",
  confidence: "high",
  persona: "regular",
});
