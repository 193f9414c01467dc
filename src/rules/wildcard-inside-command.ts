import { defineMarkRule } from "../lint/mark-rule.ts";

export const wildcardInsideCommand = defineMarkRule({
  id: "wildcard-inside-command",
  summary: "A wildcard stands before the rest of a command, or where it is no wildcard",
  severity: "warning",
  confidence: "high",
  persona: "regular",
});
