import { familyReports } from "../lint/command-hits.ts";
import { defineRule } from "../lint/rule.ts";
import { shownShort } from "../model/shown.ts";

export const destructiveCommand = defineRule({
  id: "destructive-command",
  summary: "A grant lets the agent delete, overwrite or publish what cannot be taken back",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  *check(context) {
    yield* familyReports(context, "destructive-command", ({ program, row }) => {
      const name = shownShort(program, 40);
      return `lets the agent ${row.does ?? "delete what does not come back"} unasked: one wrong word in the arguments of \`${name}\` is enough; name what it needs, as in \`${row.pinned}\`, or \`ask\``;
    });
  },
});
