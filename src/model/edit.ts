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

/** What differs between two texts, without the same beginning and end. */
export function onlyChanged(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < most - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const range = { start, end: before.length - tail };
  return { range, newText: after.slice(start, after.length - tail) };
}
