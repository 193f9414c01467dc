/** Request: what the permission files of the workspace folders together grant to each agent; a list of `EffectiveItem`. */
export const EFFECTIVE = "ambit/effective";

/** A position of an editor, lines and columns from 0. */
interface At {
  readonly line: number;
  readonly character: number;
}

/** An entry of a file. */
export interface EffectiveEntryItem {
  /** As written, made visible. */
  readonly text: string;
  readonly effect: "allow" | "ask" | "deny";
  readonly uri: string;
  readonly start: At;
  readonly end: At;
  /** Of a file that is not the workspace's: the person's own, or their organisation's. */
  readonly scope?: "user" | "managed";
  /** What keeps it from having an effect, as written. */
  readonly overriddenBy?: string;
}

/** A kind of what an agent does. */
export interface EffectiveCapabilityItem {
  readonly name: string;
  readonly entries: readonly EffectiveEntryItem[];
  /** What becomes of anything that no entry names, and why. */
  readonly otherwise?: {
    readonly decision: "allow" | "ask" | "deny" | "unknown";
    readonly why?: string;
  };
}

/** An agent. */
export interface EffectiveItem {
  readonly name: string;
  /** The folder that it works in, below the workspace folder; empty for that itself. */
  readonly folder: string;
  readonly assumes: readonly string[];
  /** The version of the agent that its files are read as; absent for Ambit's own. */
  readonly checked?: string;
  /** The version that is installed on the machine, where it can be read without running it. */
  readonly installed?: string;
  readonly capabilities: readonly EffectiveCapabilityItem[];
}
