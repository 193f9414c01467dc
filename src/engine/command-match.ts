import type { Command, Word } from "../model/command.ts";
import type { CommandChoice, CommandPattern, PatternWord } from "../model/command-pattern.ts";
import { globMatches, hasStar } from "../model/glob.ts";
import { cutEnd, foldCase } from "./fold.ts";
import { lazy } from "./lazy.ts";
import { longNameOf } from "./option-names.ts";
import { toSegments } from "./paths.ts";
import type { Truth } from "./truth.ts";
import { truth } from "./truth.ts";

/** What command patterns need of the call: where the workspace and the home are. */
export interface CommandGround {
  readonly workspace: string | undefined;
  readonly home: string | undefined;
}

/** A command pattern, ready to match. */
export interface CommandMatcher {
  /** Word by word to the end. */
  narrow(command: Command, ground: CommandGround): Truth;
  /** As a prefix; options may stand anywhere and be spelled otherwise. */
  wide(command: Command, ground: CommandGround): Truth;
}

/** Compiles one pattern. */
export function compileCommand(pattern: CommandPattern): CommandMatcher {
  const wides = lazy(() => pattern.choices.map(compileWide));
  return {
    narrow: (command, ground) =>
      truth(pattern.choices.some((choice) => narrowChoice(choice, command, ground))),
    wide: (command, { home }) => truth(wides().some((wide) => wide(command, home))),
  };
}

function narrowChoice(choice: CommandChoice, command: Command, ground: CommandGround): boolean {
  const { words } = command;
  let at = 0;
  for (const pattern of choice.words) {
    const word = words[at];
    if (word === undefined || !narrowWord(pattern, word, at, command, ground)) return false;
    at++;
  }
  return choice.rest || at === words.length;
}

function narrowWord(
  pattern: PatternWord,
  word: Word,
  at: number,
  command: Command,
  ground: CommandGround,
): boolean {
  if (!word.known) return at > 0 && !word.splits && isStar(pattern);
  if (pattern.home) {
    return (
      ground.home !== undefined &&
      word.text.startsWith(`${ground.home}/`) &&
      globMatches(pattern.glob, word.text.slice(ground.home.length + 1))
    );
  }
  if (at === 0 && pattern.glob.join("*").includes("/"))
    return programMatches(pattern, word.text, command, ground);
  return globMatches(pattern.glob, word.text);
}

function isStar(pattern: PatternWord): boolean {
  return (
    !pattern.home && pattern.glob.length === 2 && pattern.glob[0] === "" && pattern.glob[1] === ""
  );
}

/** A first word with a slash is a path: the pattern's from the workspace, the command's from each folder that it may run in. */
function programMatches(
  pattern: PatternWord,
  text: string,
  command: Command,
  ground: CommandGround,
): boolean {
  const source = pattern.glob.join("*");
  if (!text.includes("/")) return false;
  if (source.startsWith("/") && text.startsWith("/")) return globMatches(pattern.glob, text);
  if (ground.workspace === undefined) return false;
  const expected = toSegments(source.startsWith("/") ? source : `${ground.workspace}/${source}`);
  return command.folders.every((folder) => {
    if (folder === undefined && !text.startsWith("/")) return false;
    const actual = toSegments(text.startsWith("/") ? text : `${folder ?? ""}/${text}`);
    return (
      actual.length === expected.length &&
      expected.every((name, i) => globMatches(name.split("*"), actual[i] ?? ""))
    );
  });
}

/** A pattern as it is read widely. */
function compileWide(
  choice: CommandChoice,
): (command: Command, home: string | undefined) => boolean {
  const [first, ...rest] = choice.words;
  if (first === undefined) return () => true;
  const program = first.glob.map(foldCase);
  const whole = normalProgramGlob(program);
  const options = rest.filter((word) => isOption(word.glob.join("*")));
  const operands = rest.filter(
    (word) => !isOption(word.glob.join("*")) && word.glob.join("*") !== "--",
  );
  const named = operands.map((word) => word.glob.join("*"));
  return (command, home) => {
    const [word, ...others] = command.words;
    if (word === undefined) return false;
    if (!word.known) return true;
    const name = programName(word.text);
    if (!globMatches(whole, name)) return false;
    const until = others.findIndex((other) => !other.known);
    const known = until < 0 ? others : others.slice(0, until);
    const end = until < 0 ? "complete" : "open";
    if (end === "complete" && !options.every((option) => hasOption(option, known, name, named)))
      return false;
    return operandsMatch(operands, known, end, home);
  };
}

/** The program's own name: the last segment, without a Windows ending, folded. */
export function programName(text: string): string {
  const last = text.slice(Math.max(text.lastIndexOf("/"), text.lastIndexOf("\\")) + 1);
  return cutEnd(foldCase(last)).replace(/\.(exe|cmd|bat|com)$/, "");
}

function normalProgramGlob(glob: readonly string[]): readonly string[] {
  const source = glob.join("*");
  const last = source.slice(source.lastIndexOf("/") + 1);
  return (last.includes("*") ? last : programName(last)).split("*");
}

/** Is the text an option? `--` and `-` are none. */
function isOption(text: string): boolean {
  return text.startsWith("-") && text.length > 1 && text !== "--";
}

function operandsMatch(
  patterns: readonly PatternWord[],
  words: readonly Word[],
  end: "complete" | "open",
  home: string | undefined,
): boolean {
  // `live` holds how many operand patterns may have been matched so far; an operand after an option may be that option's value.
  let live: ReadonlySet<number> = new Set([0]);
  let afterOption = false;
  for (const { text } of words) {
    if (live.has(patterns.length)) return true;
    if (text === "--") continue;
    if (isOption(text)) {
      afterOption = true;
      continue;
    }
    const next = new Set<number>(afterOption ? live : []);
    for (const count of live) {
      const pattern = patterns[count];
      if (pattern !== undefined && wideWord(pattern, text, home)) next.add(count + 1);
    }
    live = next;
    afterOption = false;
    if (live.size === 0) return false;
  }
  return end === "open" ? live.size > 0 : live.has(patterns.length);
}

/** A home that is not known may be any folder. */
function wideWord(pattern: PatternWord, text: string, home: string | undefined): boolean {
  if (!pattern.home) return globMatches(pattern.glob, text);
  if (home === undefined) return globMatches(["", ...pattern.glob], text);
  return text.startsWith(`${home}/`) && globMatches(pattern.glob, text.slice(home.length + 1));
}

function hasOption(
  option: PatternWord,
  words: readonly Word[],
  program: string,
  operands: readonly string[],
): boolean {
  const text = option.glob.join("*");
  if (hasStar(option.glob))
    return words.some((word) => isOption(word.text) && globMatches(option.glob, word.text));
  if (text.startsWith("--"))
    return words.some(
      (word) => isLong(word.text, text) || isShortOf(word.text, text, program, operands),
    );
  return (
    Array.from(text.slice(1)).every((letter) => {
      const long = longNameOf(program, operands, letter);
      return words.some(
        (word) =>
          isCluster(word.text, letter) ||
          (long !== undefined && isLong(word.text, `--${long}`)) ||
          (long !== undefined && isShortOf(word.text, `--${long}`, program, operands)),
      );
    }) || words.some((word) => word.text === text || word.text.startsWith(`${text}=`))
  );
}

/** The word is the long option, abbreviated or not, with a value or not. */
function isLong(word: string, option: string): boolean {
  if (!word.startsWith("--") || word.length < 3) return false;
  const equals = word.indexOf("=");
  const name = equals < 0 ? word : word.slice(0, equals);
  const wanted = option.includes("=") ? option.slice(0, option.indexOf("=")) : option;
  if (name.length < 3 || !wanted.startsWith(name)) return false;
  return wanted === option || word === option || name !== wanted;
}

/** The word is a cluster that holds a short form of the long option. */
function isShortOf(
  word: string,
  option: string,
  program: string,
  operands: readonly string[],
): boolean {
  if (!/^-[A-Za-z0-9]/.test(word)) return false;
  const name = option.slice(2).split("=")[0];
  return Array.from(word.slice(1)).some((letter) => longNameOf(program, operands, letter) === name);
}

function isCluster(word: string, letter: string): boolean {
  return /^-[^-]/.test(word) && word.slice(1).includes(letter);
}
