import { isList, isObject, own } from "../model/json.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Problem } from "../model/problem.ts";
import type { Range, SymbolicPath } from "../model/place.ts";
import { shownShort } from "../model/shown.ts";
import { toolDigest } from "../model/tool-catalog.ts";
import type { CatalogTool, ToolHint, ServerTools, ToolDefinition } from "../model/tool-catalog.ts";
import { readJsonText } from "./json-text.ts";

/** A catalog as it was recorded: the tools that a person accepted, and how the server was when it was last asked. */
export interface CatalogRead {
  /** The server's name in the configuration; `undefined` where the file is no catalog. */
  readonly server: string | undefined;
  /** As it was accepted. */
  readonly itself: ServerTools;
  /** As it was last; the same as `itself` where nothing waits to be accepted. */
  readonly now: ServerTools;
  /** Accepted tools whose entry is not what its own `sha256` says. */
  readonly edited: readonly string[];
  readonly problems: readonly Problem[];
  /** Where the entry of a tool stands, that of its change before the accepted one. */
  rangeOf(tool: string): Range;
}

/**
 * Reads a catalog, `.ambit/tools/<server>.json`: the only reader of these files. Never throws: what is no tool is left out, with a problem.
 */
export function readCatalog(text: string): CatalogRead {
  const json = readJsonText(text);
  const problems: Problem[] = [...json.problems];
  const complain = (path: SymbolicPath, message: string): void => {
    problems.push({ code: "bad-catalog", message, severity: "error", range: json.rangeOf(path) });
  };
  const root = isObject(json.value) ? json.value : {};
  const server = own(root, "server");
  const none: ServerTools = { name: "", version: "", tools: [] };
  if (own(root, "ambit-tools") !== 1 || typeof server !== "string") {
    if (json.value !== undefined)
      complain([], "it is no catalog of version 1: `ambit-tools` is not 1, or `server` is missing");
    const empty = { server: undefined, itself: none, now: none, edited: [], problems };
    return { ...empty, rangeOf: () => json.rangeOf([]) };
  }
  const accepted = readTools(root, ["tools"], complain);
  const changed = own(root, "changed");
  const change = isObject(changed) ? changed : {};
  const other = readTools(change, ["changed", "tools"], complain);
  const gone = own(change, "removed");
  const removed = isList(gone) ? gone.filter((one) => typeof one === "string") : [];
  const tools = [...new Map([...accepted.tools, ...other.tools])].filter(
    ([name]) => !removed.includes(name),
  );
  const itself = { name: textOf(root, "name"), version: textOf(root, "version") };
  const now =
    changed === undefined
      ? itself
      : { name: textOf(change, "name"), version: textOf(change, "version") };
  return {
    server,
    itself: { ...itself, tools: [...accepted.tools.values()] },
    now: { ...now, tools: tools.map(([, tool]) => tool) },
    edited: accepted.edited,
    problems,
    rangeOf: (tool) => json.rangeOf(other.places.get(tool) ?? accepted.places.get(tool) ?? []),
  };
}

interface ListedTools {
  readonly tools: ReadonlyMap<string, ToolDefinition>;
  readonly edited: readonly string[];
  readonly places: ReadonlyMap<string, SymbolicPath>;
}

function readTools(
  object: JsonObject,
  path: SymbolicPath,
  complain: (path: SymbolicPath, message: string) => void,
): ListedTools {
  const tools = new Map<string, ToolDefinition>();
  const places = new Map<string, SymbolicPath>();
  const edited: string[] = [];
  const listed = own(object, "tools") ?? [];
  if (!isList(listed)) complain(path, "`tools` is no list");
  for (const [at, value] of (isList(listed) ? listed : []).entries()) {
    const place = [...path, at];
    const tool = readTool(value);
    if (typeof tool === "string") complain(place, `the tool ${at + 1} ${tool}`);
    else if (tools.has(tool.name)) complain(place, `the tool ${at + 1} stands here twice`);
    else {
      tools.set(tool.name, tool);
      places.set(tool.name, place);
      if (isObject(value) && own(value, "sha256") === toolDigest(tool)) continue;
      edited.push(tool.name);
      const name = shownShort(tool.name, 100);
      complain(place, `\`sha256\` of \`${name}\` is not that of what stands here: it was edited`);
    }
  }
  return { tools, edited, places };
}

function readTool(value: Json): ToolDefinition | string {
  if (!isObject(value)) return "is no object";
  const name = own(value, "name");
  if (typeof name !== "string" || name === "") return "has no `name`";
  const inputSchema = own(value, "inputSchema");
  if (!isObject(inputSchema)) return "has no `inputSchema`";
  const [description, outputSchema, annotations] = [
    own(value, "description"),
    own(value, "outputSchema"),
    own(value, "annotations"),
  ];
  return {
    name,
    ...(typeof description === "string" ? { description } : {}),
    inputSchema,
    ...(isObject(outputSchema) ? { outputSchema } : {}),
    ...(isObject(annotations) ? { annotations } : {}),
  };
}

function textOf(object: JsonObject, name: string): string {
  const value = own(object, name);
  return typeof value === "string" ? value : "";
}

/** The names of a tool's arguments; `undefined` where its schema may take others than it lists. */
export function catalogTool({ name, inputSchema, annotations }: ToolDefinition): CatalogTool {
  const properties = own(inputSchema, "properties");
  const combined = COMBINING.some((keyword) => own(inputSchema, keyword) !== undefined);
  const others = own(inputSchema, "additionalProperties") ?? false;
  const open = others !== false || combined;
  const known = isObject(properties) ? Object.keys(properties) : [];
  return {
    name,
    arguments: open || (known.length === 0 && properties === undefined) ? undefined : known,
    ...hintsOf(annotations),
  };
}

/** modelcontextprotocol.io/specification/2025-11-25/schema#toolannotations */
function hintsOf(annotations: JsonObject = {}): Pick<CatalogTool, "hints"> {
  const hints: ToolHint[] = [];
  if (own(annotations, "destructiveHint") === true) hints.push("destructive");
  if (own(annotations, "openWorldHint") === true) hints.push("open-world");
  if (own(annotations, "readOnlyHint") === true) hints.push("read-only");
  return hints.length === 0 ? {} : { hints };
}

/** With one of these a schema may know more arguments than `properties`. */
const COMBINING = [
  ...["$ref", "allOf", "anyOf", "oneOf", "not", "if", "dependentSchemas", "patternProperties"],
];
