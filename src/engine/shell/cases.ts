import { skipBlanks, skipLines } from "./blanks.ts";
import type { Cursor } from "./cursor.ts";
import { isMeta, unreadable } from "./cursor.ts";
import type { Script, ShellWord } from "./tree.ts";
import { readWord } from "./words.ts";

/** The words and programs of `case WORD in … esac`, the first word being passed. */
export function readCase(
  cursor: Cursor,
  script: (cursor: Cursor) => Script,
): [readonly ShellWord[], readonly Script[]] {
  const words: ShellWord[] = [];
  const scripts: Script[] = [];
  skipBlanks(cursor);
  const subject = readWord(cursor);
  if (subject === undefined) unreadable("`case` without a word");
  words.push(subject);
  skipLines(cursor);
  if (!takesWord(cursor, "in")) unreadable("`in` is missing");
  for (;;) {
    skipLines(cursor);
    if (takesWord(cursor, "esac")) return [words, scripts];
    if (cursor.peek() === "(") cursor.take();
    readPatterns(cursor, words);
    scripts.push(script(cursor));
    if (cursor.takes(";;&") || cursor.takes(";;") || cursor.takes(";&")) continue;
    if (!takesWord(cursor, "esac")) unreadable("`esac` is missing");
    return [words, scripts];
  }
}

function readPatterns(cursor: Cursor, words: ShellWord[]): void {
  for (;;) {
    skipBlanks(cursor);
    const pattern = readWord(cursor);
    if (pattern === undefined) unreadable("a pattern is missing");
    words.push(pattern);
    skipBlanks(cursor);
    if (cursor.takes(")")) return;
    if (!cursor.takes("|")) unreadable("a pattern is not closed");
  }
}

function takesWord(cursor: Cursor, word: string): boolean {
  const start = cursor.position;
  if (cursor.takes(word) && isMeta(cursor.peek())) return true;
  cursor.position = start;
  return false;
}
