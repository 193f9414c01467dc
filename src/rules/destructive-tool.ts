import { firstPermitted } from "../lint/grants.ts";
import { narrowingFixes } from "../lint/narrow.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import { onlyLooks } from "../lint/tables/tool-kinds.ts";
import { namesTarget, toolCall, toolGrants } from "../lint/tool-grants.ts";
import { shownShort } from "../model/shown.ts";

export const destructiveTool = defineRule({
  id: "destructive-tool",
  summary:
    "A grant lets the agent call a tool that deletes, or that its server calls destructive or open-world",
  severity: "warning",
  confidence: "medium",
  persona: "regular",
  *check(context) {
    for (const grant of toolGrants(context.subject)) {
      const { clause, pattern, kind, tool } = grant;
      const hints = context.hintsOf(tool);
      const marked = hints.includes("destructive");
      const open =
        hints.includes("open-world") && !hints.includes("read-only") && !onlyLooks(nameOf(tool));
      // What sends, spends or executes is a finding of its own.
      if (kind !== "delete" && ((!marked && !open) || kind !== undefined)) continue;
      if (namesTarget(clause)) continue;
      const witness = firstPermitted(context, clause, [toolCall(grant, {})]);
      if (witness === undefined) continue;
      const at = placeOf(context.subject, clause, clause.effect, pattern.source);
      const deletes = marked ? "which its server calls destructive" : "which by its name deletes";
      const reaches = "which reaches beyond its server";
      const isLost = marked || kind === "delete";
      const why = isLost
        ? `${deletes}${hints.includes("open-world") ? `, and ${reaches}` : ""}`
        : `${reaches} and does not only read, by what that says of it`;
      const advice = isLost ? "name what it may delete" : "name where it may go";
      const message = `\`${shownShort(pattern.source, 60)}\` lets the agent call, unasked and with any arguments, a tool ${why}; ${advice} with \`args\`, or \`ask\``;
      const fixes = narrowingFixes(context, { clause, list: "tools", pattern, at });
      yield { at, message, witness, fixes };
    }
  },
});

function nameOf(tool: string): string {
  return tool.slice(tool.lastIndexOf("/") + 1);
}
