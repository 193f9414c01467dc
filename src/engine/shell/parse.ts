import { readCompound, reservedWord } from "./compounds.ts";
import type { Shared } from "./cursor.ts";
import { Cursor, unreadable } from "./cursor.ts";
import { readDocuments, skipBlanks, skipLines } from "./blanks.ts";
import { readSimple } from "./simple.ts";
import { readDoubleQuoted } from "./words.ts";
import type { Chain, Pipeline, Script, ShellWord, Stage } from "./tree.ts";
import { plainWord } from "./cursor.ts";

/** A whole program. Throws `Unreadable` for what bash would not parse, or what this reader does not know. */
export function parseShell(source: string, shared: Shared): Script {
  const cursor = new Cursor(source, shared, { script: readScript, doubleQuoted: readDoubleQuoted });
  const script = readScript(cursor);
  if (cursor.peek() !== "")
    unreadable(
      `it cannot be parsed at \`${cursor.source.slice(cursor.position, cursor.position + 12)}\``,
    );
  if (cursor.pending.length > 0) readDocuments(cursor);
  return script;
}

/** Chains up to the end, a closing parenthesis, `;;` or a word that closes a compound command. */
function readScript(cursor: Cursor): Script {
  const chains: Chain[] = [];
  for (;;) {
    skipLines(cursor);
    const next = cursor.peek();
    if (next === "" || next === ")" || cursor.sees(";;") || cursor.sees(";&") || closes(cursor))
      return { chains };
    const { first, rest } = readChain(cursor);
    skipBlanks(cursor);
    const background = cursor.peek() === "&" && !cursor.sees("&&");
    chains.push({ first, rest, background });
    if (background) cursor.take();
    else if (cursor.peek() === ";" && !cursor.sees(";;") && !cursor.sees(";&")) cursor.take();
    else if (cursor.peek() !== "\n") {
      skipLines(cursor);
      return { chains };
    }
  }
}

function closes(cursor: Cursor): boolean {
  if (!/^[}tefd]$/.test(cursor.peek())) return false;
  const word = reservedWord(cursor);
  return word !== undefined && CLOSING.has(word);
}

const CLOSING = new Set(["}", "then", "elif", "else", "fi", "do", "done", "esac"]);

function readChain(cursor: Cursor): Pick<Chain, "first" | "rest"> {
  const first = readPipeline(cursor);
  const rest: { op: "&&" | "||"; pipeline: Pipeline }[] = [];
  for (;;) {
    skipBlanks(cursor);
    const op = cursor.takes("&&") ? "&&" : cursor.takes("||") ? "||" : undefined;
    if (op === undefined) return { first, rest };
    skipLines(cursor);
    rest.push({ op, pipeline: readPipeline(cursor) });
  }
}

function readPipeline(cursor: Cursor): Pipeline {
  let negated = false;
  const timed: ShellWord[] = [];
  for (;;) {
    const word = reservedWord(cursor);
    if (word === "!") negated = true;
    else if (word !== "time") break;
    const start = cursor.position;
    cursor.takes(word);
    if (word === "time") timed.push(plainWord("time", ...spot(cursor, start)));
    skipBlanks(cursor);
    if (word === "time") readTimeOptions(cursor, timed);
  }
  // `time` and `!` alone are commands that do nothing.
  const empty = (negated || timed.length > 0) && /^[\n;&|)]?$/.test(cursor.peek());
  const stages: Stage[] = empty ? [] : [readStage(cursor)];
  for (;;) {
    skipBlanks(cursor);
    if (cursor.peek() !== "|" || cursor.sees("||")) break;
    cursor.take();
    if (cursor.peek() === "&") cursor.take();
    skipLines(cursor);
    stages.push(readStage(cursor));
  }
  return { negated, timed: timed.length > 0 ? timed : undefined, stages };
}

function readTimeOptions(cursor: Cursor, timed: ShellWord[]): void {
  for (const option of ["-p", "--"]) {
    const start = cursor.position;
    if (!cursor.takes(option)) continue;
    if (!/^[ \t\n;&|()<>]?$/.test(cursor.peek())) {
      cursor.position = start;
      continue;
    }
    timed.push(plainWord(option, ...spot(cursor, start)));
    skipBlanks(cursor);
  }
}

function spot(cursor: Cursor, start: number): [number, number] {
  const { start: from, end } = cursor.place(start, cursor.position);
  return [from, end];
}

function readStage(cursor: Cursor): Stage {
  return cursor.nest(
    () =>
      readCompound(cursor, { script: readScript, stage: readStage }) ??
      readSimple(cursor, { stage: readStage }),
  );
}
