import { defineMarkRule } from "../lint/mark-rule.ts";

export const patternNotValid = defineMarkRule({
  id: "pattern-not-valid",
  summary: "A pattern is none that the agent can use, so its entry never matches",
  severity: "warning",
  confidence: "high",
  persona: "regular",
});
