import { defineMarkRule } from "../lint/mark-rule.ts";

export const misplacedKey = defineMarkRule({
  id: "misplaced-key",
  summary: "A key stands where nothing reads it, or is misspelt",
  severity: "warning",
  confidence: "high",
  persona: "regular",
});
