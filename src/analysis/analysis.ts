import type { ServerNames } from "../engine/tools.ts";
import type { Decision, ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import { covers } from "./covers.ts";
import { mayCover } from "./may-cover.ts";
import { AnalysisCache } from "./desk.ts";
import type { Desk } from "./desk.ts";
import { candidates } from "./find.ts";
import type { Candidates } from "./find.ts";
import type { CallSet } from "./call-set.ts";
import { groundOf } from "./ground.ts";
import { NO_HINTS } from "./hints.ts";
import type { Hints } from "./hints.ts";
import { needsNoGrant } from "./ungranted.ts";

/** What a question found: a call, that there is none, or that neither could be told (not analysed). */
export type Answer =
  /** The engine has confirmed it. */
  | { readonly kind: "call"; readonly call: ToolCall; readonly clause?: Clause }
  /** For certain, names with `:` or `\` apart. */
  | { readonly kind: "none" }
  | { readonly kind: "unknown" };

/** Questions about what rules permit, as sets of calls. */
export interface Analysis {
  /** Does `outer` surely say at least what `inner` says, so that nothing changes without `inner`? Never wrongly yes. */
  covers(outer: Clause, inner: Clause): boolean;
  /** A call that both match as written. */
  overlap(a: Clause, b: CallSet): Answer;
  /** A call that the clause matches and none of the others does: an `allow` narrowly, a `deny` widely. */
  minus(clause: Clause, others: readonly Clause[]): Answer;
  /** A call of the set that the whole policy allows. Of commands the set holds those that are one simple command. */
  permits(set: CallSet): Answer;
}

/** What the analysis needs of its caller. */
export interface AnalysisOptions {
  readonly clauses: readonly Clause[];
  readonly servers: ServerNames;
  /** Absolute. */
  readonly workspace?: string;
  readonly home?: string;
  /** The instant at which it is asked, RFC 3339. */
  readonly now: string;
  /** What the whole policy says of a call. */
  readonly decide: (call: ToolCall) => Decision;
  /** Does the clause alone, whatever its date, match the call? */
  readonly matches: (clause: Clause, call: ToolCall) => boolean;
  readonly hints?: Hints;
  /** Kept by the caller from one analysis to the next. */
  readonly cache?: AnalysisCache;
}

/** Prepares an analysis. Nothing is computed before it is asked. */
export function createAnalysis(options: AnalysisOptions): Analysis {
  const {
    clauses,
    servers,
    decide,
    matches,
    hints = NO_HINTS,
    cache = new AnalysisCache(),
  } = options;
  const desk: Desk = { ground: groundOf(options), servers, cache };
  cache.settle(JSON.stringify([options.workspace, options.home]));
  const instant = Date.parse(options.now);
  const grants = clauses.filter(
    (one) => one.effect === "allow" && !one.faulty && !isOver(one, instant),
  );
  const denies = clauses.filter((one) => one.effect === "deny");
  const isMatched = (set: CallSet, call: ToolCall): boolean =>
    !("effect" in set) || matches(set as Clause, call);
  return {
    covers: (outer, inner) =>
      mayCover(outer, inner) &&
      cache.spent < MOST_STEPS &&
      cache.ofPair(outer, inner, () => covers(outer, inner, desk)),
    overlap: (a, b) =>
      firstOf(
        candidates([a, b], [], desk, hints),
        (call) => matches(a, call) && isMatched(b, call),
      ),
    minus: (clause, others) =>
      firstOf(
        candidates([clause], others, desk, hints),
        (call) => matches(clause, call) && !others.some((one) => matches(one, call)),
      ),
    permits: (set) => {
      let sure = !needsNoGrant(set, desk);
      for (const clause of grants) {
        const found = firstOf(
          candidates([clause, set], denies, desk, hints),
          (call) => decide(call) === "allow",
        );
        if (found.kind === "call") return { ...found, clause };
        if (found.kind === "unknown") sure = false;
      }
      return { kind: sure ? "none" : "unknown" };
    },
  };
}

/** Once the pairs of a document have taken more, no further one is proven. On the machine that it was measured on, some five seconds. */
const MOST_STEPS = 3_000_000;

const DAY = 86_400_000;

function isOver({ expires }: Clause, instant: number): boolean {
  return expires !== undefined && !(instant < Date.parse(expires) + DAY);
}

function firstOf(calls: Candidates, isConfirmed: (call: ToolCall) => boolean): Answer {
  for (;;) {
    const next = calls.next();
    if (next.done === true) return { kind: next.value === "none" ? "none" : "unknown" };
    if (isConfirmed(next.value)) return { kind: "call", call: next.value };
  }
}
