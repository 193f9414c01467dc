import { defineMarkRule } from "../lint/mark-rule.ts";

export const deprecatedKey = defineMarkRule({
  id: "deprecated-key",
  summary: "A key is an old name, or an old shape, of another one",
  severity: "info",
  confidence: "high",
  persona: "regular",
});
