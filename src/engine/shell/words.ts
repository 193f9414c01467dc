import { decodeAnsi } from "./ansi.ts";
import type { Cursor } from "./cursor.ts";
import { rawUntilQuote, isMeta, unreadable } from "./cursor.ts";
import { readBackticks, readDollar, readProgram } from "./expansions.ts";
import type { Piece } from "./pieces.ts";
import { PieceList } from "./piece-list.ts";
import { wordOf, wordsOf } from "./pieces.ts";
import type { Script, ShellWord } from "./tree.ts";

/** How far a word reaches: `regex` also takes parentheses and bars, as the right side of `=~` and `==` in `[[ … ]]` does. */
export type WordReach = "plain" | "regex";

/** The word that stands next, as the words its braces become; `undefined` where none does. */
export function readWords(cursor: Cursor): readonly ShellWord[] | undefined {
  const read = readPieces(cursor, "plain");
  return read === undefined ? undefined : wordsOf(read.pieces, read);
}

/** The word that stands next, without brace expansion: a value, a file of a redirection, a pattern. */
export function readWord(cursor: Cursor, reach: WordReach = "plain"): ShellWord | undefined {
  const read = readPieces(cursor, reach);
  return read === undefined ? undefined : wordOf(read.pieces, read);
}

interface Read {
  readonly pieces: readonly Piece[];
  readonly scripts: readonly Script[];
  readonly start: number;
  readonly end: number;
  readonly home: string | undefined;
}

function readPieces(cursor: Cursor, reach: WordReach): Read | undefined {
  const first = cursor.peek();
  const start = cursor.position;
  const list = new PieceList();
  let open = 0;
  for (let next = first; next !== ""; next = cursor.peek()) {
    if (isMeta(next)) {
      if ((next === "<" || next === ">") && cursor.sees(`${next}(`)) {
        cursor.takes(`${next}(`);
        list.hole(false, [readProgram(cursor)], true);
        continue;
      }
      if (reach === "plain") break;
      if (next === "(") open += 1;
      else if (next === ")" && open > 0) open -= 1;
      else if (!(next === "|" && (open > 0 || !cursor.sees("||"))) && !(open > 0 && next === " "))
        break;
      list.text(cursor.take(), false);
      continue;
    }
    readPiece(cursor, list, next);
  }
  if (list.pieces.length === 0) return undefined;
  noteSleeping(cursor, list.pieces);
  return {
    pieces: list.pieces,
    scripts: list.scripts,
    home: cursor.shared.home,
    ...cursor.place(start, cursor.position),
  };
}

function readPiece(cursor: Cursor, list: PieceList, next: string): void {
  if (next === "'") {
    cursor.take();
    list.text(rawUntilQuote(cursor), true);
  } else if (next === '"') {
    cursor.take();
    readDoubleQuoted(cursor, list);
  } else if (next === "\\") {
    cursor.take();
    // What a backslash protects is the very next character, no continuation.
    list.text(cursor.raw() || "\\", true);
  } else if (next === "`") {
    readBackticks(cursor, list, "bare");
  } else if (next === "$") {
    readUnquotedDollar(cursor, list);
  } else {
    list.text(cursor.run(BARE_RUN), false);
  }
}

/** Characters that say nothing but themselves, unquoted and in double quotes. */
const BARE_RUN = /[^ \t\n;&|<>()'"`$\\]+/y;
const QUOTED_RUN = /[^"`$\\]+/y;

function readUnquotedDollar(cursor: Cursor, list: PieceList): void {
  if (cursor.takes("$'")) {
    const decoded = decodeAnsi(ansiUntilQuote(cursor));
    if (decoded === undefined) list.hole(false);
    else list.text(decoded, true);
  } else if (cursor.takes('$"')) {
    readDoubleQuoted(cursor, list);
  } else {
    readDollar(cursor, list, "bare");
  }
}

/** Reads up to the closing double quote, the opening one being passed. */
export function readDoubleQuoted(cursor: Cursor, list: PieceList): void {
  list.text("", true);
  for (;;) {
    const next = cursor.peek();
    if (next === "") unreadable("a quote is not closed");
    if (next === '"') {
      cursor.take();
      return;
    }
    readQuotedPiece(cursor, list, next, '$`"\\');
  }
}

/** Reads the text of a here-document whose delimiter was not quoted. */
export function readDocument(cursor: Cursor): PieceList {
  const list = new PieceList();
  for (let next = cursor.peek(); next !== ""; next = cursor.peek())
    readQuotedPiece(cursor, list, next, "$`\\");
  noteSleeping(cursor, list.pieces);
  return list;
}

function readQuotedPiece(cursor: Cursor, list: PieceList, next: string, escaped: string): void {
  if (next === "\\") {
    cursor.take();
    const character = cursor.source.charAt(cursor.position);
    const counts = character !== "" && escaped.includes(character);
    list.text(counts ? character : "\\", true);
    if (counts) cursor.position += 1;
  } else if (next === "`") {
    readBackticks(cursor, list, "quoted");
  } else if (next === "$") {
    readDollar(cursor, list, "quoted");
  } else {
    list.text(cursor.run(QUOTED_RUN), true);
  }
}

function ansiUntilQuote(cursor: Cursor): string {
  const start = cursor.position;
  for (let at = start; at < cursor.source.length; at += 1) {
    const character = cursor.source.charAt(at);
    if (character === "\\") at += 1;
    else if (character === "'") {
      cursor.position = at + 1;
      return cursor.source.slice(start, at);
    }
  }
  return unreadable("a quote is not closed");
}

function noteSleeping(cursor: Cursor, pieces: readonly Piece[]): void {
  let text = "";
  for (const piece of pieces) if (piece.kind === "text") text += piece.text;
  // A subscript runs a program once it is evaluated.
  const open = text.indexOf("[");
  if (open >= 0 && /\$\(|`/.test(text.slice(open))) cursor.shared.sleeping = true;
}
