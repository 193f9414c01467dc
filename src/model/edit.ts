import type { Range } from "./place.ts";

/** A change of a text: what stands at `range` becomes `newText`. An empty range inserts. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** The text after edits that do not overlap. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  const last = edits.toSorted((a, b) => b.range.start - a.range.start);
  return last.reduce(
    (now, { range, newText }) => now.slice(0, range.start) + newText + now.slice(range.end),
    text,
  );
}
