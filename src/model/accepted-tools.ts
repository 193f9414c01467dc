import { digestOf } from "./digest.ts";
import type { Range } from "./place.ts";
import { toolDigest } from "./tool-catalog.ts";
import type { ToolDefinition } from "./tool-catalog.ts";
import type { ToolChange } from "./tool-changes.ts";

/** What a person has accepted of the tools of one server, by its catalog, and what is not as it was accepted. */
export interface AcceptedTools {
  /** The catalog, an absolute path. */
  readonly file: string;
  /** What `catalog:` of `servers:` is held against; `undefined` where the catalog cannot be read. */
  readonly pin: string | undefined;
  /** Tools that are not as they were accepted, by name: they are not matched narrowly. */
  readonly changes: ReadonlyMap<string, RecordedChange>;
  /** Why the catalog says nothing of what was accepted; then no tool of the server is matched narrowly. */
  readonly fault?: string;
}

/** A tool that is not as it was accepted, and where the catalog says so. `edited`: what stands there is not what its own hash says. */
export type RecordedChange = (ToolChange | EditedTool) & { readonly range: Range };

interface EditedTool {
  readonly tool: string;
  readonly kind: "edited";
}

/** Accepted tools by the name of their server. */
export type AcceptedServers = ReadonlyMap<string, AcceptedTools>;

/** The pin of a catalog: `sha256-` and the SHA-256 over the canonical JSON of an object that gives each accepted tool's hash under its name. */
export function catalogPin(tools: readonly ToolDefinition[]): string {
  return `sha256-${digestOf(Object.fromEntries(tools.map((tool) => [tool.name, toolDigest(tool)])))}`;
}
