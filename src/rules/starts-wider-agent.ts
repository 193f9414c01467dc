import { firstPermitted, grantsFor } from "../lint/grants.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import type { Peer, Report, RuleContext } from "../lint/rule.ts";
import { sampleArgs } from "../lint/sample-args.ts";
import { widerCall } from "../lint/wider-agent.ts";
import type { WiderCall } from "../lint/wider-agent.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import { shownShort } from "../model/shown.ts";

export const startsWiderAgent = defineRule({
  id: "starts-wider-agent",
  summary: "A grant lets the agent start another one that may do what it may not itself",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  *check(context) {
    for (const clause of grantsFor(context.subject, "agent.run"))
      for (const peer of context.peers) {
        const args = { ...sampleArgs(clause.where.args), name: peer.name };
        const witness = firstPermitted(context, clause, [{ tool: "agent.run", args }]);
        const more = witness === undefined ? undefined : widerCall(context, peer);
        if (witness !== undefined && more !== undefined)
          yield { ...report(context, clause, peer, more), witness };
      }
  },
});

function report(
  { subject }: RuleContext,
  clause: Clause,
  peer: Peer,
  { call, grant, subject: other, limits }: WiderCall,
): Report {
  const name = shownShort(peer.name, 60);
  const what = shownShort(wordsOf(call), 100);
  const [limit] = limits;
  const here =
    limit === undefined
      ? "which no rule grants here"
      : `which \`${shownShort(limit.id, 40)}\` ${limit.effect === "ask" ? "asks about" : "denies"} here`;
  const its = `this lets \`${name}\` do \`${what}\``;
  const own =
    limit?.file === subject.file
      ? [{ at: { path: [...limit.at, limit.effect] }, message: "this holds for the agent itself" }]
      : [];
  return {
    at: placeOf(subject, clause, "allow", "agent.run"),
    message: `the agent may start \`${name}\`, and through it do \`${what}\`, ${here}; put both under one \`ceiling\`, or leave that agent out of \`args: { name: … }\``,
    // What only is not granted may be the very reason to hand it to another agent.
    ...(limit === undefined ? { severity: "info" as const } : {}),
    related: [{ file: other.file, range: other.locate({ path: grant.at }), message: its }, ...own],
  };
}

function wordsOf({ tool, args }: ToolCall): string {
  const [value] = Object.values(args);
  return typeof value === "string" ? `${tool} ${value}` : tool;
}
