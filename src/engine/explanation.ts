import type { Decision, ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import type { JsonObject } from "../model/json.ts";
import type { CallProblem, VendorVerdict } from "./call-problem.ts";

/** A decision with every rule that was considered and why it did or did not match. */
export interface Explanation {
  readonly decision: Decision;
  readonly rules: readonly Clause[];
  readonly considered: readonly Considered[];
  readonly parts: readonly ExplainedPart[];
  readonly problems: readonly CallProblem[];
  readonly vendor?: VendorVerdict;
}

/** A rule, and what it said of the call. */
export interface Considered {
  readonly clause: Clause;
  readonly matched: boolean;
  /** A sentence without its full stop. */
  readonly why: string;
}

/** A part as it was decided. */
export interface ExplainedPart {
  readonly tool: string;
  readonly args: JsonObject;
  readonly decision: Decision;
  readonly rules: readonly Clause[];
  /** What it also counts as, for rules that restrict. */
  readonly views: readonly DescribedTarget[];
}

/** A tool and its arguments, as far as they are known. */
export interface DescribedTarget {
  readonly tool: string;
  readonly args: JsonObject;
}

/** A call as an agent's own rules decide it, explained by the one who knows them. */
export interface VendorReading {
  /** Without the engine's own parts; those here are in the vendor's words. */
  explain(call: ToolCall): Explanation;
  /** Does this clause alone match the call (an `allow`: all of it; others: any part)? */
  consider(clause: Clause, call: ToolCall): { readonly matched: boolean; readonly why: string };
}
