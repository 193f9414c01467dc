import { parseTOML } from "toml-eslint-parser";
import type { AST } from "toml-eslint-parser";
import { applied } from "../model/edit.ts";
import type { Range, SymbolicPath } from "../model/place.ts";
import { blankBefore, lineEnd, lineStart } from "../policy/edit-text.ts";
import type { EntryChange } from "./entry-fix.ts";
import { readTomlText } from "./toml-text.ts";

/** The text of a TOML file after a change, comments and layout kept; nothing where there is no such place, or it is no TOML. */
export function changedToml(text: string, change: EntryChange): string | undefined {
  if (text.startsWith("\ufeff") || readTomlText(text).value === undefined) return undefined;
  const found = find(parseTOML(text, { tomlVersion: "1.0" }), change.path);
  if (found === undefined) return undefined;
  switch (change.kind) {
    case "remove":
      return removed(text, found);
    case "set":
      return set(text, found, change.value);
    case "rename":
      return renamed(text, found, change.name);
    case "move":
      return undefined;
  }
}

type Found =
  | { readonly kind: "pair"; readonly pair: AST.TOMLKeyValue; readonly inline: boolean }
  | { readonly kind: "item"; readonly list: AST.TOMLArray; readonly index: number }
  /** Headers that name the place, or something below it. */
  | { readonly kind: "tables"; readonly tables: readonly AST.TOMLTable[]; readonly depth: number };

function find(program: AST.TOMLProgram, path: SymbolicPath): Found | undefined {
  const tables: AST.TOMLTable[] = [];
  for (const part of program.body[0].body) {
    if (part.type === "TOMLKeyValue") {
      const found = inPair(part, path, 0);
      if (found !== undefined) return found;
    } else if (begins(part.resolvedKey, path)) tables.push(part);
    else if (begins(path, part.resolvedKey))
      for (const pair of part.body) {
        const found = inPair(pair, path, part.resolvedKey.length);
        if (found !== undefined) return found;
      }
  }
  return tables.length === 0 ? undefined : { kind: "tables", tables, depth: path.length };
}

function begins(path: SymbolicPath, front: SymbolicPath): boolean {
  return front.every((step, at) => path[at] === step);
}

function inPair(pair: AST.TOMLKeyValue, path: SymbolicPath, from: number): Found | undefined {
  const names = pair.key.keys.map((key) => (key.type === "TOMLBare" ? key.name : key.value));
  if (!begins(path.slice(from), names)) return undefined;
  const at = from + names.length;
  if (at === path.length)
    return { kind: "pair", pair, inline: pair.parent.type === "TOMLInlineTable" };
  return inValue(pair.value, path, at);
}

function inValue(value: AST.TOMLContentNode, path: SymbolicPath, at: number): Found | undefined {
  const step = path[at];
  if (value.type === "TOMLArray" && typeof step === "number") {
    const item = value.elements[step];
    if (item === undefined) return undefined;
    return at === path.length - 1
      ? { kind: "item", list: value, index: step }
      : inValue(item, path, at + 1);
  }
  if (value.type !== "TOMLInlineTable") return undefined;
  for (const pair of value.body) {
    const found = inPair(pair, path, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function rangeOf({ range: [start, end] }: { readonly range: readonly [number, number] }): Range {
  return { start, end };
}

function removed(text: string, found: Found): string | undefined {
  if (found.kind === "tables")
    return without(
      text,
      found.tables.map((table) => block(text, rangeOf(table))),
    );
  if (found.kind === "item") {
    const { list, index } = found;
    if (list.elements.length === 1) return applied(text, [{ range: rangeOf(list), newText: "[]" }]);
    return amongCommas(text, list.elements.map(rangeOf), index);
  }
  const { pair, inline } = found;
  if (!inline) return without(text, [lines(text, rangeOf(pair))]);
  const { parent } = pair;
  if (parent.type !== "TOMLInlineTable" || parent.body.length === 1) return undefined;
  return amongCommas(text, parent.body.map(rangeOf), parent.body.indexOf(pair));
}

function without(text: string, ranges: readonly Range[]): string {
  return applied(
    text,
    ranges.map((range) => ({ range, newText: "" })),
  );
}

/** The lines of a header and of what stands below it, with one empty line behind; comments above stay. */
function block(text: string, range: Range): Range {
  const { start, end } = lines(text, range);
  const [blank = ""] = /^[ \t]*\r?\n/.exec(text.slice(end)) ?? [];
  return { start, end: end + blank.length };
}

function lines(text: string, { start, end }: Range): Range {
  const [breaks = ""] = /^\r?\n/.exec(text.slice(lineEnd(text, end))) ?? [];
  return { start: lineStart(text, start), end: lineEnd(text, end) + breaks.length };
}

/** One of several with commas between them. A comment in between that would be lost, or take what follows, stops it. */
function amongCommas(text: string, items: readonly Range[], index: number): string | undefined {
  const [item, before, after] = [items[index], items[index - 1], items[index + 1]];
  if (item === undefined) return undefined;
  const line = text.slice(item.end, lineEnd(text, item.end));
  const isAlone = blankBefore(text, item.start) && /^[ \t]*,?[ \t]*(?:#.*)?$/.test(line);
  if (isAlone) return without(text, [lines(text, item)]);
  const range =
    before === undefined
      ? { start: item.start, end: after?.start ?? item.end }
      : { start: before.end, end: item.end };
  return text.slice(range.start, range.end).includes("#") ? undefined : without(text, [range]);
}

function set(text: string, found: Found, value: string | boolean): string | undefined {
  if (found.kind === "tables") return undefined;
  const node = found.kind === "pair" ? found.pair.value : found.list.elements[found.index];
  if (node?.type !== "TOMLValue") return undefined;
  const range = rangeOf(node);
  const isRaw = text[range.start] === "'" && typeof value === "string" && !value.includes("'");
  const newText = isRaw ? `'${value}'` : JSON.stringify(value);
  return applied(text, [{ range, newText }]);
}

/** In a pair the last part of its name, in headers the part at the place. */
function renamed(text: string, found: Found, name: string): string | undefined {
  if (found.kind === "item" || !/^[\w-]+$/.test(name)) return undefined;
  const keys =
    found.kind === "pair"
      ? [found.pair.key.keys.at(-1)]
      : found.tables.map(({ key }) => key.keys[found.depth - 1]);
  const ranges = keys.flatMap((key) => (key === undefined ? [] : [rangeOf(key)]));
  return applied(
    text,
    ranges.map((range) => ({ range, newText: name })),
  );
}
