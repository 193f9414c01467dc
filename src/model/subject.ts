import type { Decision, ToolCall } from "./call.ts";
import type { Clause } from "./clause.ts";
import type { ToolFact } from "./facts.ts";
import type { Mark } from "./mark.ts";
import type { Place, Range, SymbolicPath } from "./place.ts";
import type { Problem } from "./problem.ts";
import type { Waiver } from "./waiver.ts";

/** Who is bounded: a non-human identity. */
export interface Principal {
  readonly id?: string;
  readonly owner?: string;
  readonly purpose?: string;
  readonly onBehalfOf?: string;
  readonly reviewBy?: string;
}

/** An MCP server that the agent reaches. */
export interface Server {
  readonly name: string;
  readonly config?: string;
  readonly command?: string;
  readonly url?: string;
  /** `sha256-…` */
  readonly catalog?: string;
  readonly at: SymbolicPath;
}

/** A group of clauses that are decided together. Ambit's own language is one stage, combined to the strictest. */
export interface Stage {
  readonly clauses: readonly Clause[];
  readonly combine: "strictest";
  /** What no clause grants. */
  readonly otherwise: Extract<Decision, "ask" | "deny">;
}

/** An expectation that stands beside a rule. `call` is absent where the example could not be read. */
export interface Example {
  readonly clause: Clause;
  readonly call?: ToolCall;
  readonly expected: "match" | "no-match";
  readonly text: string;
  readonly at: SymbolicPath;
}

/** A named set: which constraints it has values for, and which rules use it. */
export interface NamedSet {
  readonly name: string;
  readonly at: SymbolicPath;
  readonly uses: readonly SymbolicPath[];
}

/** Whose kind of file it is: Ambit's own, or that of an agent. */
export type FormatId =
  | "ambit"
  | "claude-code"
  | "vscode"
  | "codex"
  | "gemini-cli"
  | "opencode"
  | "cursor";

/** One permission file of any agent, as engine, analysis and rules see it. Never a format. */
export interface Subject {
  /** Absolute path. */
  readonly file: string;
  /** What the file held when it was read. */
  readonly text: string;
  readonly format: FormatId;
  readonly principal: Principal;
  readonly stages: readonly Stage[];
  /** `undefined`: the document does not say which servers there are. */
  readonly servers: readonly Server[] | undefined;
  readonly facts: readonly ToolFact[];
  readonly sets: readonly NamedSet[];
  readonly examples: readonly Example[];
  /** Paths of other documents, as written. */
  readonly extends: readonly Link[];
  readonly ceilings: readonly Link[];
  readonly problems: readonly Problem[];
  readonly waivers: readonly Waiver[];
  /** What the reader of an agent's own file saw that no clause can say. */
  readonly marks?: readonly Mark[];
  /** Something outside the rules is broken: every call is denied. */
  readonly broken: boolean;
  /** The range of a place, or of its nearest written parent. */
  locate(place: Place): Range;
}

/** A path to another document. */
export interface Link {
  readonly path: string;
  readonly at: SymbolicPath;
}
