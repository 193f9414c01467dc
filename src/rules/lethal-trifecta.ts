import { sendsOut } from "../lint/send-out.ts";
import { grantsOf } from "../lint/grants.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import type { RuleContext } from "../lint/rule.ts";
import { secretFor } from "../lint/secret-paths.ts";
import { toolCall, toolGrants } from "../lint/tool-grants.ts";
import type { Place } from "../model/place.ts";
import { shownShort } from "../model/shown.ts";

export const lethalTrifecta = defineRule({
  id: "lethal-trifecta",
  summary: "Three grants together let what a stranger wrote send private data away",
  severity: "warning",
  confidence: "medium",
  persona: "regular",
  *check(context) {
    // The first costs little, the last looks for many files.
    const stranger = untrustedStep(context);
    const send = stranger && sendsOut(context);
    const secret = send && privateStep(context);
    if (stranger === undefined || send === undefined || secret === undefined) return;
    yield {
      at: send.at,
      message: `after \`${secret.what}\` and \`${stranger.what}\` this still sends out unasked: a text that the agent reads can tell it to send private data away; \`ask\` or \`deny\` it with \`when: { seen: untrusted }\`, or narrow one of the three`,
      witness: send.witness,
      related: [
        { at: secret.at, message: "this reads what is private" },
        { at: stranger.at, message: "this reads what a stranger may have written" },
      ],
    };
  },
});

interface Step {
  readonly at: Place;
  readonly what: string;
}

/** A tool whose data is private by what is known of it, or files with credentials. */
function privateStep(context: RuleContext): Step | undefined {
  const { subject } = context;
  for (const grant of toolGrants(subject)) {
    const { clause, pattern, tool } = grant;
    if (!context.labelsOf(tool).includes("private")) continue;
    if (context.decide(toolCall(grant, {})).decision === "allow")
      return { at: placeOf(subject, clause, "allow", pattern.source), what: shownShort(tool, 60) };
  }
  for (const clause of grantsOf(subject)) {
    if (!clause.tools.some((one) => one.kind === "exact" && one.tool === "file.read")) continue;
    for (const pattern of clause.where.path ?? []) {
      if (secretFor(context, clause, pattern) === undefined) continue;
      const at = placeOf(subject, clause, "path", pattern.source);
      return { at, what: shownShort(pattern.source, 60) };
    }
  }
  return undefined;
}

/** Pages, searches, and tools about which nothing better is known; not those that send. */
function untrustedStep(context: RuleContext): Step | undefined {
  const { subject } = context;
  for (const grant of toolGrants(subject)) {
    const { clause, pattern, tool, kind } = grant;
    if (kind !== undefined || !context.labelsOf(tool).includes("untrusted")) continue;
    if (context.decide(toolCall(grant, {})).decision === "allow")
      return { at: placeOf(subject, clause, "allow", pattern.source), what: shownShort(tool, 60) };
  }
  for (const clause of grantsOf(subject)) {
    const tool = clause.tools.find((one) => one.kind === "exact" && READS.has(one.tool));
    if (tool === undefined) continue;
    return { at: placeOf(subject, clause, "allow", tool.source), what: tool.source };
  }
  return undefined;
}

const READS = new Set(["web.fetch", "web.search"]);
