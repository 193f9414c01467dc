import { expect } from "vitest";
import type { Range } from "../../src/model/place.ts";

/** What is expected at a place of a fixture. */
export interface Marker extends Range {
  readonly code: string;
}

const MARKER = /^( *)#( *)(\^+|<) +([\w-]+) *$/;

/**
 * Reads the markers of a fixture: comment lines of the form `#  ^^^ code` under the text that they mark, several under one line where
 * needed. Carets that follow the `#` directly count it in, so that the first column can be marked, and `#<` marks that column alone. Markers stay in the text.
 */
export function readMarkers(text: string): readonly Marker[] {
  const markers: Marker[] = [];
  let target = 0;
  let at = 0;
  for (const line of text.split("\n")) {
    const marker = MARKER.exec(line);
    if (marker === null) target = at;
    else {
      const [, indent = "", gap = "", carets = "", code = ""] = marker;
      const column = gap === "" ? 0 : 1 + gap.length;
      const start = target + indent.length + column;
      markers.push({ start, end: start + length(gap, carets), code });
    }
    at += line.length + 1;
  }
  return markers;
}

function length(gap: string, carets: string): number {
  if (carets === "<") return 1;
  return carets.length + (gap === "" ? 1 : 0);
}

/** Expects exactly the marked problems, each at its place. */
export function checkMarkers(
  text: string,
  problems: readonly { readonly code: string; readonly range: Range }[],
): void {
  const show = ({ code, start, end }: Marker): string =>
    `${code} at \`${text.slice(start, end)}\` (${start}–${end})`;
  const found = problems.map(({ code, range }) => ({ code, ...range }));
  const order = (all: readonly Marker[]): string[] =>
    all.toSorted((a, b) => a.start - b.start || a.code.localeCompare(b.code)).map(show);
  expect(order(found)).toEqual(order(readMarkers(text)));
}
