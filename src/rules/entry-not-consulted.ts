import { defineMarkRule } from "../lint/mark-rule.ts";

export const entryNotConsulted = defineMarkRule({
  id: "entry-not-consulted",
  summary: "An entry is accepted, and the agent never holds a call against it",
  severity: "warning",
  confidence: "high",
  persona: "regular",
});
