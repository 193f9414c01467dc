import { globMatches, hasStar } from "../model/glob.ts";
import type { CommandChoice, CommandPattern, PatternWord } from "../model/command-pattern.ts";
import { programName } from "../engine/command-match.ts";
import { foldCase } from "../engine/fold.ts";
import type { Ground } from "./ground.ts";
import { holdsGlob } from "./names.ts";
import type { Sequence, SequenceSet, Step } from "./sequences.ts";

/** How a program that is named by a path is taken. */
export type CommandBound = "inner" | "outer" | "spelled";

/**
 * The commands that one of the patterns matches narrowly, as words; exact, but for programs that are named by a path: those are equal to themselves and
 * to `*` alone (`inner`), or may be any program (`outer`), or are spelled as in the pattern (`spelled`).
 */
export function narrowCommands(
  patterns: readonly CommandPattern[],
  ground: Ground,
  bound: CommandBound,
): SequenceSet {
  const choices = patterns.flatMap((pattern) =>
    pattern.choices.map((choice) => toSequence(choice, ground, bound)),
  );
  return { choices };
}

function toSequence({ words, rest }: CommandChoice, ground: Ground, bound: CommandBound): Sequence {
  const steps: Step[] = words.map((word, at) => stepOf(word, at, ground, bound));
  return { steps: rest ? [...steps, "**"] : steps };
}

function stepOf(
  { glob, home }: PatternWord,
  at: number,
  ground: Ground,
  bound: CommandBound,
): Step {
  const source = glob.join("*");
  if (home) {
    const [first = "", ...others] = glob;
    const root = ground.home === undefined ? `${NOWHERE}~` : `/${ground.home.join("/")}`;
    return [`${root}/${first}`, ...others];
  }
  if (at > 0 || bound === "spelled" || !source.includes("/")) return glob;
  return bound === "outer" ? ["", ""] : [`${NOWHERE}${source}${NOWHERE}`];
}

/** No word of a call holds it: what begins and ends with it is held by `*` and itself. */
const NOWHERE = "\0";

/** Does `outer` surely match, widely, every command that `inner` does? Never wrongly yes; often no where it would be yes. */
export function coversWidely(outer: CommandPattern, inner: CommandPattern): boolean {
  return inner.choices.every((one) => outer.choices.some((other) => coversChoice(other, one)));
}

function coversChoice(outer: CommandChoice, inner: CommandChoice): boolean {
  const [program, ...rest] = outer.words;
  if (program === undefined) return true;
  const [other, ...others] = inner.words;
  if (other === undefined) return false;
  if (program.glob.join("*") !== other.glob.join("*") && !holdsProgram(program, other))
    return false;
  const wanted = split(rest);
  const given = split(others);
  const sameOperands = keyOf(wanted.operands) === keyOf(given.operands);
  if (wanted.options.length > 0 && !(sameOperands && isLiteral(program) && isLiteral(other)))
    return false;
  return (
    wanted.options.every((option) =>
      given.options.some((one) => keyOf([one]) === keyOf([option])),
    ) && wanted.operands.every((operand, i) => holdsWord(operand, given.operands[i]))
  );
}

function holdsProgram(outer: PatternWord, inner: PatternWord): boolean {
  if (!isLiteral(inner)) return !outer.home && outer.glob.join("*") === "*";
  const name = programName(inner.glob[0] ?? "");
  return isLiteral(outer)
    ? programName(outer.glob[0] ?? "") === name
    : !outer.glob.join("*").includes("/") && globMatches(outer.glob.map(foldCase), name);
}

function isLiteral({ glob }: PatternWord): boolean {
  return !hasStar(glob);
}

interface Split {
  readonly options: readonly PatternWord[];
  readonly operands: readonly PatternWord[];
}

function split(words: readonly PatternWord[]): Split {
  const isOption = ({ glob }: PatternWord): boolean => /^-./.test(glob.join("*"));
  return {
    options: words.filter((word) => isOption(word) && word.glob.join("*") !== "--"),
    operands: words.filter((word) => !isOption(word)),
  };
}

function keyOf(words: readonly PatternWord[]): string {
  return JSON.stringify(words.map(({ glob, home }) => [home, ...glob]));
}

function holdsWord(outer: PatternWord, inner: PatternWord | undefined): boolean {
  if (inner === undefined) return false;
  if (keyOf([outer]) === keyOf([inner])) return true;
  return !outer.home && !inner.home && holdsGlob(outer.glob, inner.glob);
}
