import type { AgentFile } from "../../formats/index.ts";
import type { Range, SymbolicPath } from "../../model/place.ts";
import type { Surroundings } from "../../workspace/surroundings.ts";

/** A text that is being written in the file of an agent. */
export interface AgentWriting {
  readonly file: AgentFile;
  readonly text: string;
  /** The names of what it stands in; in files without such names, those of the line. */
  readonly path: SymbolicPath;
  readonly on: "key" | "value";
  /** What it replaces. */
  readonly range: Range;
  /** How the file writes a text: `"` is JSON, `'` is plain. */
  readonly quote: '"' | "'";
  /** It stands between quotes already. */
  readonly quoted: boolean;
  readonly before: string;
  readonly around: Surroundings;
}

/** Something that may stand there, as the agent reads it. */
export interface AgentOffer {
  readonly text: string;
  readonly kind:
    | "Event"
    | "File"
    | "Folder"
    | "Function"
    | "Module"
    | "Text"
    | "Value"
    | "EnumMember";
  readonly detail?: string;
  /** What the workspace has comes first: from 0. */
  readonly rank: number;
  /** The cursor goes before the last character, or to the end, and more is offered there. */
  readonly next?: "inside" | "behind";
}
