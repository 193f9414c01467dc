import { firstPermitted } from "../lint/grants.ts";
import { narrowingFixes } from "../lint/narrow.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import { namesTarget, toolCall, toolGrants } from "../lint/tool-grants.ts";
import { shownShort } from "../model/shown.ts";

export const destructiveTool = defineRule({
  id: "destructive-tool",
  summary: "A grant lets the agent call a tool that deletes, or that its server calls destructive",
  severity: "warning",
  confidence: "medium",
  persona: "regular",
  *check(context) {
    for (const grant of toolGrants(context.subject)) {
      const { clause, pattern, kind, tool } = grant;
      const hints = context.hintsOf(tool);
      const marked = hints.includes("destructive");
      // What sends, spends or executes is a finding of its own.
      if (kind !== "delete" && (!marked || kind !== undefined)) continue;
      if (namesTarget(clause)) continue;
      const witness = firstPermitted(context, clause, [toolCall(grant, {})]);
      if (witness === undefined) continue;
      const at = placeOf(context.subject, clause, clause.effect, pattern.source);
      const why = marked ? "which its server calls destructive" : "which by its name deletes";
      const reach = hints.includes("open-world") ? ", and which reaches beyond its server" : "";
      const message = `\`${shownShort(pattern.source, 60)}\` lets the agent call, unasked and with any arguments, a tool ${why}${reach}; name what it may delete with \`args\`, or \`ask\``;
      const fixes = narrowingFixes(context, { clause, list: "tools", pattern, at });
      yield { at, message, witness, fixes };
    }
  },
});
