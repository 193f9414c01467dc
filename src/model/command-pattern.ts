import type { Glob } from "./glob.ts";
import { keptByText } from "./kept-by-text.ts";
import { failed } from "./problem.ts";
import type { Outcome } from "./problem.ts";

/** A word of a command pattern. `home`: it began with an unquoted `~/`, which its glob no longer holds. */
export interface PatternWord {
  readonly glob: Glob;
  readonly home: boolean;
}

/** One choice of a command pattern. `rest`: it ends in `**`, zero or more further words. */
export interface CommandChoice {
  readonly words: readonly PatternWord[];
  readonly rest: boolean;
}

/** A command pattern as written, and the choices that it is. */
export interface CommandPattern {
  readonly source: string;
  readonly choices: readonly CommandChoice[];
}

/** More choices than this in one pattern is an error. */
const MOST_CHOICES = 1000;

/** Reads a command pattern: words with `'…'`, `"…"` and `\` as in the shell; `*` in a word, `{a,b}`, a final `**`. The same text gives the same pattern. */
export function parseCommandPattern(source: string): Outcome<CommandPattern> {
  return readKept(source);
}

/** What is found of a pattern is kept with it. */
const readKept = keptByText(readPattern, { most: 5000, longest: 200 });

function readPattern(source: string): Outcome<CommandPattern> {
  return plainPattern(source) ?? spelledPattern(source);
}

/** Of a text without quotes and braces, as most are: the same as of any other, faster. */
function plainPattern(source: string): Outcome<CommandPattern> | undefined {
  if (!/^[^'"\\{}\0]+$/.test(source)) return undefined;
  const words = source.split(/\s+/).filter((word) => word !== "");
  const rest = words.at(-1) === "**";
  if (rest) words.pop();
  if ((words.length === 0 && !rest) || words.some((word) => word.includes("**"))) return undefined;
  const done = words.map((word) => {
    const home = word.startsWith("~/");
    return { glob: (home ? word.slice(2) : word).split("*"), home };
  });
  return { value: { source, choices: [{ words: done, rest }] } };
}

function spelledPattern(source: string): Outcome<CommandPattern> {
  const words = splitWords(source);
  if (failed(words)) return words;
  if (words.value.length === 0) return { error: "it is empty; write `**` for any command" };
  let choices: Piece[][][] = [[]];
  for (const word of words.value) {
    const spelled = expandWord(word);
    if (failed(spelled)) return spelled;
    const [only] = spelled.value;
    if (spelled.value.length === 1 && only !== undefined) {
      // In place: a copy for each word would take the square of their number.
      for (const choice of choices) choice.push(only);
      continue;
    }
    if (choices.length * spelled.value.length > MOST_CHOICES)
      return { error: `it has more than ${MOST_CHOICES} choices` };
    choices = choices.flatMap((before) => spelled.value.map((after) => [...before, after]));
  }
  const done: CommandChoice[] = [];
  for (const choice of choices) {
    const command = toChoice(choice);
    if (failed(command)) return command;
    done.push(command.value);
  }
  return { value: { source, choices: done } };
}

/** A character of a word, and whether it was quoted or escaped (then it is only itself). */
interface Piece {
  readonly char: string;
  readonly quoted: boolean;
}

function splitWords(source: string): Outcome<readonly Piece[][]> {
  if (source.includes("\0")) return { error: "it holds a NUL" };
  const words: Piece[][] = [];
  let word: Piece[] | undefined;
  let quote = "";
  for (let i = 0; i < source.length; i++) {
    const char = source.charAt(i);
    const next = source.charAt(i + 1);
    if (quote !== "") {
      if (char === quote) quote = "";
      else if (char === "\\" && quote === '"' && next !== "" && '$`"\\'.includes(next))
        word?.push({ char: source.charAt(++i), quoted: true });
      else word?.push({ char, quoted: true });
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word ??= [];
      if (char === "'" || char === '"') quote = char;
      else if (char === "\\") {
        if (next === "") return { error: "it ends in a `\\`" };
        word.push({ char: source.charAt(++i), quoted: true });
      } else word.push({ char, quoted: false });
    }
  }
  if (quote !== "") return { error: `a ${quote} is not closed` };
  if (word !== undefined) words.push(word);
  return { value: words };
}

function expandWord(word: readonly Piece[]): Outcome<readonly Piece[][]> {
  let done: Piece[][] = [[]];
  for (let i = 0; i < word.length; i++) {
    const piece = word[i];
    if (piece === undefined) break;
    if (piece.quoted || (piece.char !== "{" && piece.char !== "}")) {
      for (const head of done) head.push(piece);
      continue;
    }
    if (piece.char === "}") return { error: "a `}` has no `{` before it" };
    const close = closingBrace(word, i);
    if (close === undefined)
      return {
        error: "a `{` is not closed in its word; put the word in quotes if the brace is meant",
      };
    const inside = word.slice(i + 1, close);
    if (inside.some((p) => !p.quoted && p.char === "{"))
      return { error: "a `{` stands inside another one; write the choices out" };
    const choices = splitAtCommas(inside);
    if (choices.length === 1) {
      // As in the shell, braces without a comma are themselves: `find . -exec rm {} ;`.
      for (const literal of word.slice(i, close + 1)) for (const head of done) head.push(literal);
      i = close;
      continue;
    }
    if (done.length * choices.length > MOST_CHOICES)
      return { error: `it has more than ${MOST_CHOICES} choices` };
    done = done.flatMap((head) => choices.map((choice) => [...head, ...choice]));
    i = close;
  }
  return { value: done };
}

function closingBrace(word: readonly Piece[], from: number): number | undefined {
  for (let at = from + 1; at < word.length; at++) {
    const piece = word[at];
    if (piece?.quoted === false && piece.char === "}") return at;
  }
  return undefined;
}

function splitAtCommas(pieces: readonly Piece[]): Piece[][] {
  const choices: Piece[][] = [[]];
  for (const piece of pieces) {
    if (!piece.quoted && piece.char === ",") choices.push([]);
    else choices.at(-1)?.push(piece);
  }
  return choices;
}

function toChoice(words: readonly (readonly Piece[])[]): Outcome<CommandChoice> {
  const done: PatternWord[] = [];
  let rest = false;
  for (const [at, word] of words.entries()) {
    const stars = word
      .filter((p) => !p.quoted)
      .map((p) => p.char)
      .join("")
      .includes("**");
    if (stars) {
      if (word.length !== 2 || at !== words.length - 1) {
        return {
          error:
            "`**` stands only as the last word, for all that follows; inside a word write one `*`",
        };
      }
      rest = true;
    } else done.push(toWord(word));
  }
  return { value: { words: done, rest } };
}

function toWord(word: readonly Piece[]): PatternWord {
  const home = word.length > 1 && word[0]?.char === "~" && !word[0].quoted && word[1]?.char === "/";
  const glob: string[] = [""];
  for (const piece of home ? word.slice(2) : word) {
    if (piece.char === "*" && !piece.quoted) glob.push("");
    else glob[glob.length - 1] = (glob.at(-1) ?? "") + piece.char;
  }
  return { glob, home };
}
