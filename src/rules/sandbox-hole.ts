import { defineMarkRule } from "../lint/mark-rule.ts";

export const sandboxHole = defineMarkRule({
  id: "sandbox-hole",
  summary: "A sandbox is switched on and something of its settings opens it",
  severity: "warning",
  confidence: "high",
  persona: "regular",
});
