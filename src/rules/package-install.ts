import { familyReports } from "../lint/command-hits.ts";
import { defineRule } from "../lint/rule.ts";
import { shownShort } from "../model/shown.ts";

export const packageInstall = defineRule({
  id: "package-install",
  summary: "A grant lets the agent install any package",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  *check(context) {
    yield* familyReports(context, "package-install", ({ program, row }) => {
      const name = shownShort(program, 40);
      return `lets the agent install any package: \`${name}\` runs code of what it installs, and a name that sounds right may be somebody else's; install what a lock file pins, as in \`${row.pinned}\`, or \`ask\``;
    });
  },
});
