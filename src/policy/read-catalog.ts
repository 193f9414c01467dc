import { isList, isObject, own } from "../model/json.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Problem } from "../model/problem.ts";
import type { SymbolicPath } from "../model/place.ts";
import { shownShort } from "../model/shown.ts";
import { toolDigest } from "../model/tool-catalog.ts";
import type { CatalogTool, ToolHint, ServerTools, ToolDefinition } from "../model/tool-catalog.ts";
import { readJsonText } from "./json-text.ts";

/** A snapshot of a server's tools, as it was recorded. */
export interface CatalogRead {
  /** The server's name in the configuration; `undefined` where the file is no catalog. */
  readonly server: string | undefined;
  readonly itself: ServerTools;
  readonly problems: readonly Problem[];
}

/** Reads a catalog, `.ambit/tools/<server>.json`. Never throws: what is no tool is left out, with a problem. */
export function readCatalog(text: string): CatalogRead {
  const json = readJsonText(text);
  const problems: Problem[] = [...json.problems];
  const complain = (path: SymbolicPath, message: string): void => {
    problems.push({ code: "bad-catalog", message, severity: "error", range: json.rangeOf(path) });
  };
  const root = isObject(json.value) ? json.value : {};
  const server = own(root, "server");
  if (json.value !== undefined && (own(root, "ambit-tools") !== 1 || typeof server !== "string")) {
    complain([], "it is no catalog of version 1: `ambit-tools` is not 1, or `server` is missing");
    return { server: undefined, itself: { name: "", version: "", tools: [] }, problems };
  }
  const tools = new Map<string, ToolDefinition>();
  const listed = own(root, "tools");
  for (const [at, value] of (isList(listed) ? listed : []).entries()) {
    const tool = readTool(value);
    if (typeof tool === "string") complain(["tools", at], `the tool ${at + 1} ${tool}`);
    else if (tools.has(tool.name)) complain(["tools", at], `the tool ${at + 1} stands here twice`);
    else {
      tools.set(tool.name, tool);
      if (!isObject(value) || own(value, "sha256") !== toolDigest(tool)) {
        const name = shownShort(tool.name, 100);
        complain(
          ["tools", at],
          `\`sha256\` of \`${name}\` is not that of what stands here: it was edited`,
        );
      }
    }
  }
  const itself = { name: textOf(root, "name"), version: textOf(root, "version") };
  return {
    server: typeof server === "string" ? server : undefined,
    itself: { ...itself, tools: [...tools.values()] },
    problems,
  };
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
  return hints.length === 0 ? {} : { hints };
}

/** With one of these a schema may know more arguments than `properties`. */
const COMBINING = [
  ...["$ref", "allOf", "anyOf", "oneOf", "not", "if", "dependentSchemas", "patternProperties"],
];
