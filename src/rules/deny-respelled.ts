import { defineMarkRule } from "../lint/mark-rule.ts";

export const denyRespelled = defineMarkRule({
  id: "deny-respelled",
  summary: "A deny is evaded by another spelling of the same command, which something else allows",
  severity: "error",
  confidence: "medium",
  persona: "regular",
});
