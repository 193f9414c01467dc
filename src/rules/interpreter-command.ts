import { familyReports } from "../lint/command-hits.ts";
import { defineRule } from "../lint/rule.ts";
import { shownShort } from "../model/shown.ts";

export const interpreterCommand = defineRule({
  id: "interpreter-command",
  summary: "A grant lets the agent run an interpreter with any code",
  severity: "error",
  confidence: "high",
  persona: "regular",
  *check(context) {
    yield* familyReports(context, "interpreter-command", ({ program, row }) => {
      const name = shownShort(program, 40);
      return `lets the agent run any code: \`${name}\` takes it on the command line, and no rule sees what that code does; name the scripts it needs, as in \`${name} ${row.pinned}\``;
    });
  },
});
