import { EMPTY } from "./node.ts";
import type { RegexNode } from "./node.ts";
import { parseAtomEscape, parseClass } from "./parse-set.ts";
import { Cursor, Invalid, Unsupported } from "./cursor.ts";
import type { Flags } from "./cursor.ts";
import { LINE_ENDS, single } from "./set.ts";

/** What became of a source: `invalid` is what `new RegExp` throws at, `unsupported` what is not modelled here. */
export type ParsedRegex =
  | { readonly node: RegexNode; readonly flags: Flags }
  | { readonly invalid: string }
  | { readonly unsupported: string };

/** Longer sources are not read. */
const LONGEST = 4000;
/** Groups that are nested deeper are not read. */
const DEEPEST = 100;

/** Reads a regular expression of ECMAScript 2025, with Annex B where there is no flag `u`. Never throws. */
export function parseJsRegex(source: string, flags: string): ParsedRegex {
  if (source.length > LONGEST) return { unsupported: `it is longer than ${LONGEST} characters` };
  const read = readFlags(flags);
  if ("invalid" in read || "unsupported" in read) return read;
  try {
    const cursor = new Cursor(source, read.unicode);
    const node = parseAlternatives(cursor, read, 0);
    if (!cursor.done) throw new Invalid("a `)` has no `(` before it");
    return { node, flags: read };
  } catch (error) {
    if (error instanceof Invalid) return { invalid: error.message };
    if (error instanceof Unsupported) return { unsupported: error.message };
    throw error;
  }
}

function readFlags(
  text: string,
): Flags | { readonly invalid: string } | { readonly unsupported: string } {
  if (new Set(text).size !== text.length) return { invalid: "a flag stands twice" };
  if (/[^dgimsuvy]/.test(text)) return { invalid: "there is no such flag" };
  if (text.includes("v")) {
    if (text.includes("u")) return { invalid: "the flags `u` and `v` exclude each other" };
    return { unsupported: "the flag `v` is not modelled" };
  }
  if (text.includes("y"))
    return { unsupported: "with the flag `y` a match depends on the one before" };
  return {
    fold: text.includes("i"),
    lines: text.includes("m"),
    dotAll: text.includes("s"),
    unicode: text.includes("u"),
  };
}

function parseAlternatives(cursor: Cursor, flags: Flags, depth: number): RegexNode {
  if (depth > DEEPEST) throw new Unsupported(`it is nested deeper than ${DEEPEST} levels`);
  const options = [parseSequence(cursor, flags, depth)];
  while (cursor.take("|")) options.push(parseSequence(cursor, flags, depth));
  const [only] = options;
  return options.length === 1 && only !== undefined ? only : { kind: "alt", options };
}

function parseSequence(cursor: Cursor, flags: Flags, depth: number): RegexNode {
  const items: RegexNode[] = [];
  while (!cursor.done && cursor.next !== "|" && cursor.next !== ")")
    items.push(parseTerm(cursor, flags, depth));
  const [only] = items;
  if (only === undefined) return EMPTY;
  return items.length === 1 ? only : { kind: "seq", items };
}

function parseTerm(cursor: Cursor, flags: Flags, depth: number): RegexNode {
  const edge = parseEdge(cursor, flags);
  if (edge !== undefined) return edge;
  const atom = parseAtom(cursor, flags, depth);
  const canRepeat = atom.kind !== "look" || (atom.to === "ahead" && !cursor.unicode);
  const repeat = parseQuantifier(cursor);
  if (repeat === undefined) return atom;
  if (!canRepeat) throw new Invalid("a look-around is repeated");
  return { kind: "repeat", node: atom, ...repeat };
}

function parseEdge(cursor: Cursor, { lines }: Flags): RegexNode | undefined {
  if (cursor.take("^")) return { kind: "edge", edge: lines ? "line-start" : "start" };
  if (cursor.take("$")) return { kind: "edge", edge: lines ? "line-end" : "end" };
  if (cursor.take("\\b")) return { kind: "edge", edge: "word" };
  if (cursor.take("\\B")) return { kind: "edge", edge: "no-word" };
  return undefined;
}

function parseAtom(cursor: Cursor, flags: Flags, depth: number): RegexNode {
  if (cursor.next === "(") return parseGroup(cursor, flags, depth);
  if (cursor.take("."))
    return {
      kind: "set",
      set: { spans: flags.dotAll ? [] : LINE_ENDS, negated: true, fold: false },
    };
  if (cursor.take("[")) return { kind: "set", set: parseClass(cursor, flags) };
  if (cursor.take("\\")) return parseAtomEscape(cursor, flags);
  if (/^[*+?]/.test(cursor.rest(1))) throw new Invalid("there is nothing to repeat");
  if (cursor.next === "{" && (cursor.unicode || QUANTIFIER.test(cursor.rest(60))))
    throw new Invalid("there is nothing to repeat");
  if (cursor.unicode && /^[}\]]/.test(cursor.rest(1))) throw new Invalid("a bracket is alone");
  return { kind: "set", set: single(cursor.char(), flags.fold ? "fold" : "exact") };
}

function parseGroup(cursor: Cursor, flags: Flags, depth: number): RegexNode {
  cursor.take("(");
  for (const [sign, to, negative] of LOOKS) {
    if (!cursor.take(sign)) continue;
    return { kind: "look", to, negative, node: closed(cursor, flags, depth) };
  }
  if (cursor.take("?:")) return { kind: "group", node: closed(cursor, flags, depth) };
  const named = /^\?<([\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*)>/u.exec(cursor.rest(200));
  if (named) {
    cursor.skip(named[0].length);
    const name = named[1] ?? "";
    const capture = cursor.openGroup(name);
    return { kind: "group", node: closed(cursor, flags, depth), capture, name };
  }
  const changed = /^\?([ims]*)(-[ims]*)?:/.exec(cursor.rest(20));
  if (changed) {
    cursor.skip(changed[0].length);
    return {
      kind: "group",
      node: closed(cursor, withModifiers(flags, changed[1] ?? "", changed[2]), depth),
    };
  }
  if (cursor.next === "?") throw new Invalid("there is no such group");
  const capture = cursor.openGroup();
  return { kind: "group", node: closed(cursor, flags, depth), capture };
}

const LOOKS = [
  ["?=", "ahead", false],
  ["?!", "ahead", true],
  ["?<=", "behind", false],
  ["?<!", "behind", true],
] as const;

function closed(cursor: Cursor, flags: Flags, depth: number): RegexNode {
  const node = parseAlternatives(cursor, flags, depth + 1);
  if (!cursor.take(")")) throw new Invalid("a `(` is not closed");
  return node;
}

function withModifiers(flags: Flags, on: string, off: string | undefined): Flags {
  const gone = off?.slice(1) ?? "";
  const all = on + gone;
  if (new Set(all).size !== all.length || (all === "" && off !== undefined))
    throw new Invalid("a modifier stands twice");
  const now = (letter: string, before: boolean): boolean =>
    on.includes(letter) || (before && !gone.includes(letter));
  return {
    ...flags,
    fold: now("i", flags.fold),
    lines: now("m", flags.lines),
    dotAll: now("s", flags.dotAll),
  };
}

const QUANTIFIER = /^\{(\d+)(,(\d*))?\}/;

function parseQuantifier(
  cursor: Cursor,
): { readonly min: number; readonly max: number } | undefined {
  const bounds = boundsOf(cursor);
  if (bounds !== undefined) cursor.take("?");
  return bounds;
}

function boundsOf(cursor: Cursor): { readonly min: number; readonly max: number } | undefined {
  if (cursor.take("*")) return { min: 0, max: Infinity };
  if (cursor.take("+")) return { min: 1, max: Infinity };
  if (cursor.take("?")) return { min: 0, max: 1 };
  const counted = QUANTIFIER.exec(cursor.rest(60));
  if (!counted) {
    if (cursor.unicode && cursor.next === "{") throw new Invalid("a `{` is alone");
    return undefined;
  }
  cursor.skip(counted[0].length);
  const min = Number(counted[1]);
  const upper = counted[3];
  const max = counted[2] === undefined ? min : upper === "" ? Infinity : Number(upper);
  if (max < min) throw new Invalid("the numbers of a quantifier are out of order");
  return { min, max };
}
