import { familyReports } from "../lint/command-hits.ts";
import { defineRule } from "../lint/rule.ts";
import { shownShort } from "../model/shown.ts";

export const programByArgument = defineRule({
  id: "program-by-argument",
  summary: "A grant of a program lets the agent run any other, which stands among the arguments",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  *check(context) {
    yield* familyReports(context, "program-by-argument", ({ program, row }) => {
      const name = shownShort(program, 40);
      return `lets the agent run any program: \`${name}\` runs one that stands among its arguments; name the arguments it needs, as in \`${row.pinned}\`, or \`ask\``;
    });
  },
});
