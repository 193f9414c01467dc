import type { JsonObject } from "./json.ts";

/** What a policy says of a call, from wide to strict. */
export type Decision = "allow" | "ask" | "deny";

/** What an agent wants to do, with all that may decide about it. What is absent from `context`, `session` or `now` is unknown, not empty. */
export interface ToolCall {
  /** The principal. Absent: the agent of the document. */
  readonly agent?: string;
  /** `file.read`, `shell`, `mcp:<server>/<tool>`, `tool:<name>` … */
  readonly tool: string;
  readonly args: JsonObject;
  readonly context?: CallContext;
  readonly session?: Session;
  /** The instant of the call, RFC 3339. */
  readonly now?: string;
}

/** Where a call happens. Paths are absolute. */
export interface CallContext {
  readonly workspace?: string;
  readonly home?: string;
  readonly cwd?: string;
  /** How command lines are read: `bash` (also for sh and zsh) or `powershell`. Anything else is never allowed. */
  readonly dialect?: string;
}

/** What the session has read so far. `{ seen: [] }` is a fresh one; no session at all is unknown. */
export interface Session {
  readonly seen: readonly string[];
}

/** The stricter of two decisions. */
export function stricter(a: Decision, b: Decision): Decision {
  return STRICTNESS[a] >= STRICTNESS[b] ? a : b;
}

const STRICTNESS: Readonly<Record<Decision, number>> = { allow: 0, ask: 1, deny: 2 };
