import type { Range } from "./place.ts";

/** A change of a text: what stands at `range` becomes `newText`. An empty range inserts. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}
