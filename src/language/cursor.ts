import type { Range, SymbolicPath } from "../model/place.ts";
import type { Problem } from "../model/problem.ts";
import { lineEnd, lineStart } from "../policy/edit-text.ts";
import { parseDocument } from "../policy/yaml/parse-document.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";
import type { MapNode, YamlNode } from "../policy/yaml/tree.ts";

/** Where something is being written, in a document that need not be whole. */
export interface Cursor {
  /** A key and its mapping's path, or a value and its own path. A lone word may become either, and has two cursors. */
  readonly at: "key" | "value";
  readonly path: SymbolicPath;
  /** What stands before the cursor, without quotes. */
  readonly before: string;
  /** What is replaced by what is chosen: the whole key or value, quotes included. */
  readonly range: Range;
  /** The quote that begins it, if one does. */
  readonly quote: string;
  /** What follows the key already. */
  readonly colon: "written" | "missing";
  readonly style: "block" | "flow";
  /** The document's tree without what is being written. */
  readonly root: YamlNode | undefined;
}

/** Stands for what is being written. A character of no script: no document of ours needs it. */
const MARK = "\ue000";

/** What may be written at an offset of a text; nothing in comments, in texts of several lines and where no tree can be read. */
export function cursorsAt(document: YamlDocument, offset: number): readonly Cursor[] {
  const { text } = document;
  if (text.includes(MARK)) return [];
  const word = loneWord(text, offset);
  const end = word?.end ?? offset;
  const marked =
    text.slice(0, offset) +
    MARK +
    text.slice(offset, end) +
    (word === undefined ? "" : ":") +
    text.slice(end);
  const { root, problems } = parseDocument(marked, document);
  // Where nothing can stand without breaking the document, nothing is offered.
  if (syntaxErrors(problems) > 0 && syntaxErrors(problems) > syntaxErrors(document.problems))
    return [];
  const found = root && find(root, [], offset);
  const first = lineStart(text, offset);
  if (found === undefined || found.range.start < first) return [];
  const range = { start: found.range.start, end: found.range.end - 1 };
  if (range.end > lineEnd(text, offset)) return [];
  const written = marked.charAt(range.start);
  const base = {
    before: found.source.slice(0, found.source.indexOf(MARK)),
    range,
    quote: /["']/.test(written) ? written : "",
    style: found.style,
    root: root && withoutMark(root, offset),
  };
  if (found.key === "no") return [{ ...base, at: "value", path: found.path, colon: "missing" }];
  const colon = /^\s*:/.test(text.slice(range.end)) ? "written" : "missing";
  // A value that is there already may not be one of another key.
  if (found.key === "full") return [];
  const key = { ...base, at: "key", path: found.path, colon } as const;
  // Where the mapping holds nothing else, the word may be a value in its place.
  return word !== undefined && found.key === "alone" ? [key, { ...key, at: "value" }] : [key];
}

function syntaxErrors(problems: readonly Problem[]): number {
  return problems.filter(({ code }) => code === "yaml-syntax").length;
}

/** A word that stands alone on its line, behind dashes at most. */
function loneWord(text: string, offset: number): { readonly end: number } | undefined {
  const start = lineStart(text, offset);
  const line = text.slice(start, lineEnd(text, offset));
  const [, indent = "", word = ""] = /^(\s*(?:-\s+)*)([\w.-]*\??)\s*$/.exec(line) ?? [];
  const from = start + indent.length;
  if (!/^[\w\s.?-]*$/.test(line) || offset < from) return undefined;
  const end = from + word.length;
  // Behind blanks after a word nothing more belongs to it.
  return offset > end && word !== "" ? undefined : { end: Math.max(end, offset) };
}

interface Found {
  readonly path: SymbolicPath;
  readonly range: Range;
  readonly source: string;
  /** Of a key: whether its mapping has others, or it has a value. */
  readonly key: "alone" | "among" | "full" | "no";
  readonly style: "block" | "flow";
}

function find(
  node: YamlNode,
  path: SymbolicPath,
  offset: number,
  style: Found["style"] = "block",
): Found | undefined {
  if (!holds(node.range, offset)) return undefined;
  if (node.kind === "scalar") {
    const { source, range } = node;
    if (node.style === "block" || !source.includes(MARK)) return undefined;
    return { path, range, source, key: "no", style };
  }
  if (node.kind === "list") {
    for (const [index, item] of node.items.entries()) {
      const found = find(item, [...path, index], offset, node.style);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  for (const { key, keyRange, value } of node.entries) {
    if (key.includes(MARK)) {
      const empty = value.range.start === value.range.end;
      const others = node.entries.length === 1 ? "alone" : "among";
      return {
        path,
        range: keyRange,
        source: key,
        key: empty ? others : "full",
        style: node.style,
      };
    }
    const found = find(value, [...path, key], offset, node.style);
    if (found !== undefined) return found;
  }
  return undefined;
}

function holds({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The same tree without the key or value that holds the mark. */
function withoutMark(node: YamlNode, offset: number): YamlNode {
  if (!holds(node.range, offset)) return node;
  if (node.kind === "list")
    return {
      ...node,
      items: node.items
        .filter((item) => item.kind !== "scalar" || !item.source.includes(MARK))
        .map((item) => withoutMark(item, offset)),
    };
  return node.kind === "map" ? mapWithoutMark(node, offset) : node;
}

function mapWithoutMark(node: MapNode, offset: number): MapNode {
  const entries = node.entries
    .filter(
      ({ key, value }) =>
        !key.includes(MARK) && !(value.kind === "scalar" && value.source.includes(MARK)),
    )
    .map((entry) => ({ ...entry, value: withoutMark(entry.value, offset) }));
  return { ...node, entries };
}
