import type { Decision } from "./call.ts";
import type { CommandPattern } from "./command-pattern.ts";
import type { HostPattern } from "./host-pattern.ts";
import type { PathPattern } from "./path-pattern.ts";
import type { SymbolicPath } from "./place.ts";
import type { ToolPattern } from "./tool-pattern.ts";
import type { ArgsTest } from "./value-test.ts";

/** The names of the constraints of a rule, in the order in which they are written out. */
export const CONSTRAINTS = [
  "path",
  "command",
  "cwd",
  "env",
  "files",
  "host",
  "method",
  "args",
] as const;

/** The name of a constraint. */
export type ConstraintName = (typeof CONSTRAINTS)[number];

/** What a call must be like. An absent constraint is no constraint. */
export interface Constraints {
  readonly path?: readonly PathPattern[];
  readonly command?: readonly CommandPattern[];
  readonly cwd?: readonly PathPattern[];
  readonly env?: readonly string[];
  readonly files?: "any" | "granted";
  readonly host?: readonly HostPattern[];
  /** Upper case. */
  readonly method?: readonly string[];
  readonly args?: ArgsTest;
}

/** What a rule leaves out: all of its constraints together. */
export interface Exception {
  readonly tools?: readonly ToolPattern[];
  readonly where: Constraints;
}

/** A rule as the engine takes it: an effect over a set of calls, and where it stands. */
export interface Clause {
  /** Its own id, or `rules[3]`. */
  readonly id: string;
  readonly file: string;
  readonly at: SymbolicPath;
  readonly effect: Decision;
  /** Empty only when `faulty`: then they cannot be read, and the clause is about every tool. */
  readonly tools: readonly ToolPattern[];
  readonly where: Constraints;
  readonly except: readonly Exception[];
  /** Session labels of which one must have been seen. */
  readonly seen?: readonly string[];
  /** The last day (UTC) on which it holds, as `YYYY-MM-DD`; `unreadable` where what is written is no date. */
  readonly expires?: string;
  readonly because?: string;
  /** The shell whose command lines it is about, as in the context of a call; absent: any. */
  readonly dialect?: string;
  /** It counts for calls of this agent alone, one of several of the document; absent: for all. */
  readonly agent?: string;
  /** Something in it is in error: it never grants, and restricts everything that its tools name. */
  readonly faulty: boolean;
}

/** Says that an `expires` could not be read. */
export const UNREADABLE_DATE = "unreadable";
