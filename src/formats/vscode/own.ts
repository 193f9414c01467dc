import type { Clause } from "../../model/clause.ts";
import type { Json } from "../../model/json.ts";
import type { FileAt } from "../format.ts";
import type { BlockedWrites } from "./terminal/file-writes.ts";

/** What was read from a file of VS Code, for deciding. */
export type Own = OwnSettings | OwnServers | OwnAgent | { readonly kind: "hooks" };

/** A settings file. */
export interface OwnSettings {
  readonly kind: "settings";
  readonly scope: FileAt["scope"];
  /** The whole file or one of the settings that approve something cannot be read. */
  readonly broken: boolean;
  /** `chat.tools.terminal.autoApprove`, in its order; `"no-object"` where it is something else. Absent: not set. */
  readonly terminal?: readonly OwnEntry[] | "no-object";
  /** `chat.agent.terminal.autoApprove`, the old name, which still counts. */
  readonly oldTerminal?: readonly OwnEntry[];
  readonly edits?: readonly OwnEntry[] | "no-object";
  readonly urls?: readonly OwnEntry[] | "no-object";
  readonly eligible?: readonly OwnEntry[];
  readonly hookLocations?: readonly string[];
  /** An administrator lets no servers run, or only those of a registry. */
  readonly servers?: "none" | "registry";
  readonly switches: Switches;
}

/** An entry of one of the settings that are objects. */
export interface OwnEntry {
  readonly key: string;
  readonly value: Json;
  /** Absent where the entry approves and asks nothing. */
  readonly clause?: Clause;
}

/** The settings that are one value. Absent: not set. */
export interface Switches {
  readonly enableAutoApprove?: boolean;
  readonly ignoreDefaults?: boolean;
  readonly blockedWrites?: BlockedWrites;
  readonly npmScripts?: boolean;
  readonly globalAutoApprove?: Clause | false;
  readonly permissions?: { readonly level: string; readonly clause?: Clause };
  readonly sandbox?: boolean;
  readonly sandboxApproves?: boolean;
}

/** A file of MCP servers. */
export interface OwnServers {
  readonly kind: "servers";
  /** Servers in a sandbox, of which every tool is approved. */
  readonly approved: ReadonlyMap<string, Clause>;
}

/** A custom agent or chat mode. */
export interface OwnAgent {
  readonly kind: "agent";
  /** `undefined`: it says nothing of tools, and has them all. */
  readonly tools: readonly Clause[] | undefined;
}
