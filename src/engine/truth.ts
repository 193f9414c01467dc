/**
 * How a constraint matches. Narrowly only `YES` counts; widely everything but `NO`. `SOFT` is a match somewhere in a tree that is searched
 * and that nobody can look into: a `deny` then asks.
 */
export type Truth = 0 | 1 | 2 | 3;

export const NO = 0;
export const SOFT = 1;
export const UNKNOWN = 2;
export const YES = 3;

/** Which of its two readings a rule is given. */
export type Reading = "narrow" | "wide";

/** Kleene's `and`. */
export function least(a: Truth, b: Truth): Truth {
  return a < b ? a : b;
}

/** Kleene's `or`. */
export function greatest(a: Truth, b: Truth): Truth {
  return a > b ? a : b;
}

/** Kleene's `not`; never asked of `SOFT`, which only paths give. */
export function opposite(a: Truth): Truth {
  if (a === NO) return YES;
  return a === YES ? NO : UNKNOWN;
}

/** A plain yes or no. */
export function truth(holds: boolean): Truth {
  return holds ? YES : NO;
}
