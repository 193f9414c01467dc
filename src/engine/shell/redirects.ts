import { skipBlanks } from "./blanks.ts";
import type { Cursor } from "./cursor.ts";
import { isMeta, plainWord, unreadable } from "./cursor.ts";
import type { Redirect, Script, ShellWord } from "./tree.ts";
import { readWord } from "./words.ts";

/** The grammar takes the square of their number. */
const MOST_DOCUMENTS = 100;

/** The redirection that stands next, or `undefined`. A number or `{name}` counts where it touches the operator. */
export function readRedirect(cursor: Cursor): Redirect | undefined {
  if (!/^[<>&{0-9]$/.test(cursor.peek())) return undefined;
  const start = cursor.position;
  const fd = readDescriptor(cursor);
  const op = OPERATORS.find((operator) => cursor.takes(operator));
  if (op === undefined || (fd !== undefined && op.startsWith("&"))) {
    cursor.position = start;
    return undefined;
  }
  if (cursor.peek() === "(" && (op === "<" || op === ">")) {
    cursor.position = start;
    if (fd !== undefined) unreadable("a descriptor before a process substitution");
    return undefined;
  }
  if (op === "<<" || op === "<<-") return readHereDocument(cursor, op, fd, start);
  skipBlanks(cursor);
  const to = readWord(cursor);
  if (to === undefined) unreadable("a redirection names no file");
  return { op, fd, to, ...cursor.place(start, cursor.position) };
}

/** The longest first. */
const OPERATORS = ["&>>", "&>", "<<<", "<<-", "<<", "<&", "<>", "<", ">>", ">&", ">|", ">"];

function readDescriptor(cursor: Cursor): number | undefined {
  const first = cursor.peek();
  if (first === "{") {
    const match = /^\{[A-Za-z_]\w*\}(?=[<>])/.exec(
      cursor.source.slice(cursor.position, cursor.position + 100),
    );
    if (match === null) return undefined;
    cursor.position += match[0].length;
    return Number.NaN;
  }
  let digits = "";
  while (/^\d$/.test(cursor.peek())) digits += cursor.take();
  if (digits !== "" && (cursor.peek() === "<" || cursor.peek() === ">")) return Number(digits);
  return undefined;
}

function readHereDocument(
  cursor: Cursor,
  op: string,
  fd: number | undefined,
  start: number,
): Redirect {
  skipBlanks(cursor);
  const { delimiter, quoted } = readDelimiter(cursor);
  const place = cursor.place(start, cursor.position);
  let to: ShellWord = plainWord("", place.start, place.end);
  const settle = (text: string, literal: boolean, scripts: readonly Script[]): void => {
    to = { ...to, text, known: literal, scripts };
  };
  if (cursor.pending.length >= MOST_DOCUMENTS) unreadable("too many here-documents in one line");
  cursor.pending.push({ delimiter, quoted, stripsTabs: op === "<<-", settle });
  return {
    op,
    fd,
    // The text stands after the line end, which is read later.
    get to() {
      return to;
    },
    ...place,
  };
}

function readDelimiter(cursor: Cursor): { readonly delimiter: string; readonly quoted: boolean } {
  let delimiter = "";
  let quoted = false;
  for (let next = cursor.peek(); !isMeta(next); next = cursor.peek()) {
    cursor.take();
    if (next === "'" || next === '"') {
      quoted = true;
      const end = cursor.source.indexOf(next, cursor.position);
      if (end < 0) unreadable("a quote is not closed");
      const text = cursor.source.slice(cursor.position, end);
      if (/[\\\n$`]/.test(text)) unreadable("a delimiter with special characters");
      delimiter += text;
      cursor.position = end + 1;
    } else if (next === "\\") {
      quoted = true;
      delimiter += cursor.take();
    } else {
      if (next === "$" || next === "`") unreadable("a delimiter with special characters");
      delimiter += next;
    }
  }
  if (delimiter === "" || delimiter.includes("\r"))
    unreadable("a here-document names no delimiter");
  return { delimiter, quoted };
}
