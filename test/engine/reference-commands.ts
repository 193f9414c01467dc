import type { Folder, Word } from "../../src/model/command.ts";
import { choices, fold, glob, truth, type Reading, type Truth } from "./reference-truth.ts";
import { joined, normalise, type Ground } from "./reference-paths.ts";

/** A simple command as a part or a view. */
export interface CommandSubject {
  readonly kind: "command";
  readonly words: readonly Word[];
  readonly assigns: readonly string[];
  readonly folders: readonly Folder[];
  readonly effectsKnown: boolean;
}

/** One choice of a pattern of `command`: its words, with `*` where it stands for any characters, and whether further words may follow. */
export interface CommandPattern {
  readonly words: readonly PatternWord[];
  readonly open: boolean;
}

/** A word of a pattern. Quoted stars are `STAR`; `home` marks a leading unquoted `~/`. */
interface PatternWord {
  readonly text: string;
  readonly home: boolean;
}

/** Reads a pattern into its choices; a string says why it is in error (8.4). */
export function commandPattern(text: string): CommandPattern[] | string {
  const words = split(text);
  if (typeof words === "string") return words;
  const open = words.at(-1) === "**";
  const closed = open ? words.slice(0, -1) : words;
  if (closed.some((word) => word.includes("**"))) return "`**` stands at the end only";
  if (words.length === 0) return "empty";
  let all: PatternWord[][] = [[]];
  for (const word of closed) {
    const spellings = choices(word).map((one) => ({
      text: unmarked(one.startsWith("~/") ? one.slice(1) : one),
      home: one.startsWith("~/"),
    }));
    all = all.flatMap((before) => spellings.map((one) => [...before, one]));
  }
  return all.map((each) => ({ words: each, open }));
}

/** Does a command match, read so? Assignments are looked at elsewhere, but for a command without words. */
export function commandMatches(
  pattern: CommandPattern,
  command: CommandSubject,
  ground: Ground,
  reading: Reading,
): Truth {
  if (command.words.length === 0) return truth(pattern.open && pattern.words.length === 0);
  const homeless = ground.home === undefined && pattern.words.some((word) => word.home);
  if (homeless && reading === "narrow") return "unknown";
  const words = pattern.words.map((word) =>
    word.home ? (ground.home === undefined ? "*" : ground.home + word.text) : word.text,
  );
  return truth(
    reading === "narrow"
      ? matchesNarrowly(words, pattern.open, command, ground)
      : matchesWidely(words, command),
  );
}

function matchesNarrowly(
  pattern: readonly string[],
  open: boolean,
  command: CommandSubject,
  ground: Ground,
): boolean {
  if (open ? command.words.length < pattern.length : command.words.length !== pattern.length)
    return false;
  return pattern.every((wanted, i) => {
    const word = command.words[i];
    if (!word) return false;
    if (!word.known) return wanted === "*" && !word.splits;
    if (i > 0 || !wanted.includes("/")) return starred(wanted, word.text);
    const path = joined(ground.workspace, wanted);
    if (path === undefined || !word.text.includes("/")) return false;
    return command.folders.every((folder) => {
      const program = joined(folder, word.text);
      return program !== undefined && starredPath(normalise(path), normalise(program));
    });
  });
}

function matchesWidely(pattern: readonly string[], command: CommandSubject): boolean {
  const [program, ...wanted] = pattern;
  const [first, ...given] = command.words;
  if (program === undefined) return true;
  if (!first?.known) return true;
  if (!starred(programName(program), programName(first.text))) return false;
  const words = given.filter((word) => word.text !== "--" || !word.known);
  const options = wanted.filter(isOption);
  const operands = wanted.filter((word) => !isOption(word) && word !== "--");
  const anyUnknown = words.some((word) => !word.known);
  const optionWords = words
    .filter((word) => word.known && isOption(word.text))
    .map((word) => word.text);
  return (
    (anyUnknown || options.every((option) => optionGiven(option, optionWords))) &&
    operandsFound(operands, words, false)
  );
}

/** Are the operands found in order, as a prefix, where an operand directly after an option may be looked past? */
function operandsFound(
  wanted: readonly string[],
  words: readonly Word[],
  afterOption: boolean,
): boolean {
  const [next, ...others] = wanted;
  const [word, ...rest] = words;
  if (next === undefined) return true;
  if (!word) return false;
  if (!word.known) return true;
  if (isOption(word.text)) return operandsFound(wanted, rest, true);
  if (starred(next, word.text) && operandsFound(others, rest, false)) return true;
  return afterOption && operandsFound(wanted, rest, false);
}

function optionGiven(wanted: string, given: readonly string[]): boolean {
  if (wanted.includes("*")) return given.some((word) => starred(wanted, word));
  if (wanted.startsWith("--")) {
    const short = [...ALIASES].find(([, long]) => long === wanted)?.[0];
    return given.some((word) => {
      const name = word.split("=")[0] ?? "";
      const abbreviated = name.startsWith("--") && name.length >= 3 && wanted.startsWith(name);
      return (
        word === wanted ||
        abbreviated ||
        (short !== undefined && !word.startsWith("--") && word.includes(short))
      );
    });
  }
  return [...wanted.slice(1)].every((letter) =>
    given.some((word) =>
      word.startsWith("--") ? word === ALIASES.get(letter) : word.includes(letter),
    ),
  );
}

function isOption(word: string): boolean {
  return word.startsWith("-") && word.length > 1 && word !== "--";
}

/** The name of a program as it is compared widely. */
function programName(text: string): string {
  return fold(text.slice(text.lastIndexOf("/") + 1)).replace(/\.(exe|cmd|bat|com)$/, "");
}

/** The part of the alias table that generated policies may touch: letters and their long forms. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["r", "--recursive"],
  ["f", "--force"],
]);

/** A star that was quoted: itself, not any characters. */
const STAR = "\u{e000}";

function starred(wanted: string, text: string): boolean {
  return glob(wanted, text.replaceAll("*", STAR));
}

function starredPath(wanted: string, path: string): boolean {
  const a = wanted.split("/");
  const b = path.split("/");
  return a.length === b.length && a.every((segment, i) => starred(segment, b[i] ?? ""));
}

/** Splits by blanks, with quotes as in the shell. Quoted stars, braces, commas and tildes are marked so that they stay themselves. */
function split(text: string): string[] | string {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    const next = text.charAt(i + 1);
    if (quote === "'" ? character === "'" : quote === '"' && character === '"') quote = "";
    else if (character === "\\" && quote !== "'" && (quote === "" || '"\\$`'.includes(next))) {
      if (next === "") return "a lone \\ at the end";
      word = (word ?? "") + marked(next);
      i++;
    } else if (quote !== "") word = (word ?? "") + marked(character);
    else if (character === "'" || character === '"') {
      quote = character;
      word ??= "";
    } else if (character === " " || character === "\t") {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + character;
  }
  if (quote !== "") return "unclosed quote";
  if (word !== undefined) words.push(word);
  return words;
}

const MARKS: readonly (readonly [string, string])[] = [
  ["*", STAR],
  ["{", "\u{e001}"],
  ["}", "\u{e002}"],
  [",", "\u{e003}"],
  ["~", "\u{e004}"],
];

function marked(character: string): string {
  return MARKS.find(([plain]) => plain === character)?.[1] ?? character;
}

/** Back to plain characters, but for the quoted star, which the text of a word is given as too. */
function unmarked(text: string): string {
  return MARKS.reduce(
    (result, [plain, mark]) => (plain === "*" ? result : result.replaceAll(mark, plain)),
    text,
  );
}
