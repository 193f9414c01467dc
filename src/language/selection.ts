import type { SelectionRange } from "vscode-languageserver-types";
import { LineIndex } from "../model/place.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";
import { rangesAt } from "./place-at.ts";
import { lspRange } from "./ranges.ts";

/** What is selected step by step from offsets outwards: the key or value, its entry, its mapping and so on. */
export function selectionRanges(
  { text, root }: YamlDocument,
  offsets: readonly number[],
): readonly SelectionRange[] {
  const lines = new LineIndex(text);
  return offsets.map((offset) => {
    let around: SelectionRange = { range: lspRange({ start: 0, end: text.length }, lines) };
    let last = { start: 0, end: text.length };
    for (const range of rangesAt(root, offset)) {
      const isSame = range.start === last.start && range.end === last.end;
      if (isSame || range.start < last.start || range.end > last.end) continue;
      last = range;
      around = { range: lspRange(range, lines), parent: around };
    }
    return around;
  });
}
