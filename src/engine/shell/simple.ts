import { skipBlanks } from "./blanks.ts";
import type { Cursor } from "./cursor.ts";
import { plainWord, unreadable } from "./cursor.ts";
import { readEvaluated } from "./expansions.ts";
import { readRedirect } from "./redirects.ts";
import type { Assignment, Redirect, ShellWord, Simple, Stage } from "./tree.ts";
import { readWord, readWords } from "./words.ts";

/** What reading a function's body needs. */
export interface StageReader {
  readonly stage: (cursor: Cursor) => Stage;
}

/** A simple command, or the function definition that begins like one. */
export function readSimple(cursor: Cursor, reader: StageReader): Stage {
  const start = cursor.position;
  const assigns: Assignment[] = [];
  const words: ShellWord[] = [];
  const redirects: Redirect[] = [];
  let end = start;
  for (;;) {
    skipBlanks(cursor);
    const redirect = readRedirect(cursor);
    if (redirect !== undefined) redirects.push(redirect);
    else if (!readAssignment(cursor, assigns, words)) {
      const more = readWords(cursor);
      if (more === undefined) break;
      if (redirects.some(({ op }) => op.startsWith("&")))
        unreadable("words after `&>`, which shells read in two ways");
      words.push(...more);
    }
    end = cursor.position;
  }
  const only =
    words.length === 1 && assigns.length === 0 && redirects.length === 0 ? words[0] : undefined;
  if (cursor.peek() === "(" && only !== undefined) return readFunction(cursor, only, reader);
  if (cursor.peek() === "(") unreadable("a parenthesis where no command begins");
  if (end === start) unreadable(`no command at \`${cursor.source.slice(start, start + 12)}\``);
  if (evaluates(words)) cursor.shared.evaluates = true;
  const simple: Simple = { kind: "simple", assigns, words, redirects, ...cursor.place(start, end) };
  return simple;
}

/** Builtins that evaluate the names they are given, subscripts included. */
function evaluates(words: readonly ShellWord[]): boolean {
  const name = words[0]?.text ?? "";
  return (
    EVALUATING.has(name) ||
    (EVALUATING_WITH_OPTION.has(name) && words.some((word) => /^-[A-Za-z]*[vRp]$/.test(word.text)))
  );
}

const EVALUATING = new Set([
  "let",
  "read",
  "unset",
  "declare",
  "typeset",
  "local",
  "mapfile",
  "readarray",
  "getopts",
]);
const EVALUATING_WITH_OPTION = new Set(["test", "[", "printf", "wait", "builtin", "command"]);

function readFunction(cursor: Cursor, name: ShellWord, reader: StageReader): Stage {
  cursor.take();
  skipBlanks(cursor);
  if (!name.known || !cursor.takes(")")) unreadable("a parenthesis where no command begins");
  return readBody(cursor, name.text, name.start, reader);
}

/** The body of a function, which may stand on the next line. */
export function readBody(cursor: Cursor, name: string, start: number, reader: StageReader): Stage {
  for (skipBlanks(cursor); cursor.peek() === "\n"; skipBlanks(cursor)) cursor.take();
  const body = reader.stage(cursor);
  if (body.kind === "simple" || body.kind === "function" || body.kind === "coproc")
    unreadable("a function without a body");
  return { kind: "function", name, body, redirects: [], start, end: body.end };
}

/** Reads `name=value` before the command's words; for programs that declare, also `name=(…)` after them. */
function readAssignment(cursor: Cursor, assigns: Assignment[], words: ShellWord[]): boolean {
  const first = words[0];
  const declares = first !== undefined && first.known && DECLARING.has(first.text);
  if (first !== undefined && !declares) return false;
  if (!ASSIGNMENT.test(cursor.source.slice(cursor.position, cursor.position + 60))) return false;
  const start = cursor.position;
  const name = readName(cursor);
  const inner: ShellWord[] = [];
  if (name !== "" && cursor.peek() === "[" && !declares) readSubscript(cursor, inner);
  if (name === "" || !(cursor.takes("=") || cursor.takes("+="))) {
    cursor.position = start;
    return false;
  }
  if (cursor.peek() === "(") {
    cursor.take();
    readList(cursor, inner);
  } else if (declares) {
    cursor.position = start;
    return false;
  } else {
    const value = readWord(cursor);
    if (value !== undefined) inner.push(value);
  }
  if (!declares) assigns.push({ name, words: inner });
  else
    words.push({
      ...plainWord(`${name}=`, start, cursor.position),
      known: false,
      scripts: inner.flatMap((word) => word.scripts),
    });
  return true;
}

/** What may be one: a long name, or one with a continuation inside, is read in full. */
const ASSIGNMENT = /^[A-Za-z_][A-Za-z0-9_]*(?:[=+[\\]|$)|^[A-Za-z_][A-Za-z0-9_]{59}/;
const DECLARING = new Set(["declare", "typeset", "local", "export", "readonly"]);

function readName(cursor: Cursor): string {
  let name = "";
  for (
    let next = cursor.peek();
    /^[A-Za-z_]$/.test(next) || (name !== "" && /^\d$/.test(next));
    next = cursor.peek()
  )
    name += cursor.take();
  return name;
}

/** Reads `[…]`; where no assignment follows, the caller goes back and reads a word. */
function readSubscript(cursor: Cursor, inner: ShellWord[]): void {
  const start = cursor.position;
  const simple = /^\[[\w+\-*/ ]*\]\+?=/.exec(cursor.source.slice(start, start + 100));
  if (simple !== null) {
    cursor.position += simple[0].lastIndexOf("]") + 1;
    return;
  }
  cursor.take();
  const list = readEvaluated(cursor, "[", "]");
  if (cursor.peek() === "=" || cursor.sees("+="))
    inner.push({ ...plainWord("", start, cursor.position), known: false, scripts: list.scripts });
  else cursor.rewind(start);
}

function readList(cursor: Cursor, inner: ShellWord[]): void {
  for (;;) {
    skipBlanks(cursor);
    const next = cursor.peek();
    if (next === "\n") {
      cursor.take();
      if (cursor.pending.length > 0) unreadable("a here-document in a list");
    } else if (next === ")") {
      cursor.take();
      return;
    } else {
      const more = readWords(cursor);
      if (more === undefined) unreadable("a list is not closed");
      inner.push(...more);
    }
  }
}
