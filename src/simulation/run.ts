import type { Engine, Verdict } from "../engine/engine.ts";
import { describe } from "../engine/explain.ts";
import type { DescribedTarget } from "../engine/explanation.ts";
import type { Decision, ToolCall } from "../model/call.ts";

/** What a session tries: its calls in order. */
export interface Step {
  readonly call: ToolCall;
  readonly expect?: Decision;
}

/** A call as it was decided. */
export interface StepResult {
  readonly call: ToolCall;
  readonly verdict: Verdict;
  readonly expect?: Decision;
  /** The part that no rule grants, where that is why it was not allowed. */
  readonly lacking?: DescribedTarget;
}

/** A session as it was decided. */
export interface SessionResult {
  readonly steps: readonly StepResult[];
  readonly counts: Readonly<Record<Decision, number>>;
}

/** A session that goes on call by call. */
export interface Session {
  /** The labels of what it has read so far. */
  readonly seen: readonly string[];
  /** Decides the next call by what the session has seen so far. */
  decide(step: Step): StepResult;
  /** The call was carried out, or would be: the session has now seen what its tools return. */
  follow(result: StepResult): void;
}

/** Begins a session, or goes on with one that has seen something already. */
export function startSession(engine: Engine, before: readonly string[] = []): Session {
  const seen = new Set(before);
  return {
    get seen() {
      return [...seen];
    },
    decide: ({ call, expect }) => {
      const labels = [...new Set([...seen, ...(call.session?.seen ?? [])])];
      const placed = { ...call, session: { seen: labels } };
      return resultOf(placed, engine.decide(placed), expect);
    },
    follow: ({ verdict }) => {
      for (const label of engine.labels(verdict)) seen.add(label);
    },
  };
}

/** Decides the calls of one session. A call that is not denied adds the labels of its tools before the next one is decided. */
export function runSession(engine: Engine, steps: readonly Step[]): SessionResult {
  const session = startSession(engine);
  const counts = { allow: 0, ask: 0, deny: 0 };
  const results = steps.map((step) => {
    const result = session.decide(step);
    counts[result.verdict.decision]++;
    if (result.verdict.decision !== "deny") session.follow(result);
    return result;
  });
  return { steps: results, counts };
}

function resultOf(call: ToolCall, verdict: Verdict, expect: Decision | undefined): StepResult {
  const lacking = verdict.parts.find(
    ({ decision, rules }) => decision === verdict.decision && rules.length === 0,
  );
  return {
    call,
    verdict,
    ...(expect === undefined ? {} : { expect }),
    ...(lacking === undefined || verdict.decision === "allow"
      ? {}
      : { lacking: describe(lacking.part.target) }),
  };
}
