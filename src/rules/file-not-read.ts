import { defineMarkRule } from "../lint/mark-rule.ts";

export const fileNotRead = defineMarkRule({
  id: "file-not-read",
  summary: "The agent drops the whole file because of one mistake in it",
  severity: "error",
  confidence: "high",
  persona: "regular",
});
