import type { Range } from "./place.ts";

/** A person's word that a finding is known and accepted. It hides findings; it never changes a decision. */
export interface Waiver {
  /** The ids of the rules whose findings it hides; an empty one where none is named. */
  readonly rules: readonly string[];
  /** Why; empty where nothing is said, and then it hides nothing. */
  readonly because: string;
  /** Where it is written. */
  readonly range: Range;
  /** A finding that starts in here is hidden. */
  readonly covers: Range;
}
