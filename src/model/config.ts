import type { Level, Persona } from "./level.ts";
import type { PathPattern } from "./path-pattern.ts";
import type { Place, Range, SymbolicPath } from "./place.ts";
import type { Problem } from "./problem.ts";

/** Levels of rules, by their ids. */
export type Levels = ReadonlyMap<string, Level>;

/** Levels for some files. */
export interface Override {
  /** From the folder that holds `.ambit`. */
  readonly files: readonly PathPattern[];
  readonly levels: Levels;
}

/** A waiver for what stands in another file. It hides findings; it never changes a decision. */
export interface ConfigWaiver {
  readonly rule: string;
  /** As written: from the folder that holds `.ambit`. */
  readonly file: string;
  /** Keys, and indexes or ids of list items, that lead to what it is about; empty: the whole file. */
  readonly steps: readonly string[];
  readonly because: string;
  readonly owner: string;
  /** The last day on which it holds, `YYYY-MM-DD`, UTC. */
  readonly expires: string;
  readonly at: SymbolicPath;
}

/** What a `.ambit/config.yaml` says: how findings are reported. Nothing of it changes a decision, but whose files `dotfiles` are. */
export interface Config {
  /** Absolute path. */
  readonly file: string;
  /** What the file held when it was read. */
  readonly text: string;
  readonly persona?: Persona;
  /** Files of agents, from the folder that holds `.ambit`, that people link into their homes: they are of user scope. */
  readonly dotfiles: readonly PathPattern[];
  readonly levels: Levels;
  /** A later one counts before an earlier one. */
  readonly overrides: readonly Override[];
  readonly waivers: readonly ConfigWaiver[];
  readonly problems: readonly Problem[];
  locate(place: Place): Range;
}
