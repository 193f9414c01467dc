import type { TextEdit } from "../model/edit.ts";
import type { SymbolicPath } from "../model/place.ts";
import { blankBefore, lineBreakOf, lineEnd, lineStart, nextDash } from "./edit-text.ts";
import type { YamlDocument } from "./yaml/parse-document.ts";
import { resolvePlain } from "./yaml/scalar.ts";
import { entryOf } from "./yaml/tree.ts";
import type { ListNode, MapNode, YamlNode } from "./yaml/tree.ts";

/** Gives the key at `path` another name. Nothing where there is none, or the name is taken. */
export function renameKey(
  document: YamlDocument,
  path: SymbolicPath,
  name: string,
): TextEdit | undefined {
  const parent = nodeAt(document, path.slice(0, -1));
  const entry = entryOf(parent, String(path.at(-1)));
  if (entryOf(parent, name) !== undefined) return undefined;
  return entry && { range: entry.keyRange, newText: keyText(name) };
}

/** Replaces the value at `path` by the text of another. Nothing where there is none, or it stands on lines of its own. */
export function setValue(
  document: YamlDocument,
  path: SymbolicPath,
  valueText: string,
): TextEdit | undefined {
  const node = nodeAt(document, path);
  if (node === undefined || (node.kind !== "scalar" && node.style === "block")) return undefined;
  const { start, end } = node.range;
  if (start < end) return { range: node.range, newText: valueText };
  // Nothing is written: the value goes behind the colon or dash, with a blank on both sides.
  const { text } = document;
  if (!/[-:]$/.test(text.slice(0, start).trimEnd())) return undefined;
  const before = /\s/.test(text.charAt(start - 1)) ? "" : " ";
  const after = /^(?:\s|$)/.test(text.charAt(start)) ? "" : " ";
  return insertion(start, `${before}${valueText}${after}`);
}

/**
 * Adds a key after the last of the mapping at `path`, in its style and indentation. Nothing where there is no mapping, or it has the key.
 * Lines of `valueText` after the first are indented by as much as the key.
 */
export function insertKey(
  document: YamlDocument,
  path: SymbolicPath,
  key: string,
  valueText: string,
): TextEdit | undefined {
  const { text, root } = document;
  const lineBreak = lineBreakOf(text);
  const entryText = `${keyText(key)}: ${valueText}`;
  if (root === undefined && path.length === 0) {
    const before = text === "" || text.endsWith("\n") ? "" : lineBreak;
    return insertion(text.length, `${before}${entryText.replaceAll("\n", lineBreak)}${lineBreak}`);
  }
  const map = nodeAt(document, path);
  if (map?.kind !== "map" || entryOf(map, key) !== undefined) return undefined;
  const last = map.entries.at(-1);
  if (map.style === "flow") {
    if (valueText.includes("\n")) return undefined;
    if (last === undefined) return { range: map.range, newText: `{ ${entryText} }` };
    return insertion(last.value.range.end, `, ${entryText}`);
  }
  const [first] = map.entries;
  if (first === undefined || last === undefined) return undefined;
  const indent = " ".repeat(first.keyRange.start - lineStart(text, first.keyRange.start));
  const newText = `${indent}${entryText.replaceAll("\n", `${lineBreak}${indent}`)}`;
  const { end } = last.value.range;
  // A block of text ends with its line break; any other value is followed by the rest of its line.
  if (text.charAt(end - 1) === "\n") return insertion(end, `${newText}${lineBreak}`);
  return insertion(lineEnd(text, end), `${lineBreak}${newText}`);
}

/**
 * Adds an item to the list at `path`, behind the one at `after`, else behind the last, in its style and indentation. Nothing where there is no
 * list. Lines of `itemText` after the first are indented by as much as the item; in brackets there is one line.
 */
export function insertItem(
  document: YamlDocument,
  path: SymbolicPath,
  itemText: string,
  after?: number,
): TextEdit | undefined {
  const { text } = document;
  const list = nodeAt(document, path);
  if (list?.kind !== "list") return undefined;
  const [first, second] = list.items;
  const last = list.items[after ?? list.items.length - 1];
  if (list.style === "flow") {
    if (itemText.includes("\n")) return undefined;
    if (first === undefined) return { range: list.range, newText: `[${itemText}]` };
    return last && insertion(last.range.end, `, ${itemText}`);
  }
  const stretches = itemsOf(list, text);
  const [head] = stretches;
  const end = stretches[after ?? stretches.length - 1]?.end;
  if (head === undefined || end === undefined) return undefined;
  const lineBreak = lineBreakOf(text);
  const indent = " ".repeat(head.start - lineStart(text, head.start));
  const between = second && text.slice(first?.range.end, second.range.start);
  const gap = between !== undefined && /\n[ \t]*\r?\n/.test(between) ? lineBreak : "";
  const newText = `${indent}- ${itemText.replaceAll("\n", `${lineBreak}${indent}  `)}`;
  if (text.charAt(end - 1) === "\n") return insertion(end, `${gap}${newText}${lineBreak}`);
  return insertion(lineEnd(text, end), `${lineBreak}${gap}${newText}`);
}

/**
 * Removes the list item or the entry at `path`, with its lines and what is commented on them; comments above stay. What is left empty
 * becomes `[]` or `{}`. Nothing where there is no such place.
 */
export function removeAt(document: YamlDocument, path: SymbolicPath): TextEdit | undefined {
  const parent = nodeAt(document, path.slice(0, -1));
  const step = path.at(-1);
  if (parent === undefined || parent.kind === "scalar" || step === undefined) return undefined;
  const stretches = parent.kind === "map" ? entriesOf(parent) : itemsOf(parent, document.text);
  const at =
    parent.kind === "map" ? parent.entries.findIndex(({ key }) => key === step) : Number(step);
  const found = stretches[at];
  if (found === undefined) return undefined;
  if (stretches.length === 1)
    return { range: parent.range, newText: parent.kind === "map" ? "{}" : "[]" };
  const [before, after] = [stretches[at - 1], stretches[at + 1]];
  if (parent.style === "flow") return removeFlow(document.text, found, before, after);
  return removeBlock(document.text, found, after);
}

/** From where a child begins, its dash or key included, to where its value ends. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

function entriesOf(map: MapNode): readonly Stretch[] {
  return map.entries.map(({ keyRange, value }) => ({
    start: keyRange.start,
    end: value.range.end,
  }));
}

function itemsOf(list: ListNode, text: string): readonly Stretch[] {
  if (list.style === "flow") return list.items.map(({ range }) => range);
  let from = list.range.start;
  return list.items.map(({ range }) => {
    const start = nextDash(text, from);
    from = range.end;
    return { start, end: Math.max(range.end, start + 1) };
  });
}

function removeFlow(
  text: string,
  found: Stretch,
  before: Stretch | undefined,
  after: Stretch | undefined,
): TextEdit | undefined {
  const range =
    before === undefined
      ? { start: found.start, end: after?.start ?? found.end }
      : { start: before.end, end: found.end };
  // A comment in between ends at its line, so what follows must not move up to it.
  return text.slice(range.start, range.end).includes("#") ? undefined : { range, newText: "" };
}

function removeBlock(text: string, found: Stretch, after: Stretch | undefined): TextEdit {
  const lineFrom = lineStart(text, found.start);
  const ended = text.charAt(found.end - 1) === "\n";
  if (blankBefore(text, found.start)) {
    const end = ended
      ? found.end
      : Math.min(lineEnd(text, found.end) + lineBreakOf(text).length, text.length);
    return { range: { start: lineFrom, end }, newText: "" };
  }
  // It shares its line with the dash before it.
  const next = after?.start ?? found.end;
  const comments = text.slice(found.end, next).includes("#");
  return { range: { start: found.start, end: comments ? found.end : next }, newText: "" };
}

function nodeAt({ root }: YamlDocument, path: SymbolicPath): YamlNode | undefined {
  let node = root;
  for (const step of path) {
    if (node?.kind === "map") node = entryOf(node, String(step))?.value;
    else node = node?.kind === "list" && typeof step === "number" ? node.items[step] : undefined;
  }
  return node;
}

function insertion(at: number, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}

/** A key as YAML, in quotes where it needs them. */
function keyText(name: string): string {
  return /^[A-Za-z_][\w.-]*\??$/.test(name) && typeof resolvePlain(name) === "string"
    ? name
    : JSON.stringify(name);
}
