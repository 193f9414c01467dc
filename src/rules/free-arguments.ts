import { firstPermitted } from "../lint/grants.ts";
import { narrowingFixes } from "../lint/narrow.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import { FREE_ARGUMENTS } from "../lint/tables/tool-kinds.ts";
import { namesTarget, toolCall, toolGrants } from "../lint/tool-grants.ts";
import { shownShort } from "../model/shown.ts";

export const freeArguments = defineRule({
  id: "free-arguments",
  summary: "A grant of a tool that sends, spends or executes leaves open to whom, how much or what",
  severity: "warning",
  confidence: "medium",
  persona: "regular",
  *check(context) {
    for (const grant of toolGrants(context.subject)) {
      const { clause, pattern, kind } = grant;
      if (kind === undefined || kind === "delete" || namesTarget(clause)) continue;
      const witness = firstPermitted(context, clause, [toolCall(grant, FREE_ARGUMENTS[kind])]);
      if (witness === undefined) continue;
      const at = placeOf(context.subject, clause, clause.effect, pattern.source);
      const message = `\`${shownShort(pattern.source, 60)}\` lets the agent ${WHAT[kind]} with \`args\`, or \`ask\``;
      const fixes = narrowingFixes(context, { clause, list: "tools", pattern, at });
      yield { at, message, witness, fixes };
    }
  },
});

const WHAT = {
  send: "send what it likes to whom it likes, also what it has read; say to whom it may",
  spend: "spend as much as it likes, on what it likes; bound the amount and the receiver",
  execute: "run what it likes, which no rule about commands or files sees; say what it may run",
} as const;
