import { defineMarkRule } from "../lint/mark-rule.ts";

export const serversEnabled = defineMarkRule({
  id: "servers-enabled",
  summary: "Servers that a project names are started without a question",
  severity: "warning",
  confidence: "high",
  persona: "regular",
});
