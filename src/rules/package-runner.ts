import { familyReports } from "../lint/command-hits.ts";
import { defineRule } from "../lint/rule.ts";
import { shownShort } from "../model/shown.ts";

export const packageRunner = defineRule({
  id: "package-runner",
  summary: "A grant lets the agent download and run any package",
  severity: "error",
  confidence: "high",
  persona: "regular",
  *check(context) {
    yield* familyReports(context, "package-runner", ({ program, row }) => {
      const name = shownShort(program, 40);
      return `lets the agent run any package: \`${name}\` fetches what is named and runs it at once, also a package that somebody made up for this; name the packages it needs, as in \`${row.pinned}\``;
    });
  },
});
