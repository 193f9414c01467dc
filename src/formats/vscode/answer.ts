import type { VendorVerdict } from "../../engine/call-problem.ts";
import type { ExplainedPart } from "../../engine/explanation.ts";
import type { Decision } from "../../model/call.ts";
import type { Clause } from "../../model/clause.ts";

/** What was decided of an act, and why. */
export interface Answer {
  readonly decision: Decision;
  readonly rules: readonly Clause[];
  readonly because?: string;
  readonly unknown?: string;
  readonly pessimistic?: VendorVerdict["pessimistic"];
  readonly parts?: readonly ExplainedPart[];
}

/** Nobody documents what happens: the strictest, which stands for nothing. */
export function unknownAnswer(why: string, rules: readonly Clause[] = []): Answer {
  return { decision: "deny", rules, unknown: why };
}
