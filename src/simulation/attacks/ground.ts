import type { ToolCall } from "../../model/call.ts";

/** What a tool of a server is good for in an attack. */
export type ToolRole =
  /** Returns what a stranger may have written. */
  | "stranger"
  /** Returns what not everybody may see. */
  | "private"
  /** Puts something where everybody can read it. */
  | "public"
  /** Sends something to an address of the caller's choice. */
  | "send"
  /** Opens an address of the caller's choice. */
  | "fetch"
  | "execute"
  | "delete"
  /** Approves or merges what somebody proposes. */
  | "merge"
  /** Writes files of a repository that lies elsewhere. */
  | "commit"
  /** Runs a query against a database. */
  | "query"
  | "read-file"
  | "write-file";

/** A tool of a server that the agent may reach, with a call of it. */
export interface GroundTool {
  readonly call: ToolCall;
  readonly roles: ReadonlySet<ToolRole>;
  /** Of a tool that reads or writes files: the same call about another file. */
  about(path: string): ToolCall;
}

/** What is known of an agent and its surroundings, for attacks to be made of. */
export interface AttackGround {
  readonly tools: readonly GroundTool[];
  /** The files that bound it, as a call would name them: its policy or its permission files. */
  readonly own: readonly string[];
  /** Where credentials lie, as a call would name them. */
  readonly secrets: { readonly workspace: readonly string[]; readonly home: readonly string[] };
  /** Files that a rule denies or asks about, or lets read: one for each. */
  readonly guarded: readonly string[];
  readonly readable: readonly string[];
  /** Command lines that a rule denies. */
  readonly denied: readonly string[];
  /** Hosts that a rule lets fetch, and where anybody may put up something or see what is sent. */
  readonly userHosts: readonly string[];
  readonly home: string;
  isAllowed(call: ToolCall): boolean;
  /** The call with all that a caller may leave out. */
  place(call: ToolCall): ToolCall;
}
