import type { Range } from "./place.ts";

/** How bad something is. */
export type Severity = "error" | "warning" | "info" | "hint";

/** Something wrong with a document, at a place in its text. */
export interface Problem {
  /** Stable, kebab-case. */
  readonly code: string;
  /** Lower-case start, no final stop, what the user wrote in backticks; says what, why and what to do. */
  readonly message: string;
  readonly severity: Severity;
  readonly range: Range;
  /** A spelling the author probably meant, to replace the text at `range`. */
  readonly suggestion?: string;
}

/** A value, or the reason why there is none. */
export type Outcome<T> = { readonly value: T } | { readonly error: string };

/** Did it fail? */
export function failed<T>(outcome: Outcome<T>): outcome is { readonly error: string } {
  return "error" in outcome;
}
