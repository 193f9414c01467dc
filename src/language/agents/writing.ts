import type { AgentFile } from "../../formats/index.ts";
import type { Range, SymbolicPath } from "../../model/place.ts";
import type { Surroundings } from "../../workspace/surroundings.ts";

/** A place in the file of an agent where a text is written, or may be. The file may be broken: that is when something is written. */
export interface AgentPlace {
  /** The names of what it stands in; of what the cursor is on too, as far as it is typed. */
  readonly path: SymbolicPath;
  readonly on: "key" | "value";
  /** What is replaced. */
  readonly range: Range;
  /** What stands before the cursor, without quotes and escapes. */
  readonly before: string;
  /** The text as the file writes it here, for the range: with quotes where they are needed. */
  write(text: string): string;
  /** On a key that has no value yet: the sign between the two, and what closes the key before it. */
  readonly assign?: string;
  /** Of a list of words: the words before this one, each with what may stand in its place. Of examples: the pattern that they are of. */
  readonly words?: readonly (readonly string[])[];
}

/** A text that is being written in the file of an agent. */
export interface AgentWriting extends AgentPlace {
  readonly file: AgentFile;
  readonly text: string;
  readonly around: Surroundings;
  /** VS Code knows the names, words and tools of this kind of Markdown, and offers them itself. */
  readonly known: boolean;
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
    | "Property"
    | "Text"
    | "Value"
    | "EnumMember";
  readonly detail?: string;
  /** What the workspace has comes first: from 0. */
  readonly rank: number;
  /** Of a key: what is written as its value where there is none, as the file writes it; the cursor goes to the `|`. */
  readonly value?: string;
  /** The cursor goes before the last character, or to the end, and more is offered there. */
  readonly next?: "inside" | "behind";
}
