import { familyReports } from "../lint/command-hits.ts";
import { defineRule } from "../lint/rule.ts";
import { shownShort } from "../model/shown.ts";

export const taskRunner = defineRule({
  id: "task-runner",
  summary: "A grant lets the agent run any task of a file that it may also write",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  *check(context) {
    yield* familyReports(context, "task-runner", ({ row, written }) => {
      return `lets the agent run any task, and it may write the tasks itself in \`${shownShort(written?.path ?? "", 60)}\`: that is any code; name the tasks, as in \`${row.pinned}\`, and leave the file out of what it may write`;
    });
  },
});
