import { skipBlanks, skipLines } from "./blanks.ts";
import { readCase } from "./cases.ts";
import { readTest } from "./conditions.ts";
import type { Cursor } from "./cursor.ts";
import { isMeta, plainWord, unreadable } from "./cursor.ts";
import { readArithmetic } from "./expansions.ts";
import { readRedirect } from "./redirects.ts";
import { readBody } from "./simple.ts";
import type { Compound, Redirect, Script, ShellWord, Stage } from "./tree.ts";
import { readWord, readWords } from "./words.ts";

/** What compound commands hold. */
export interface Readers {
  readonly script: (cursor: Cursor) => Script;
  readonly stage: (cursor: Cursor) => Stage;
}

/** The compound command that stands next, with its redirections; `undefined` where a simple one does. */
export function readCompound(cursor: Cursor, readers: Readers): Stage | undefined {
  const start = cursor.position;
  const stage = readBare(cursor, readers);
  if (stage === undefined || stage.kind === "function" || stage.kind === "coproc") return stage;
  const redirects: Redirect[] = [];
  for (;;) {
    skipBlanks(cursor);
    const redirect = readRedirect(cursor);
    if (redirect === undefined) break;
    redirects.push(redirect);
  }
  return { ...stage, redirects, ...cursor.place(start, cursor.position) };
}

/** The reserved word that stands next, which is not passed. */
export function reservedWord(cursor: Cursor): string | undefined {
  const start = cursor.position;
  let word = "";
  for (let next = cursor.peek(); !isMeta(next) && word.length <= 8; next = cursor.peek())
    word += cursor.take();
  cursor.position = start;
  return RESERVED.has(word) ? word : undefined;
}

const RESERVED = new Set([
  ..."{ } ! [[ time if then elif else fi for select while until do done case esac function coproc".split(
    " ",
  ),
]);

function readBare(cursor: Cursor, readers: Readers): Stage | undefined {
  const start = cursor.position;
  if (cursor.peek() === "(") return readParenthesis(cursor, readers, start);
  const word = reservedWord(cursor);
  if (word === undefined) return undefined;
  cursor.takes(word);
  switch (word) {
    case "{":
      return compound(cursor, start, "group", [], [closed(cursor, readers, "}")]);
    case "if":
      return compound(cursor, start, "branch", [], readBranches(cursor, readers));
    case "while":
    case "until":
      return compound(
        cursor,
        start,
        "loop",
        [],
        [closed(cursor, readers, "do"), closed(cursor, readers, "done")],
      );
    case "for":
    case "select":
      return readFor(cursor, readers, start);
    case "case":
      return compound(cursor, start, "branch", ...readCase(cursor, readers.script));
    case "[[":
      return {
        kind: "test",
        words: readTest(cursor),
        redirects: [],
        ...cursor.place(start, cursor.position),
      };
    case "function":
      return readFunctionWord(cursor, readers, start);
    case "coproc":
      return readCoprocess(cursor, readers, start);
    default:
      return unreadable(`\`${word}\` where no command of that kind is open`);
  }
}

function compound(
  cursor: Cursor,
  start: number,
  kind: Compound["kind"],
  words: readonly ShellWord[],
  scripts: readonly Script[],
): Compound {
  return { kind, words, scripts, redirects: [], ...cursor.place(start, cursor.position) };
}

function readParenthesis(cursor: Cursor, readers: Readers, start: number): Stage {
  if (cursor.takes("((")) {
    const inner = readArithmetic(cursor);
    if (inner !== undefined) {
      const place = cursor.place(start, cursor.position);
      const text = inner.pieces.map((piece) => (piece.kind === "text" ? piece.text : "$")).join("");
      const known = inner.scripts.length === 0;
      return {
        kind: "arithmetic",
        words: [
          { ...plainWord(text.trim(), place.start, place.end), known, scripts: inner.scripts },
        ],
        redirects: [],
        ...place,
      };
    }
    cursor.rewind(start);
  }
  cursor.takes("(");
  return compound(cursor, start, "subshell", [], [closed(cursor, readers, ")")]);
}

/** A program and the word or parenthesis that closes it. */
function closed(cursor: Cursor, readers: Readers, closer: string): Script {
  const script = readers.script(cursor);
  const found = closer === ")" ? cursor.peek() === ")" : reservedWord(cursor) === closer;
  if (!found) unreadable(`\`${closer}\` is missing`);
  cursor.takes(closer);
  return script;
}

function readBranches(cursor: Cursor, readers: Readers): readonly Script[] {
  const scripts = [closed(cursor, readers, "then")];
  for (;;) {
    scripts.push(readers.script(cursor));
    const word = reservedWord(cursor);
    if (word !== "elif" && word !== "else" && word !== "fi") unreadable("`fi` is missing");
    cursor.takes(word);
    if (word === "fi") return scripts;
    if (word === "elif") scripts.push(closed(cursor, readers, "then"));
  }
}

function readFor(cursor: Cursor, readers: Readers, start: number): Stage {
  skipBlanks(cursor);
  const words: ShellWord[] = [];
  if (cursor.takes("((")) {
    const inner = readArithmetic(cursor);
    if (inner === undefined) unreadable("the head of a loop is not closed");
    const place = cursor.place(start, cursor.position);
    words.push({ ...plainWord("", place.start, place.end), known: false, scripts: inner.scripts });
  } else {
    const name = readWord(cursor);
    if (name?.known !== true) unreadable("a loop without a name");
    skipLines(cursor);
    if (
      /^in(?![^ \t\n;])/.test(cursor.source.slice(cursor.position, cursor.position + 3)) &&
      cursor.takes("in")
    ) {
      for (
        skipBlanks(cursor), readInto(cursor, words);
        /^[^\n;]$/.test(cursor.peek());
        readInto(cursor, words)
      )
        skipBlanks(cursor);
    }
  }
  skipBlanks(cursor);
  if (cursor.peek() === ";") cursor.take();
  skipLines(cursor);
  const opener = reservedWord(cursor);
  if (opener !== "do" && opener !== "{") unreadable("`do` is missing");
  cursor.takes(opener);
  return compound(cursor, start, "loop", words, [
    closed(cursor, readers, opener === "do" ? "done" : "}"),
  ]);
}

function readInto(cursor: Cursor, words: ShellWord[]): void {
  skipBlanks(cursor);
  const more = readWords(cursor);
  if (more !== undefined) words.push(...more);
  else if (!/^[\n;]?$/.test(cursor.peek())) unreadable("the head of a loop cannot be parsed");
}

function readFunctionWord(cursor: Cursor, readers: Readers, start: number): Stage {
  skipBlanks(cursor);
  const name = readWord(cursor);
  if (name?.known !== true) unreadable("a function without a name");
  skipBlanks(cursor);
  if (cursor.takes("(")) {
    skipBlanks(cursor);
    if (!cursor.takes(")")) unreadable("a function's parentheses are not empty");
  }
  return readBody(cursor, name.text, cursor.place(start, start).start, readers);
}

function readCoprocess(cursor: Cursor, readers: Readers, start: number): Stage {
  skipBlanks(cursor);
  const before = cursor.position;
  const name = readWord(cursor);
  skipBlanks(cursor);
  const named =
    name?.known === true &&
    !name.quoted &&
    (cursor.peek() === "(" || COMPOUND.has(reservedWord(cursor) ?? ""));
  if (!named || COMPOUND.has(name.text)) cursor.position = before;
  const body = readers.stage(cursor);
  return { kind: "coproc", body, redirects: [], ...cursor.place(start, body.end) };
}

const COMPOUND = new Set(["{", "if", "for", "select", "while", "until", "case", "[["]);
