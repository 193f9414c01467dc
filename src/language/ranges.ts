import type { Range as LspRange } from "vscode-languageserver-types";
import type { LineIndex, Range } from "../model/place.ts";

/** A range of offsets as lines and characters; both count UTF-16 code units, as LSP does by default. */
export function lspRange(range: Range, lines: LineIndex): LspRange {
  const start = lines.position(range.start);
  const end = lines.position(range.end);
  return {
    start: { line: start.line, character: start.column },
    end: { line: end.line, character: end.column },
  };
}

/** Do two ranges share a position? Ranges that only touch do. */
export function touches(a: LspRange, b: LspRange): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: LspRange["start"], b: LspRange["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
