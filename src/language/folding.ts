import { FoldingRangeKind } from "vscode-languageserver-types";
import type { FoldingRange } from "vscode-languageserver-types";
import { LineIndex } from "../model/place.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";
import type { YamlNode } from "../policy/yaml/tree.ts";

/** What can be folded: entries and items of several lines, and comments of several lines. */
export function foldingRanges({ text, root }: YamlDocument): readonly FoldingRange[] {
  const lines = new LineIndex(text);
  const found = new Map<number, FoldingRange>();
  const add = (start: number, node: YamlNode): void => {
    const startLine = lines.position(start).line;
    // A block of text ends behind its last line break.
    const endLine = lines.position(Math.max(start, node.range.end - 1)).line;
    const known = found.get(startLine);
    if (endLine > startLine && (known === undefined || known.endLine < endLine))
      found.set(startLine, { startLine, endLine });
  };
  const open = root === undefined ? [] : [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { range } = node;
    if (node.kind === "map")
      for (const { keyRange, value } of node.entries) {
        add(keyRange.start, value);
        if (isWithin(value, range)) open.push(value);
      }
    else if (node.kind === "list")
      for (const item of node.items) {
        add(item.range.start, item);
        if (isWithin(item, range)) open.push(item);
      }
  }
  return [...found.values(), ...comments(text)].toSorted((a, b) => a.startLine - b.startLine);
}

/** What an alias repeats stands elsewhere, and is folded there. */
function isWithin({ kind, range }: YamlNode, { start, end }: YamlNode["range"]): boolean {
  return kind !== "scalar" && start <= range.start && range.end <= end && range.end > range.start;
}

function comments(text: string): readonly FoldingRange[] {
  const all = [...text.split("\n"), ""];
  const found: FoldingRange[] = [];
  let first: number | undefined;
  for (const [line, content] of all.entries()) {
    if (/^\s*#/.test(content)) first ??= line;
    else {
      if (first !== undefined && line - first > 1)
        found.push({ startLine: first, endLine: line - 1, kind: FoldingRangeKind.Comment });
      first = undefined;
    }
  }
  return found;
}
