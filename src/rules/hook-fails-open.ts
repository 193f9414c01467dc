import { defineMarkRule } from "../lint/mark-rule.ts";

export const hookFailsOpen = defineMarkRule({
  id: "hook-fails-open",
  summary: "A hook that is meant to refuse lets the call through",
  severity: "warning",
  confidence: "medium",
  persona: "regular",
});
