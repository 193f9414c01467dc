import { defineMarkRule } from "../lint/mark-rule.ts";

export const notAbsolutePath = defineMarkRule({
  id: "not-absolute-path",
  summary: "A path looks absolute and is not",
  severity: "warning",
  confidence: "high",
  persona: "regular",
});
