/** Characters from one to another, by code; both are in it. */
export type Span = readonly [from: number, to: number];

/** A set of characters, by code. */
export interface CharSet {
  readonly spans: readonly Span[];
  /** All others instead. */
  readonly negated: boolean;
  /** Without regard to case. */
  readonly fold: boolean;
}

/** Is the character in the set? Case as ECMAScript folds it without the flag `u`. */
export function holds(set: CharSet, code: number): boolean {
  if (code >= 128) return isIn(set, code);
  let table = TABLES.get(set);
  if (table === undefined) {
    table = tableOf(set);
    TABLES.set(set, table);
  }
  return table[code] === 1;
}

function tableOf(set: CharSet): Uint8Array {
  if (set.fold) return Uint8Array.from({ length: 128 }, (_, one) => (isIn(set, one) ? 1 : 0));
  const table = new Uint8Array(128).fill(set.negated ? 1 : 0);
  for (const [from, to] of set.spans) table.fill(set.negated ? 0 : 1, from, to + 1);
  return table;
}

/** What a set holds of ASCII, which nearly all commands are. */
const TABLES = new WeakMap<CharSet, Uint8Array>();

function isIn(set: CharSet, code: number): boolean {
  const found =
    inSpans(set.spans, code) ||
    (set.fold && caseTwins(code).some((twin) => inSpans(set.spans, twin)));
  return found !== set.negated;
}

/** The characters of a small set, as text; `undefined` where there are more than `most`. */
export function charactersOf(set: CharSet, most: number): readonly string[] | undefined {
  if (set.negated) return undefined;
  const found = new Set<string>();
  for (const [from, to] of set.spans) {
    if (to - from >= most) return undefined;
    for (let code = from; code <= to; code++) found.add(String.fromCodePoint(code));
    if (found.size > most) return undefined;
  }
  return [...found];
}

/** The set of one character. */
export function single(code: number, fold: "fold" | "exact"): CharSet {
  return { spans: [[code, code]], negated: false, fold: fold === "fold" };
}

/** Everything that is not in the spans, as spans. */
export function complement(spans: readonly Span[]): readonly Span[] {
  const sorted = spans.toSorted((a, b) => a[0] - b[0]);
  const left: Span[] = [];
  let from = 0;
  for (const [start, end] of sorted) {
    if (start > from) left.push([from, start - 1]);
    from = Math.max(from, end + 1);
  }
  if (from <= HIGHEST) left.push([from, HIGHEST]);
  return left;
}

const HIGHEST = 0x10ffff;

/** `\d` */
export const DIGITS: readonly Span[] = [[48, 57]];

/** `\w` */
export const WORD: readonly Span[] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];

/** `\s`: white space and line ends of ECMAScript. */
export const SPACE: readonly Span[] = [
  [9, 13],
  [32, 32],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];

/** The ends of lines of ECMAScript: what `.` leaves out. */
export const LINE_ENDS: readonly Span[] = [
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
];

/** Is it one of `\w`? */
export function isWord(code: number | undefined): boolean {
  return code !== undefined && inSpans(WORD, code);
}

/** Does a line end here? */
export function isLineEnd(code: number | undefined): boolean {
  return code !== undefined && inSpans(LINE_ENDS, code);
}

function inSpans(spans: readonly Span[], code: number): boolean {
  return spans.some(([from, to]) => code >= from && code <= to);
}

function caseTwins(code: number): readonly number[] {
  const char = String.fromCodePoint(code);
  const wanted = canonical(char);
  const twins = [char.toLowerCase(), char.toUpperCase()];
  return twins.flatMap((twin) =>
    isOne(twin) && twin !== char && canonical(twin) === wanted ? [twin.codePointAt(0) ?? code] : [],
  );
}

function canonical(char: string): string {
  const upper = char.toUpperCase();
  if (!isOne(upper)) return char;
  return char.charCodeAt(0) >= 128 && upper.charCodeAt(0) < 128 ? char : upper;
}

function isOne(text: string): boolean {
  return text.length === String.fromCodePoint(text.codePointAt(0) ?? 0).length;
}
