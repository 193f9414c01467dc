import type { Word } from "../../model/command.ts";

/** A word as the parser leaves it: braces are expanded, quotes removed, and what it runs inside (`$(…)`, `<(…)`) is kept. */
export interface ShellWord extends Word {
  readonly start: number;
  readonly end: number;
  /** Programs inside it. Of the words of one brace expansion only the first holds them. */
  readonly scripts: readonly Script[];
  /** Some character of it was quoted: it is no reserved word. */
  readonly quoted: boolean;
  /** It holds wildcards and nothing else unknown: the folder it looks in, as written (empty: the current one). */
  readonly glob: string | undefined;
  /** It is a process substitution: a pipe, no file. */
  readonly pipe: boolean;
}

/** `name=value`, `name+=value`, `name[i]=value`, `name=(…)`. */
export interface Assignment {
  readonly name: string;
  /** The value and, for a list or a subscript, the words inside. */
  readonly words: readonly ShellWord[];
}

/** A redirection. `to` is the file, the descriptor, the here-string or the here-document's text. */
export interface Redirect {
  readonly op: string;
  /** The descriptor before the operator; `undefined` for the operator's own. `NaN` for `{name}`. */
  readonly fd: number | undefined;
  readonly to: ShellWord;
  readonly start: number;
  readonly end: number;
}

interface Placed {
  readonly start: number;
  readonly end: number;
  readonly redirects: readonly Redirect[];
}

/** A simple command. */
export interface Simple extends Placed {
  readonly kind: "simple";
  readonly assigns: readonly Assignment[];
  readonly words: readonly ShellWord[];
}

/** `{ … }`, `( … )`, loops, branches: scripts that run, and words that are expanded. */
export interface Compound extends Placed {
  readonly kind: "group" | "subshell" | "loop" | "branch";
  readonly words: readonly ShellWord[];
  readonly scripts: readonly Script[];
}

/** `[[ … ]]` and `(( … ))`. `words` are what is written between, operators included. */
export interface Condition extends Placed {
  readonly kind: "test" | "arithmetic";
  readonly words: readonly ShellWord[];
}

/** `name() …`. */
export interface Definition extends Placed {
  readonly kind: "function";
  readonly name: string;
  readonly body: Stage;
}

/** `coproc …`. */
export interface Coprocess extends Placed {
  readonly kind: "coproc";
  readonly body: Stage;
}

/** One stage of a pipeline. */
export type Stage = Simple | Compound | Condition | Definition | Coprocess;

/** `! time -p a | b`. `timed` holds the words `time` and its options. */
export interface Pipeline {
  readonly negated: boolean;
  readonly timed: readonly ShellWord[] | undefined;
  readonly stages: readonly Stage[];
}

/** Pipelines joined by `&&` and `||`. */
export interface Chain {
  readonly first: Pipeline;
  readonly rest: readonly { readonly op: "&&" | "||"; readonly pipeline: Pipeline }[];
  readonly background: boolean;
}

/** Chains one after the other. */
export interface Script {
  readonly chains: readonly Chain[];
}
