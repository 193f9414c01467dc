import type { Cursor, PendingDocument } from "./cursor.ts";
import { unreadable } from "./cursor.ts";
import { withoutEnd } from "./ends.ts";
import { readDocument } from "./words.ts";

/** Passes blanks and a comment, but no line end. */
export function skipBlanks(cursor: Cursor): void {
  for (let next = cursor.peek(); next === " " || next === "\t"; next = cursor.peek()) cursor.take();
  if (cursor.peek() !== "#" || !beginsWord(cursor)) return;
  const end = cursor.source.indexOf("\n", cursor.position);
  cursor.position = end < 0 ? cursor.source.length : end;
}

function beginsWord(cursor: Cursor): boolean {
  const before = cursor.source.charAt(cursor.position - 1);
  // After a continuation the character before is its line end, and the word may have begun before it.
  if (before === "\n" && cursor.source.charAt(cursor.position - 2) === "\\")
    unreadable("a comment after a continued line");
  return before === "" || " \t\n;&|()<>`".includes(before);
}

/** Passes blanks, comments and line ends; at a line end the here-documents that were announced are read. */
export function skipLines(cursor: Cursor): void {
  for (;;) {
    skipBlanks(cursor);
    if (cursor.peek() !== "\n") return;
    cursor.take();
    readDocuments(cursor);
  }
}

/** Reads the here-documents that the line before announced. */
export function readDocuments(cursor: Cursor): void {
  for (const document of cursor.pending.splice(0)) settle(cursor, document);
}

function settle(cursor: Cursor, document: PendingDocument): void {
  const start = cursor.position;
  let text = "";
  for (;;) {
    if (cursor.position >= cursor.source.length) {
      if (cursor.shared.depth > 0) unreadable("a here-document is not closed");
      break;
    }
    const line = readLine(cursor, document.quoted);
    const bare = document.stripsTabs ? line.replace(/^\t+/, "") : line;
    if (bare === document.delimiter) break;
    text += `${bare}\n`;
  }
  if (document.quoted) {
    document.settle(text, true, []);
    return;
  }
  const pieces = readDocument(cursor.inside(text, start, cursor.position));
  let literal: string | undefined = "";
  for (const piece of pieces.pieces)
    literal = piece.kind === "hole" || literal === undefined ? undefined : literal + piece.text;
  document.settle(literal ?? "", literal !== undefined, pieces.scripts);
}

/** A line without its end. Where the delimiter was not quoted, a continued line is one line, also for the delimiter. */
function readLine(cursor: Cursor, quoted: boolean): string {
  const { source } = cursor;
  let line = "";
  for (;;) {
    const found = source.indexOf("\n", cursor.position);
    const end = found < 0 ? source.length : found;
    const stretch = source.slice(cursor.position, end);
    cursor.position = Math.min(end + 1, source.length);
    const slashes = stretch.length - withoutEnd(stretch, "\\").length;
    if (quoted || found < 0 || slashes % 2 === 0) return line + stretch;
    line += stretch.slice(0, -1);
  }
}
