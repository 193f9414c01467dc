import type { Cursor } from "./cursor.ts";
import { rawUntilQuote, unreadable } from "./cursor.ts";
import { soleDocument } from "./literal.ts";
import type { Script } from "./tree.ts";
import { PieceList } from "./piece-list.ts";

/** Where an expansion stands: bare, it may become several words. */
export type Quoting = "bare" | "quoted";

/** Reads what a dollar sign begins. */
export function readDollar(cursor: Cursor, list: PieceList, quoting: Quoting): void {
  const bare = quoting === "bare";
  cursor.take();
  const next = cursor.peek();
  if (next === "(") {
    const start = cursor.position;
    if (cursor.takes("((")) {
      const inner = readArithmetic(cursor);
      if (inner !== undefined) {
        list.hole(bare, inner.scripts);
        return;
      }
      cursor.rewind(start);
    }
    cursor.takes("(");
    const script = readProgram(cursor);
    const text = bare ? undefined : soleDocument(script);
    if (text === undefined) list.hole(bare, [script]);
    else {
      list.text(text, true);
      list.scripts.push(script);
    }
  } else if (next === "{") {
    cursor.take();
    readBraces(cursor, list, quoting);
  } else if (next === "[") {
    cursor.take();
    const inner = readEvaluated(cursor, "[", "]");
    list.hole(bare, inner.scripts);
  } else if (NAME_START.test(next)) {
    while (NAME.test(cursor.peek())) cursor.take();
    list.hole(bare);
  } else if (next !== "" && "@*#?-$!0123456789".includes(next)) {
    cursor.take();
    list.hole(bare || next === "@");
  } else {
    list.text("$", !bare);
  }
}

const NAME_START = /^[A-Za-z_]$/;
const NAME = /^[A-Za-z0-9_]$/;

/** The program up to the closing parenthesis, which is passed; the opening one is. */
export function readProgram(cursor: Cursor): Script {
  return cursor.nest(() => {
    const outer = cursor.pending.splice(0);
    const script = cursor.readers.script(cursor);
    if (!cursor.takes(")")) unreadable("a parenthesis is not closed");
    if (cursor.pending.length > 0) unreadable("a here-document is not closed");
    cursor.pending.push(...outer);
    return script;
  });
}

/** Reads a program between backticks, whose escapes are removed first, so that nested ones are exact. */
export function readBackticks(cursor: Cursor, list: PieceList, quoting: Quoting): void {
  const start = cursor.position;
  cursor.take();
  let text = "";
  for (;;) {
    const next = cursor.raw();
    if (next === "") unreadable("a backtick is not closed");
    if (next === "`") break;
    const after = cursor.source.charAt(cursor.position);
    if (
      next === "\\" &&
      after !== "" &&
      (quoting === "quoted" ? '$`\\"' : "$`\\").includes(after)
    ) {
      text += after;
      cursor.position += 1;
    } else {
      text += next;
    }
  }
  const inner = cursor.inside(text, start, cursor.position);
  const script = cursor.nest(() => cursor.readers.script(inner));
  if (inner.peek() !== "") unreadable("a program between backticks cannot be parsed");
  list.hole(quoting === "bare", [script]);
}

/**
 * Reads an arithmetic text up to `))`, the opening ones being passed. `undefined` where its first closing parenthesis stands alone:
 * then it was a subshell.
 */
export function readArithmetic(cursor: Cursor): PieceList | undefined {
  const inner = readEvaluated(cursor, "(", ")");
  if (cursor.peek() !== ")") return undefined;
  cursor.take();
  cursor.shared.evaluates = true;
  return inner;
}

/** Reads up to the closing bracket, the opening one being passed, as a text that is evaluated. */
export function readEvaluated(cursor: Cursor, open: string, close: string): PieceList {
  return cursor.nest(() => {
    const list = new PieceList();
    let level = 1;
    for (;;) {
      const next = cursor.peek();
      if (next === "") unreadable("an arithmetic expression is not closed");
      if (next === open) level += 1;
      if (next === close) level -= 1;
      if (level === 0) {
        cursor.take();
        if (close === "]") cursor.shared.evaluates = true;
        return list;
      }
      readEvaluatedPiece(cursor, list, next);
    }
  });
}

function readEvaluatedPiece(cursor: Cursor, list: PieceList, next: string): void {
  if (next === '"') {
    cursor.take();
    cursor.readers.doubleQuoted(cursor, list);
  } else if (next === "$") {
    readDollar(cursor, list, "quoted");
  } else if (next === "`") {
    readBackticks(cursor, list, "quoted");
  } else if (next === "\\") {
    cursor.take();
    list.text(cursor.raw(), true);
  } else if (next === "'") {
    // Whether a single quote protects anything here depends on where the expression stands.
    cursor.take();
    const text = rawUntilQuote(cursor);
    if (/[$`"\\()[\]]/.test(text)) unreadable("a quote in arithmetic");
    list.text(text, true);
  } else {
    list.text(cursor.take(), false);
  }
}

/** Reads `${…}`, the brace being passed. */
function readBraces(cursor: Cursor, list: PieceList, quoting: Quoting): void {
  const start = cursor.position;
  const first = cursor.peek();
  if (first === "" || " \t\n|(".includes(first)) unreadable("an expansion of another shell");
  const inner = new PieceList();
  cursor.nest(() => {
    for (;;) {
      const next = cursor.peek();
      if (next === "") unreadable("an expansion is not closed");
      if (next === "}") break;
      readBracesPiece(cursor, inner, next, { quoting, start });
    }
  });
  const text = cursor.source.slice(start, cursor.position).replaceAll("\\\n", "");
  cursor.take();
  if (text.endsWith("@P")) unreadable("an expansion that runs its value");
  if (text.startsWith("!") || text.includes("[")) cursor.shared.evaluates = true;
  const assigned = /^([A-Za-z_]\w*)(?:\[[^]*\])?:?=/.exec(text)?.[1];
  if (assigned !== undefined) cursor.shared.sets.push(assigned);
  const several =
    text.startsWith("!") || text.startsWith("@") || text.includes("[@]") || text.includes("@");
  list.hole(quoting === "bare" || several, inner.scripts);
}

function readBracesPiece(
  cursor: Cursor,
  inner: PieceList,
  next: string,
  at: { readonly quoting: Quoting; readonly start: number },
): void {
  if (next === '"') {
    cursor.take();
    cursor.readers.doubleQuoted(cursor, inner);
  } else if (next === "\\") {
    cursor.take();
    inner.text(cursor.raw(), true);
  } else if (next === "$") {
    if (at.quoting === "bare" && cursor.takes("$'")) unreadable("a quoted text in an expansion");
    readDollar(cursor, inner, at.quoting);
  } else if (next === "`") {
    readBackticks(cursor, inner, at.quoting);
  } else if (next === "'") {
    readQuoteInBraces(cursor, inner, at);
  } else if (at.quoting === "bare" && (next === "<" || next === ">") && cursor.sees(`${next}(`)) {
    cursor.takes(`${next}(`);
    inner.hole(false, [readProgram(cursor)]);
  } else {
    inner.text(cursor.take(), false);
  }
}

/** Between double quotes a single quote protects in `${a#'x'}`, and is a character in `${a:-'x'}`. */
function readQuoteInBraces(
  cursor: Cursor,
  inner: PieceList,
  at: { readonly quoting: Quoting; readonly start: number },
): void {
  cursor.take();
  if (at.quoting === "bare") {
    const text = rawUntilQuote(cursor);
    if (/\$\(|`/.test(text) && cursor.source.slice(at.start, cursor.position).includes("["))
      unreadable("a quoted program in a subscript");
    inner.text(text, true);
    return;
  }
  const harmless = /^[^"'}$`\\]*'/.exec(
    cursor.source.slice(cursor.position, cursor.position + 1000),
  )?.[0];
  if (harmless !== undefined) {
    inner.text(harmless, true);
    cursor.position += harmless.length;
    return;
  }
  const operator = /^[#!]?\w*:?[-=+?]/.test(cursor.source.slice(at.start, at.start + 200));
  if (!operator) unreadable("a quote in an expansion");
  inner.text("'", true);
}
