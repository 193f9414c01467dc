import type { Clause } from "../../model/clause.ts";
import type { Outcome } from "../vendor-engine.ts";

/** What was decided of an act, and why. */
export type Answer = Outcome;

/** Nobody documents what happens: the strictest, which stands for nothing. */
export function unknownAnswer(why: string, rules: readonly Clause[] = []): Answer {
  return { decision: "deny", rules, unknown: why };
}
