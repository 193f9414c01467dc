import { createAnalysis } from "../analysis/analysis.ts";
import type { Analysis } from "../analysis/analysis.ts";
import { serverNames } from "../engine/tools.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import type { Subject } from "../model/subject.ts";
import { grantsOf } from "./grants.ts";
import type { Peer, RuleContext } from "./rule.ts";

/** A call that another agent may make, and the agent of the document may not. */
export interface WiderCall {
  readonly call: ToolCall;
  /** What lets the other agent do it, and the document that says so. */
  readonly grant: Clause;
  readonly subject: Subject;
  /** The rules that keep the agent of the document from it; none where nothing grants it. */
  readonly limits: readonly Clause[];
}

/** More pairs of rules are not compared. */
const MOST_PAIRS = 3_000;

/** A call by which the other agent may do more: first of all what a rule of the document denies or asks about. */
export function widerCall(context: RuleContext, peer: Peer): WiderCall | undefined {
  const clauses = context.subject.stages.flatMap((stage) => stage.clauses);
  const limits = clauses.filter(({ effect, faulty }) => effect !== "allow" && !faulty);
  const own = clauses.filter(({ effect, faulty }) => effect === "allow" && !faulty);
  const analysis = analysisOf(context, peer);
  let pairs = 0;
  for (const subject of peer.subjects)
    for (const grant of grantsOf(subject))
      for (const limit of limits) {
        if (++pairs > MOST_PAIRS) return undefined;
        const found = analysis.overlap(grant, limit);
        if (found.kind === "call") return wider(found.call, grant, subject, context);
      }
  for (const subject of peer.subjects)
    for (const grant of grantsOf(subject)) {
      const found = analysis.minus(grant, own);
      if (found.kind === "call") return wider(found.call, grant, subject, context);
    }
  return undefined;
}

/** Every call that it gives is one that the other agent may make by that grant, and that the agent of the document may not. */
function analysisOf({ decide, hints, now, place }: RuleContext, peer: Peer): Analysis {
  const [main] = peer.subjects;
  const theirs = new Set(peer.subjects.flatMap(grantsOf));
  return createAnalysis({
    ...{ clauses: [...theirs], servers: serverNames(main.servers), now, hints },
    ...place,
    decide: (call) => peer.decide(call).decision,
    matches: (clause, call) => {
      const here = decide(call);
      if (here.decision === "allow") return false;
      if (!theirs.has(clause)) return here.clauses.includes(clause);
      const there = peer.decide(call);
      return there.decision === "allow" && there.clauses.includes(clause);
    },
  });
}

function wider(
  call: ToolCall,
  grant: Clause,
  subject: Subject,
  { decide }: RuleContext,
): WiderCall {
  return { call, grant, subject, limits: decide(call).clauses };
}
