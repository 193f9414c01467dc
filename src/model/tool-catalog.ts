import { digestOf } from "./digest.ts";
import type { JsonObject } from "./json.ts";

/** What is known of a tool of an MCP server. */
export interface CatalogTool {
  readonly name: string;
  /** The names of its arguments, by the properties of its `inputSchema`; `undefined` where the schema leaves them open. */
  readonly arguments: readonly string[] | undefined;
  /** What its server says of it: MCP's `destructiveHint` and `openWorldHint`, where they are true. Nobody vouches for them. */
  readonly hints?: readonly ToolHint[];
}

/** An annotation of a tool: that it asks for care, or that it only reads. */
export type ToolHint = "destructive" | "open-world" | "read-only";

/** The tools of the servers of which a catalog is at hand. It helps to find spelling mistakes, and never changes a decision. */
export interface ToolCatalog {
  /** The tools of a server by name; `undefined` where no catalog of it is known. */
  tools(server: string): ReadonlyMap<string, CatalogTool> | undefined;
}

/** A tool as its server describes it in `tools/list`. */
export interface ToolDefinition {
  readonly name: string;
  readonly description?: string;
  readonly inputSchema: JsonObject;
  readonly outputSchema?: JsonObject;
  /** Hints of the server about the tool. Nobody vouches for them: they never make a decision looser. */
  readonly annotations?: JsonObject;
}

/** What a server says of itself and its tools. */
export interface ServerTools {
  /** What the program calls itself, not its name in a configuration. */
  readonly name: string;
  readonly version: string;
  readonly tools: readonly ToolDefinition[];
}

/** What of a tool its hash covers. */
export const TOOL_FIELDS = [
  "name",
  "description",
  "inputSchema",
  "outputSchema",
  "annotations",
] as const;

/** A field of a tool. */
export type ToolField = (typeof TOOL_FIELDS)[number];

/** The SHA-256 over name, description, schemas and annotations of a tool: section 5 of the language. What it does not have is left out. */
export function toolDigest(tool: ToolDefinition): string {
  const fields = TOOL_FIELDS.flatMap((field) => {
    const value = tool[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  return digestOf(Object.fromEntries(fields));
}
