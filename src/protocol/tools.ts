/** Request: starts the MCP servers of the workspace, with consent, and records their tools. Cancelled, it ends them. */
export const SYNC_TOOLS = "ambit/syncTools";

/** Request of the server to its client: may this program be started, or this address be reached? The answer is `true` or anything else. */
export const CONFIRM_START = "ambit/confirmStart";

/** Request of the server to its client: a value that a definition leaves open. The answer is a text, or `null`; it is kept nowhere. */
export const ASK_VALUE = "ambit/askValue";

/** Notification: how far a sync is. */
export const SYNC_PROGRESS = "ambit/syncProgress";

/** Request: the tools that are not as they were accepted; a list of `ChangedTool`. */
export const CHANGED_TOOLS = "ambit/changedTools";

/** Request: takes over tools, as they were shown. */
export const ACCEPT_TOOLS = "ambit/acceptTools";

/** What is to be started. */
export interface ConfirmStartParams {
  readonly server: string;
  /** The definition as it is written, line by line; nothing hides in it. */
  readonly lines: readonly string[];
}

/** What is asked for. */
export interface AskValueParams {
  readonly server: string;
  /** `${input:token} (A token of the service)` */
  readonly prompt: string;
  /** It may be a secret. */
  readonly hidden: boolean;
}

/** A stretch of a sync. */
export interface SyncProgress {
  readonly message: string;
  /** In hundredths, since the last one. */
  readonly increment: number;
}

/** What became of a sync, or for people why nothing was started. */
export type SyncToolsResult =
  | { readonly problem: string }
  | {
      readonly servers: readonly SyncedServer[];
      /** What of the configuration cannot be used, for people. */
      readonly problems: readonly string[];
    };

/** What became of one server. */
export interface SyncedServer {
  readonly server: string;
  readonly status: "recorded" | "unchanged" | "changed" | "declined" | "failed";
  /** How many tools there are, what changed, or what went wrong, for people. */
  readonly words: string;
}

/** A tool that is not as it was accepted. All texts are for people, with nothing hidden in them, but `server` and `tool`. */
export interface ChangedTool {
  /** The workspace, as a path of the server. */
  readonly root: string;
  readonly server: string;
  readonly tool: string;
  readonly kind: "added" | "removed" | "changed" | "edited";
  /** What differs. */
  readonly words: readonly string[];
  /** The hash of what was shown; absent where the server has it no more. */
  readonly sha256?: string;
}

/** Tools to be taken over, each as `CHANGED_TOOLS` gave it. */
export interface AcceptToolsParams {
  readonly tools: readonly Pick<ChangedTool, "root" | "server" | "tool" | "sha256">[];
}

/** What was accepted, and for people what was not. */
export interface AcceptToolsResult {
  readonly accepted: readonly { readonly server: string; readonly tool: string }[];
  readonly problems: readonly string[];
}
