import type { Engine, Verdict } from "../engine/engine.ts";
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
  /** The labels that the session had when the call was decided. */
  readonly seen: readonly string[];
}

/** Decides the calls of one session. A call that is not denied adds the labels of its tools before the next one is decided. */
export function runSession(engine: Engine, steps: readonly Step[]): readonly StepResult[] {
  const seen = new Set<string>();
  return steps.map(({ call, expect }) => {
    const labels = [...new Set([...seen, ...(call.session?.seen ?? [])])];
    const placed = { ...call, session: { seen: labels } };
    const verdict = engine.decide(placed);
    if (verdict.decision !== "deny") for (const label of engine.labels(verdict)) seen.add(label);
    const result = { call: placed, verdict, seen: labels };
    return expect === undefined ? result : { ...result, expect };
  });
}

/** How many calls were decided how. */
export function countDecisions(results: readonly StepResult[]): Readonly<Record<Decision, number>> {
  const counts = { allow: 0, ask: 0, deny: 0 };
  for (const { verdict } of results) counts[verdict.decision]++;
  return counts;
}
