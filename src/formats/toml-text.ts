import { ParseError, parseTOML } from "toml-eslint-parser";
import type { AST } from "toml-eslint-parser";

import type { Json } from "../model/json.ts";
import type { Range, SymbolicPath } from "../model/place.ts";
import type { Problem } from "../model/problem.ts";

/** Nested deeper, a file is not read: the parser would run out of stack. */
const DEEPEST = 100;
/** Keys of more parts than this are not read. */
const MOST_PARTS = 100;
/** Longer files are not read. UTF-16 code units. */
const LONGEST = 4 * 1024 * 1024;

/** A TOML file as a value with positions. */
export interface TomlText {
  /** `undefined` where it is no TOML. Dates are their text. */
  readonly value: Json | undefined;
  readonly problems: readonly Problem[];
  /** Where the value at a path stands, or what is nearest to it. */
  rangeOf(path: SymbolicPath): Range;
  /** Where the name of the last step of a path stands, or what is nearest to it. */
  keyRangeOf(path: SymbolicPath): Range;
}

/** Reads TOML 1.0. Never throws. */
export function readTomlText(text: string): TomlText {
  const bare = text.startsWith("\ufeff") ? ` ${text.slice(1)}` : text;
  if (bare.length > LONGEST) return broken("it is too long to be read", { start: 0, end: 0 });
  const deep = tooDeep(bare);
  if (deep !== undefined)
    return broken(`it is nested deeper than ${DEEPEST} levels`, { start: deep, end: deep + 1 });
  try {
    return read(parseTOML(bare, { tomlVersion: "1.0" }));
  } catch (error) {
    if (error instanceof ParseError) {
      const start = Math.min(Math.max(error.index, 0), text.length);
      const detail = error.message.charAt(0).toLowerCase() + error.message.slice(1);
      return broken(`it is no TOML: ${detail.replace(/\.$/, "")}`, {
        start,
        end: Math.min(start + 1, text.length),
      });
    }
    return broken("it is no TOML", { start: 0, end: 0 });
  }
}

/** The offset of the bracket that is too deep. Strings and comments do not count. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  let dots = 0;
  for (const { 0: token, index } of text.matchAll(PIECES)) {
    if (token === "[" || token === "{") {
      if (++depth > DEEPEST) return index;
    } else if (token === "]" || token === "}") depth = Math.max(depth - 1, 0);
    if (token === "\n" || token === "=") dots = 0;
    else if (token === "." && ++dots > MOST_PARTS) return index;
  }
  return undefined;
}

const PIECES =
  /"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'[^'\n]*'?|#[^\n]*|[[\]{}.=\n]/g;

function broken(message: string, range: Range): TomlText {
  return {
    value: undefined,
    problems: [{ code: "bad-toml", message, severity: "error", range }],
    rangeOf: () => range,
    keyRangeOf: () => range,
  };
}

type Node =
  | { readonly kind: "table"; range: Range; readonly members: Map<string, Member> }
  | { readonly kind: "list"; range: Range; readonly items: Node[] }
  | { readonly kind: "value"; readonly range: Range; readonly value: Json };

interface Member {
  readonly key: Range;
  readonly node: Node;
}

function read(program: AST.TOMLProgram): TomlText {
  const root: Node = { kind: "table", range: rangeOfNode(program), members: new Map() };
  for (const part of program.body[0].body) {
    if (part.type === "TOMLKeyValue") put(root, part);
    else fill(root, part);
  }
  return {
    value: valueOf(root),
    problems: [],
    rangeOf: (path) => find(root, path).node.range,
    keyRangeOf: (path) => {
      const { node, key } = find(root, path);
      return key ?? node.range;
    },
  };
}

function rangeOfNode({ range: [start, end] }: { readonly range: [number, number] }): Range {
  return { start, end };
}

/** The header `[a.b]` or `[[a.b]]` and what stands below it. */
function fill(root: Node, table: AST.TOMLTable): void {
  let at = root;
  const range = rangeOfNode(table);
  const names = table.key.keys.map(rangeOfNode);
  const steps = table.resolvedKey;
  let name = -1;
  for (const [index, step] of steps.entries()) {
    if (typeof step === "string") name++;
    const key = names[name] ?? range;
    const list = typeof steps[index + 1] === "number";
    at = child(at, step, { key, range, list });
    if (index === steps.length - 1) widen(at, range);
  }
  for (const pair of table.body) put(at, pair);
}

interface Place {
  readonly key: Range;
  readonly range: Range;
  readonly list: boolean;
}

function child(parent: Node, step: string | number, { key, range, list }: Place): Node {
  const fresh = (): Node =>
    list ? { kind: "list", range, items: [] } : { kind: "table", range, members: new Map() };
  if (parent.kind === "list" && typeof step === "number") {
    const before = parent.items[step];
    if (before !== undefined) return before;
    const made = fresh();
    parent.items[step] = made;
    widen(parent, range);
    return made;
  }
  if (parent.kind !== "table") return parent;
  const before = parent.members.get(String(step));
  if (before !== undefined) return before.node;
  const node = fresh();
  parent.members.set(String(step), { key, node });
  return node;
}

function widen(node: Node, range: Range): void {
  if (node.kind === "value") return;
  node.range = {
    start: Math.min(node.range.start, range.start),
    end: Math.max(node.range.end, range.end),
  };
}

function put(table: Node, { key, value }: AST.TOMLKeyValue): void {
  let at = table;
  const range = { start: key.range[0], end: value.range[1] };
  for (const part of key.keys.slice(0, -1))
    at = child(at, nameOf(part), { key: rangeOfNode(part), range, list: false });
  const last = key.keys.at(-1);
  if (last === undefined || at.kind !== "table") return;
  at.members.set(nameOf(last), { key: rangeOfNode(last), node: nodeOf(value) });
}

function nameOf(part: AST.TOMLBare | AST.TOMLQuoted): string {
  return part.type === "TOMLBare" ? part.name : part.value;
}

function nodeOf(content: AST.TOMLContentNode): Node {
  const range = rangeOfNode(content);
  switch (content.type) {
    case "TOMLArray":
      return { kind: "list", range, items: content.elements.map(nodeOf) };
    case "TOMLInlineTable": {
      const table: Node = { kind: "table", range, members: new Map() };
      for (const pair of content.body) put(table, pair);
      return table;
    }
    case "TOMLValue":
      return {
        kind: "value",
        range,
        value: content.value instanceof Date ? content.value.toISOString() : content.value,
      };
  }
}

/** `fromEntries` defines properties: `__proto__` is a name like any other. */
function valueOf(node: Node): Json {
  switch (node.kind) {
    case "value":
      return node.value;
    case "list":
      return node.items.map(valueOf);
    case "table":
      return Object.fromEntries(
        [...node.members].map(([name, member]) => [name, valueOf(member.node)]),
      );
  }
}

function find(root: Node, path: SymbolicPath): { readonly node: Node; readonly key?: Range } {
  let found: { readonly node: Node; readonly key?: Range } = { node: root };
  for (const step of path) {
    const { node } = found;
    const next =
      node.kind === "table"
        ? node.members.get(String(step))
        : node.kind === "list" && typeof step === "number"
          ? node.items[step]
          : undefined;
    if (next === undefined) return found;
    found = "node" in next ? next : { node: next };
  }
  return found;
}
