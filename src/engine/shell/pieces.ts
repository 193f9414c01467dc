import type { Script, ShellWord } from "./tree.ts";

/** A stretch of a word: literal text, quoted or not, or something the shell still expands. */
export type Piece =
  | { readonly kind: "text"; readonly text: string; readonly quoted: boolean }
  | { readonly kind: "hole"; readonly splits: boolean; readonly pipe: boolean };

/** What belongs to a word besides its pieces. */
export interface WordFrame {
  readonly start: number;
  readonly end: number;
  readonly scripts: readonly Script[];
  readonly home: string | undefined;
}

/** The words that the pieces become: braces expanded, then tilde, wildcards and quotes. */
export function wordsOf(pieces: readonly Piece[], frame: WordFrame): readonly ShellWord[] {
  const braced = pieces.some(
    (piece) => piece.kind === "text" && !piece.quoted && piece.text.includes("{"),
  );
  const alternatives = braced ? expandBraces(pieces) : [pieces];
  if (alternatives === undefined)
    return [
      {
        ...wordOf(beforeBrace(pieces), frame),
        known: false,
        splits: true,
        glob: undefined,
        pipe: false,
      },
    ];
  return alternatives.map((alternative, index) =>
    wordOf(alternative, index === 0 ? frame : { ...frame, scripts: [] }),
  );
}

/** One word of the pieces, braces left as they are. */
export function wordOf(pieces: readonly Piece[], frame: WordFrame): ShellWord {
  const { start, end, scripts } = frame;
  let text = "";
  let known = true;
  let splits = false;
  let holes = 0;
  let pipes = 0;
  let wild = false;
  let quoted = false;
  let first = true;
  for (const piece of pieces) {
    if (piece.kind === "hole") {
      known = false;
      holes += 1;
      if (piece.pipe) pipes += 1;
      if (piece.splits) splits = true;
    } else {
      if (piece.quoted) quoted = true;
      let literal = piece.text;
      if (!piece.quoted) {
        if (first) {
          const tilde = expandTilde(literal, pieces.length === 1, frame.home);
          if (tilde === undefined) known = false;
          else literal = tilde;
          if (SPELLED_BY_ZSH.test(literal)) known = false;
          const home = LATER_TILDE.exec(literal);
          if (home !== null) {
            text += home[1] ?? "";
            known = false;
            holes += 1;
          }
        }
        const odd = known ? wildAt(literal) : -1;
        if (odd >= 0) {
          text += literal.slice(0, odd);
          known = false;
          splits = true;
          wild = true;
          if (literal.includes("\r")) holes += 1;
        }
      }
      if (known) text += literal;
    }
    first = false;
  }
  if (wild && holes === 0 && !clearGlob(pieces)) wild = false;
  const glob = wild && holes === 0 ? text.slice(0, text.lastIndexOf("/") + 1) : undefined;
  return {
    text,
    known,
    splits,
    start,
    end,
    scripts,
    quoted,
    glob,
    pipe: pipes > 0 && pipes === holes && pieces.length === 1,
  };
}

/** Where the first of these stands: `*`, `?`, a bracket that closes, and a carriage return, which some shells drop. */
function wildAt(text: string): number {
  const sign = text.search(/[*?\r]/);
  const open = text.indexOf("[");
  if (open < 0 || !text.includes("]", open)) return sign;
  return sign < 0 ? open : Math.min(sign, open);
}

/** bash expands a tilde also after `name=`, other shells do not. */
const LATER_TILDE = /^([A-Za-z_]\w*=(?:[^]*:)?)~/;
/** zsh turns `=name` into the path of a program. */
const SPELLED_BY_ZSH = /^=[A-Za-z_./]/;

/** Does no wildcard stand in a segment that may become `..`? */
function clearGlob(pieces: readonly Piece[]): boolean {
  const text = pieces.map((piece) => (piece.kind === "text" ? piece.text : "")).join("");
  if (/(^|\/)\.[^/]*[*?[]/.test(text)) return false;
  const wild = text.search(/[*?\]]/);
  return wild < 0 || !text.slice(wild).split("/").slice(1).includes("..");
}

function expandTilde(text: string, whole: boolean, home: string | undefined): string | undefined {
  if (!text.startsWith("~")) return text;
  const slash = text.indexOf("/");
  if (slash === 1 || (text === "~" && whole))
    return home === undefined ? undefined : home + text.slice(1);
  return undefined;
}

function beforeBrace(pieces: readonly Piece[]): readonly Piece[] {
  const before: Piece[] = [];
  for (const piece of pieces) {
    const brace = piece.kind === "text" && !piece.quoted ? piece.text.indexOf("{") : -1;
    if (piece.kind === "text" && brace >= 0) {
      before.push({ ...piece, text: piece.text.slice(0, brace) });
      break;
    }
    before.push(piece);
  }
  return before;
}

/** A piece of one character, so that braces can be found. */
type Atom = Piece;

/** The alternatives, or `undefined` where they are too many or the braces do not pair. */
function expandBraces(pieces: readonly Piece[]): readonly (readonly Piece[])[] | undefined {
  const atoms: Atom[] = [];
  for (const piece of pieces) {
    if (piece.kind === "hole" || piece.quoted) atoms.push(piece);
    else
      for (const character of piece.text)
        atoms.push({ kind: "text", text: character, quoted: false });
  }
  const choosing =
    atoms.some((atom) => is(atom, ",")) ||
    pieces.some((piece) => piece.kind === "text" && !piece.quoted && piece.text.includes(".."));
  if (!choosing) return [pieces];
  if (atoms.length > 2000) return undefined;
  const words = expand(atoms, 0);
  return words?.map(joined);
}

function expand(atoms: readonly Atom[], depth: number): readonly (readonly Atom[])[] | undefined {
  if (depth > 20) return undefined;
  const open = atoms.findIndex((atom) => is(atom, "{"));
  if (open < 0) return [atoms];
  const close = closing(atoms, open);
  if (close === undefined) return undefined;
  const inner = atoms.slice(open + 1, close);
  const choices = choicesOf(inner);
  const rest = expand(atoms.slice(close + 1), depth + 1);
  if (rest === undefined) return undefined;
  const before = atoms.slice(0, open);
  if (choices === undefined) {
    const within = expand(inner, depth + 1);
    if (within === undefined || within.length * rest.length > MOST_WORDS) return undefined;
    const left: Atom = { kind: "text", text: "{", quoted: true };
    const right: Atom = { kind: "text", text: "}", quoted: true };
    return within.flatMap((middle) =>
      rest.map((after) => [...before, left, ...middle, right, ...after]),
    );
  }
  const words: (readonly Atom[])[] = [];
  for (const choice of choices) {
    const middles = expand(choice, depth + 1);
    if (middles === undefined || words.length + middles.length * rest.length > MOST_WORDS)
      return undefined;
    for (const middle of middles)
      for (const after of rest) words.push([...before, ...middle, ...after]);
  }
  return words;
}

const MOST_WORDS = 64;
/** Stands for a sequence that is not followed: more words than are read. */
const TOO_MANY: readonly string[] = Array.from({ length: MOST_WORDS + 1 }, () => "");

function closing(atoms: readonly Atom[], open: number): number | undefined {
  let level = 0;
  for (let i = open; i < atoms.length; i += 1) {
    if (is(atoms[i], "{")) level += 1;
    if (is(atoms[i], "}")) level -= 1;
    if (level === 0) return i;
  }
  return undefined;
}

function choicesOf(inner: readonly Atom[]): readonly (readonly Atom[])[] | undefined {
  const choices: Atom[][] = [[]];
  let level = 0;
  for (const atom of inner) {
    if (is(atom, "{")) level += 1;
    if (is(atom, "}")) level -= 1;
    if (level === 0 && is(atom, ",")) choices.push([]);
    else choices.at(-1)?.push(atom);
  }
  if (choices.length > 1) return choices;
  const text = inner
    .map((atom) => (atom.kind === "text" && !atom.quoted ? atom.text : "\0"))
    .join("");
  return sequence(text)?.map((item) => [{ kind: "text", text: item, quoted: false }]);
}

function sequence(text: string): readonly string[] | undefined {
  const numbers = /^(-?\d{1,6})\.\.(-?\d{1,6})$/.exec(text);
  if (numbers !== null) {
    const [from, to] = [Number(numbers[1]), Number(numbers[2])];
    if (/^-?0\d/.test(numbers[1] ?? "") || /^-?0\d/.test(numbers[2] ?? "")) return TOO_MANY;
    return span(from, to).map(String);
  }
  const letters = /^([A-Za-z])\.\.([A-Za-z])$/.exec(text);
  if (letters !== null)
    return span((letters[1] ?? "").charCodeAt(0), (letters[2] ?? "").charCodeAt(0)).map((code) =>
      String.fromCharCode(code),
    );
  // A step, or something else with two points: too rare to follow, so more words than anybody expands.
  return text.includes("..") ? TOO_MANY : undefined;
}

function span(from: number, to: number): readonly number[] {
  const count = Math.min(Math.abs(to - from), MOST_WORDS) + 1;
  return Array.from({ length: count }, (_, i) => from + (to < from ? -i : i));
}

function is(atom: Atom | undefined, character: string): boolean {
  return atom?.kind === "text" && !atom.quoted && atom.text === character;
}

function joined(atoms: readonly Atom[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const atom of atoms) {
    const last = pieces.at(-1);
    if (atom.kind === "text" && last?.kind === "text" && last.quoted === atom.quoted)
      pieces[pieces.length - 1] = { ...last, text: last.text + atom.text };
    else pieces.push(atom);
  }
  return pieces;
}
