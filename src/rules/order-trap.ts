import { defineMarkRule } from "../lint/mark-rule.ts";

export const orderTrap = defineMarkRule({
  id: "order-trap",
  summary: "An entry is undone by the place of another one",
  severity: "error",
  confidence: "high",
  persona: "regular",
});
