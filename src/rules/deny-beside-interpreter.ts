import { defineMarkRule } from "../lint/mark-rule.ts";

export const denyBesideInterpreter = defineMarkRule({
  id: "deny-beside-interpreter",
  summary: "A deny of a program stands beside an allow that runs any code",
  severity: "warning",
  confidence: "high",
  persona: "regular",
});
