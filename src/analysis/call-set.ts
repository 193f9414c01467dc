import type { Constraints } from "../model/clause.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";

/** A set of calls: those of these tools for which all constraints hold as written. A clause is one, exceptions and time apart. */
export interface CallSet {
  readonly tools: readonly ToolPattern[];
  readonly where: Constraints;
}
