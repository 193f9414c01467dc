import type { Severity } from "../../../model/problem.ts";

/** What a dangerous command line belongs to: the id of the rule that reports it. */
export type CommandFamily =
  | "interpreter-command"
  | "package-runner"
  | "elevated-command"
  | "program-by-argument"
  | "unscoped-web-fetch"
  | "destructive-command"
  | "package-install"
  | "task-runner";

/** Programs that are dangerous in one way. */
export interface CommandRow {
  /** Without folder, ending and version: `python` is also `python3` and `python3.12`. */
  readonly names: readonly string[];
  /** Words after the program that nobody meant to allow, the most telling first. */
  readonly runs: readonly (readonly string[])[];
  /** Words to add where a pattern with `front` leaves the rest open: `git push origin **` takes `--force`. */
  readonly tails: readonly Tail[];
  /** Options without a value that may stand before all of them and change nothing. */
  readonly flags: readonly string[];
  /** What to name instead, to be read after "as in". */
  readonly pinned: string;
  /** What the call does, to be read after "lets the agent"; absent: what the family says. */
  readonly does?: string;
  readonly severity?: Severity;
  /** The shell that has such a command; absent: a program, which every shell starts. */
  readonly shell?: string;
  /** Files of which one must be writable by the agent, or this is no danger. */
  readonly files: readonly string[];
}

/** Words that may follow what a pattern already names. */
export interface Tail {
  /** Matches the words between program and rest, joined by blanks. */
  readonly front: RegExp;
  readonly words: readonly string[];
}

/** What stands for a folder; looked at only where `files: any` lifts the rules about files. */
export const TREE = "{tree}";

/** Something that no policy meant by any other program, and that reads and writes no file by its arguments. */
export const PUSH = "git push --force";

interface RowText {
  readonly runs: readonly string[];
  /** Lines to add, by what must stand before them. */
  readonly tails?: readonly (readonly [front: RegExp, line: string])[];
  readonly flags?: string;
  readonly pinned: string;
  readonly does?: string;
  readonly severity?: Severity;
  readonly shell?: string;
  readonly files?: readonly string[];
}

/** A row from lines of words; `'…'` keeps blanks in a word. */
export function row(names: string, text: RowText): CommandRow {
  const { runs, tails = [], flags = "", pinned, does, severity, shell, files = [] } = text;
  return {
    names: words(names),
    runs: runs.map(words),
    tails: tails.map(([front, line]) => ({ front, words: words(line) })),
    flags: words(flags),
    pinned,
    files,
    ...(does === undefined ? {} : { does }),
    ...(severity === undefined ? {} : { severity }),
    ...(shell === undefined ? {} : { shell }),
  };
}

function words(line: string): readonly string[] {
  return [...line.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([word]) => word.replaceAll("'", ""));
}
