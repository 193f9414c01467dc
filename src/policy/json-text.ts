import { createScanner, parseTree } from "jsonc-parser";
import type { Node, ParseError } from "jsonc-parser";

import type { Json } from "../model/json.ts";
import type { Range, SymbolicPath } from "../model/place.ts";
import type { Problem } from "../model/problem.ts";

/** Nested deeper, a file is not read: the parser would run out of stack. */
const DEEPEST = 100;

/** A JSON file that people and editors write, with comments and commas at the end of lists. */
export interface JsonText {
  /** `undefined` where it is no JSON. */
  readonly value: Json | undefined;
  readonly problems: readonly Problem[];
  /** Where the value at a path stands, or what is nearest to it. */
  rangeOf(path: SymbolicPath): Range;
  /** Where the name of the last step of a path stands, or what is nearest to it. */
  keyRangeOf(path: SymbolicPath): Range;
}

/** Is the text JSON as its standard has it, without comments and final commas? */
export function isStrictJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Reads JSON with comments. Never throws. */
export function readJsonText(text: string): JsonText {
  const bare = text.startsWith("\ufeff") ? ` ${text.slice(1)}` : text;
  if (isDeep(bare)) return broken(`it is nested deeper than ${DEEPEST} levels`, 0, bare.length);
  const errors: ParseError[] = [];
  const tree = parseTree(bare, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined) return broken("it is no JSON", error.offset, error.length);
  if (tree === undefined) return broken("it is empty", 0, 0);
  const problems: Problem[] = [];
  const value = toValue(tree, problems);
  return {
    value,
    problems,
    rangeOf: (path) => rangeAt(tree, path),
    keyRangeOf: (path) => keyRangeAt(tree, path) ?? rangeAt(tree, path),
  };
}

/** The kinds of tokens of the scanner: its enum has no value at run time. */
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, END] = [1, 2, 3, 4, 17];

function isDeep(text: string): boolean {
  // Most files have fewer brackets than that, in and outside of texts.
  if ((text.match(/[[{]/g)?.length ?? 0) <= DEEPEST) return false;
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
    if (kind === OPEN_BRACE || kind === OPEN_BRACKET) {
      if (++depth > DEEPEST) return true;
    } else if (kind === CLOSE_BRACE || kind === CLOSE_BRACKET) depth--;
  }
  return false;
}

function broken(message: string, start: number, length: number): JsonText {
  const range = { start, end: start + length };
  return {
    value: undefined,
    problems: [{ code: "bad-json", message, severity: "error", range }],
    rangeOf: () => range,
    keyRangeOf: () => range,
  };
}

/** `fromEntries` defines properties: `__proto__` is a name like any other. */
function toValue(node: Node, problems: Problem[]): Json {
  const { children = [] } = node;
  if (node.type === "array") return children.map((child) => toValue(child, problems));
  if (node.type !== "object") return node.value as Json;
  const members = new Map<string, Json>();
  for (const { children: [key, value] = [] } of children) {
    if (key === undefined || value === undefined) continue;
    const name = String(key.value);
    if (members.has(name)) {
      const message = `\`${name}\` stands here twice, and readers take different ones`;
      const range = { start: key.offset, end: key.offset + key.length };
      problems.push({ code: "duplicate-key", message, severity: "error", range });
    }
    members.set(name, toValue(value, problems));
  }
  return Object.fromEntries(members);
}

function rangeAt(tree: Node, path: SymbolicPath): Range {
  let node = tree;
  for (const step of path) {
    const inner = below(node, step);
    if (inner === undefined) break;
    node = inner;
  }
  return { start: node.offset, end: node.offset + node.length };
}

function keyRangeAt(tree: Node, path: SymbolicPath): Range | undefined {
  let node: Node | undefined = tree;
  for (const step of path) node = node && below(node, step);
  const property = node?.parent;
  const key = property?.type === "property" ? property.children?.[0] : undefined;
  return key && { start: key.offset, end: key.offset + key.length };
}

/** The value of a member, or an item. Rules ask for the places of many entries, one by one. */
function below({ type, children = [] }: Node, step: string | number): Node | undefined {
  if (typeof step === "number") return type === "array" ? children[step] : undefined;
  if (type !== "object") return undefined;
  const property = children.find(
    (one) => one.children?.length === 2 && one.children[0]?.value === step,
  );
  return property?.children?.[1];
}
