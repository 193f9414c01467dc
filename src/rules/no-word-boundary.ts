import { defineMarkRule } from "../lint/mark-rule.ts";

export const noWordBoundary = defineMarkRule({
  id: "no-word-boundary",
  summary: "An entry also takes other programs whose names begin in the same way",
  severity: "warning",
  confidence: "high",
  persona: "regular",
});
