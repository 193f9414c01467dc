import { defineMarkRule } from "../lint/mark-rule.ts";

export const patternNotAnchored = defineMarkRule({
  id: "pattern-not-anchored",
  summary: "An expression that allows is searched for anywhere in a command",
  severity: "error",
  confidence: "high",
  persona: "regular",
});
