import { skipBlanks } from "./blanks.ts";
import type { Cursor } from "./cursor.ts";
import { plainWord, unreadable } from "./cursor.ts";
import type { ShellWord } from "./tree.ts";
import { readWord } from "./words.ts";

/** The words between `[[` and `]]`, operators included as words, both brackets being passed. */
export function readTest(cursor: Cursor): readonly ShellWord[] {
  const words: ShellWord[] = [];
  let matches = false;
  for (;;) {
    for (skipBlanks(cursor); cursor.peek() === "\n"; skipBlanks(cursor)) cursor.take();
    const start = cursor.position;
    const operator = matches ? undefined : OPERATORS.find((candidate) => cursor.takes(candidate));
    if (operator !== undefined) {
      words.push(plainWord(operator, start, cursor.position));
      continue;
    }
    const word = readWord(cursor, matches ? "regex" : "plain");
    if (word === undefined) unreadable("`]]` is missing");
    if (!word.quoted && word.known && word.text === "]]") return words;
    if (!word.quoted && EVALUATING.has(word.text)) cursor.shared.evaluates = true;
    matches = !word.quoted && MATCHING.has(word.text);
    words.push(word);
  }
}

const OPERATORS = ["&&", "||", "<", ">", "(", ")"];
const MATCHING = new Set(["=~", "==", "!=", "="]);
const EVALUATING = new Set(["-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-v", "-R"]);
