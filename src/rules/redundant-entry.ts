import { defineMarkRule } from "../lint/mark-rule.ts";

export const redundantEntry = defineMarkRule({
  id: "redundant-entry",
  summary: "An entry changes nothing, because another of its list covers it",
  severity: "hint",
  confidence: "high",
  persona: "regular",
});
