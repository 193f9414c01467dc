import { defineMarkRule } from "../lint/mark-rule.ts";

export const lookAlikeHost = defineMarkRule({
  id: "look-alike-host",
  summary: "A pattern of hosts also takes names that belong to others",
  severity: "error",
  confidence: "high",
  persona: "regular",
});
