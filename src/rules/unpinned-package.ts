import { defineMarkRule } from "../lint/mark-rule.ts";

export const unpinnedPackage = defineMarkRule({
  id: "unpinned-package",
  summary: "A server is whatever its registry holds on the day that it starts",
  severity: "warning",
  confidence: "high",
  persona: "regular",
});
