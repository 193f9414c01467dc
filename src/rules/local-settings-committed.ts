import { defineMarkRule } from "../lint/mark-rule.ts";
import { defineRule } from "../lint/rule.ts";

const marked = defineMarkRule({
  id: "local-settings-committed",
  summary: "A file that is meant for one person is kept by git",
  severity: "warning",
  confidence: "high",
  persona: "regular",
});

export const localSettingsCommitted = defineRule({
  ...marked,
  *check(context) {
    if (context.hints.tracked === true) yield* marked.check(context);
  },
});
