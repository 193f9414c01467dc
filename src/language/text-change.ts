import type { Range } from "../model/place.ts";

/** What differs between two texts, without the same beginning and end. */
export function onlyChanged(
  before: string,
  after: string,
): { readonly range: Range; readonly newText: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < most - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const range = { start, end: before.length - tail };
  return { range, newText: after.slice(start, after.length - tail) };
}
