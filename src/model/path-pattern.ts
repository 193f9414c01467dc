import { expandBraces, hasStar, toGlob } from "./glob.ts";
import type { Glob } from "./glob.ts";
import { failed } from "./problem.ts";
import type { Outcome } from "./problem.ts";

/** One segment of a path pattern: any number of folders, or a glob over one name. */
export type PatternSegment = "**" | Glob;

/** One choice of a path pattern. `up`: how many folders above its anchor it starts (`../x`). */
export interface PathChoice {
  readonly anchor: "workspace" | "home" | "machine";
  readonly up: number;
  readonly segments: readonly PatternSegment[];
}

/** A path pattern as written, and the choices that it is. */
export interface PathPattern {
  readonly source: string;
  readonly choices: readonly PathChoice[];
}

/** Reads a path pattern: `*`, `**`, `{a,b}`; relative means from the workspace, `~/` the home, `/` the machine. */
export function parsePathPattern(source: string): Outcome<PathPattern> {
  if (source === "") return { error: "it is empty" };
  if (source.startsWith("!"))
    return { error: "a pattern cannot be negated with `!`; use `except`" };
  if (source.includes("\0")) return { error: "it holds a NUL" };
  if (source.includes("\\")) return { error: "write `/` between folders, also on Windows" };
  const texts = expandBraces(source);
  if (failed(texts)) return texts;
  const choices: PathChoice[] = [];
  for (const text of texts.value) {
    const choice = parseChoice(text);
    if (failed(choice)) return choice;
    choices.push(choice.value);
  }
  return { value: { source, choices } };
}

function parseChoice(text: string): Outcome<PathChoice> {
  if (text.startsWith("~") && text !== "~" && !text.startsWith("~/")) {
    return { error: "only `~/`, the own home, is known; not another user's" };
  }
  const anchor =
    text.startsWith("/") || /^[A-Za-z]:\//.test(text)
      ? "machine"
      : text.startsWith("~")
        ? "home"
        : "workspace";
  const rest = anchor === "home" ? text.slice(1) : text;
  let up = 0;
  const segments: PatternSegment[] = [];
  for (const name of rest.split("/")) {
    if (name === "" || name === ".") continue;
    if (name === "..") {
      const before = segments.pop();
      if (before === undefined) up++;
      else if (before === "**" || hasStar(before))
        return { error: "`..` after a wildcard has no clear meaning" };
    } else if (name === "**") {
      if (segments.at(-1) !== "**") segments.push("**");
    } else if (name.includes("**")) {
      return {
        error: "`**` stands for whole folders: write it between slashes, as in `src/**/*.ts`",
      };
    } else segments.push(toGlob(name));
  }
  if (anchor === "machine") up = 0;
  return { value: { anchor, up, segments } };
}
