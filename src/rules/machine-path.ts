import { defineMarkRule } from "../lint/mark-rule.ts";

export const machinePath = defineMarkRule({
  id: "machine-path",
  summary: "A shared file names a folder of one person's machine",
  severity: "info",
  confidence: "high",
  persona: "regular",
});
