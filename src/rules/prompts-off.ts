import { defineMarkRule } from "../lint/mark-rule.ts";

export const promptsOff = defineMarkRule({
  id: "prompts-off",
  summary: "The agent is set to run what nobody allowed without a question",
  severity: "warning",
  confidence: "high",
  persona: "regular",
});
