import type { Cursor, Flags } from "./cursor.ts";
import { Invalid, Unsupported } from "./cursor.ts";
import type { RegexNode } from "./node.ts";
import { complement, DIGITS, single, SPACE, WORD } from "./set.ts";
import type { CharSet, Span } from "./set.ts";

/** What follows a `\` outside of brackets. */
export function parseAtomEscape(cursor: Cursor, flags: Flags): RegexNode {
  const spans = parseShorthand(cursor, flags);
  if (spans !== undefined) return { kind: "set", set: { spans, negated: false, fold: false } };
  const back = parseBackReference(cursor);
  if (back !== undefined) return back;
  return {
    kind: "set",
    set: single(parseCharEscape(cursor, "atom"), flags.fold ? "fold" : "exact"),
  };
}

/** What follows a `[`. */
export function parseClass(cursor: Cursor, flags: Flags): CharSet {
  const negated = cursor.take("^");
  const spans: Span[] = [];
  while (!cursor.take("]")) {
    if (cursor.done) throw new Invalid("a `[` is not closed");
    const from = parseClassItem(cursor, flags);
    const isRange = cursor.next === "-" && cursor.rest(2) !== "-]" && cursor.rest(2) !== "-";
    if (!isRange) {
      spans.push(...spansOf(from));
      continue;
    }
    cursor.take("-");
    const to = parseClassItem(cursor, flags);
    if (typeof from === "number" && typeof to === "number") {
      if (from > to) throw new Invalid("a range in brackets is out of order");
      spans.push([from, to]);
    } else {
      if (cursor.unicode) throw new Invalid("a range in brackets has no end");
      spans.push(...spansOf(from), [45, 45], ...spansOf(to));
    }
  }
  return { spans, negated, fold: flags.fold };
}

type ClassItem = number | readonly Span[];

function spansOf(item: ClassItem): readonly Span[] {
  return typeof item === "number" ? [[item, item]] : item;
}

function parseClassItem(cursor: Cursor, flags: Flags): ClassItem {
  if (!cursor.take("\\")) return cursor.char();
  if (cursor.done) throw new Invalid("it ends in a `\\`");
  if (cursor.take("b")) return 8;
  if (cursor.unicode && cursor.take("-")) return 45;
  return parseShorthand(cursor, flags) ?? parseCharEscape(cursor, "class");
}

function parseShorthand(cursor: Cursor, flags: Flags): readonly Span[] | undefined {
  const letter = cursor.next;
  if ((letter === "p" || letter === "P") && cursor.unicode)
    throw new Unsupported("properties of characters are not modelled");
  const base = SHORTHANDS.get(letter.toLowerCase());
  if (base === undefined) return undefined;
  if (flags.unicode && flags.fold && letter.toLowerCase() === "w")
    throw new Unsupported("`\\w` with the flags `u` and `i` is not modelled");
  cursor.skip(1);
  return letter === letter.toLowerCase() ? base : complement(base);
}

const SHORTHANDS: ReadonlyMap<string, readonly Span[]> = new Map([
  ["d", DIGITS],
  ["w", WORD],
  ["s", SPACE],
]);

function parseBackReference(cursor: Cursor): RegexNode | undefined {
  const named = /^k<([^>]*)>/.exec(cursor.rest(200));
  if (cursor.next === "k" && cursor.isNamed) {
    if (!named) throw new Invalid("a `\\k` names no group");
    cursor.skip(named[0].length);
    return { kind: "back", to: named[1] ?? "" };
  }
  const digits = /^[1-9]\d*/.exec(cursor.rest(10))?.[0];
  if (digits === undefined) return undefined;
  const to = Number(digits);
  if (to > cursor.groups) {
    if (cursor.unicode) throw new Invalid("there is no such group");
    return undefined;
  }
  cursor.skip(digits.length);
  return { kind: "back", to };
}

function parseCharEscape(cursor: Cursor, where: "atom" | "class"): number {
  if (cursor.done) throw new Invalid("it ends in a `\\`");
  const { next } = cursor;
  const control = CONTROLS.get(next);
  if (control !== undefined) {
    cursor.skip(1);
    return control;
  }
  if (next === "c") return parseControl(cursor, where);
  if (next === "x") return parseHex(cursor, /^x([0-9a-f]{2})/i);
  if (next === "u") return parseUnicode(cursor);
  if (/^[0-7]/.test(next)) return parseOctal(cursor);
  if (cursor.unicode && !/^[\^$\\.*+?()[\]{}|/]/.test(next))
    throw new Invalid("there is no such escape");
  return cursor.char();
}

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ["t", 9],
  ["n", 10],
  ["v", 11],
  ["f", 12],
  ["r", 13],
]);

function parseControl(cursor: Cursor, where: "atom" | "class"): number {
  const letter = (where === "class" && !cursor.unicode ? /^c([a-z0-9_])/i : /^c([a-z])/i).exec(
    cursor.rest(2),
  );
  if (letter) {
    cursor.skip(2);
    return (letter[1] ?? "").charCodeAt(0) % 32;
  }
  if (cursor.unicode) throw new Invalid("there is no such escape");
  // Annex B: the backslash stands for itself, and the `c` is read next.
  return 92;
}

function parseHex(cursor: Cursor, form: RegExp): number {
  const found = form.exec(cursor.rest(12));
  if (found) {
    cursor.skip(found[0].length);
    return Number.parseInt(found[1] ?? "0", 16);
  }
  if (cursor.unicode) throw new Invalid("there is no such escape");
  return cursor.char();
}

function parseUnicode(cursor: Cursor): number {
  if (!cursor.unicode) return parseHex(cursor, /^u([0-9a-f]{4})/i);
  const pair = /^u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/i.exec(cursor.rest(11));
  if (pair) {
    cursor.skip(pair[0].length);
    const [high, low] = [pair[1] ?? "", pair[2] ?? ""].map((hex) => Number.parseInt(hex, 16));
    return ((high ?? 0) - 0xd800) * 0x400 + ((low ?? 0) - 0xdc00) + 0x10000;
  }
  const braced = /^u\{([0-9a-f]{1,8})\}/i.exec(cursor.rest(12));
  const code = braced ? Number.parseInt(braced[1] ?? "0", 16) : undefined;
  if (braced && code !== undefined) {
    if (code > 0x10ffff) throw new Invalid("there is no such character");
    cursor.skip(braced[0].length);
    return code;
  }
  return parseHex(cursor, /^u([0-9a-f]{4})/i);
}

function parseOctal(cursor: Cursor): number {
  if (cursor.unicode) {
    if (!/^0(?!\d)/.test(cursor.rest(2))) throw new Invalid("there is no such escape");
    cursor.skip(1);
    return 0;
  }
  const digits = /^(?:[0-3][0-7]{0,2}|[4-7][0-7]?)/.exec(cursor.rest(3))?.[0] ?? "0";
  cursor.skip(digits.length);
  return Number.parseInt(digits, 8);
}
