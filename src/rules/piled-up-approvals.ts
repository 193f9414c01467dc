import { defineMarkRule } from "../lint/mark-rule.ts";

export const piledUpApprovals = defineMarkRule({
  id: "piled-up-approvals",
  summary: "A file keeps many commands that were approved once, word by word",
  severity: "info",
  confidence: "high",
  persona: "regular",
});
