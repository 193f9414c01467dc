import { familyReports } from "../lint/command-hits.ts";
import { defineRule } from "../lint/rule.ts";
import { shownShort } from "../model/shown.ts";

export const elevatedCommand = defineRule({
  id: "elevated-command",
  summary: "A grant lets the agent act as another user, in any container or on another machine",
  severity: "error",
  confidence: "high",
  persona: "regular",
  *check(context) {
    yield* familyReports(context, "elevated-command", ({ program, row }) => {
      const name = shownShort(program, 40);
      return `lets the agent ${row.does ?? "act with more rights"}: what \`${name}\` starts is not bound by this policy; name the whole commands it needs, as in \`${row.pinned}\`, or \`ask\``;
    });
  },
});
