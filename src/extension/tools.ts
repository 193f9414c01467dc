import type { JsonObject } from "../protocol/simulate.ts";
import { isObject } from "../protocol/guards.ts";

/** A tool that a call can be made of. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** Where one text is all that is needed: the name of the argument, and what to ask for. */
  readonly only?: { readonly argument: string; readonly prompt: string };
  /** Arguments that a call may have, and those that it must have; absent: nobody knows. */
  readonly arguments?: { readonly all: readonly string[]; readonly required: readonly string[] };
}

/** The tools with typed arguments. */
export const BUILT_IN_TOOLS: readonly Tool[] = [
  builtIn("shell", "runs a command line", "command", "The command line"),
  builtIn("file.read", "reads a file", "path", "The file, from the workspace folder"),
  builtIn("file.write", "writes a file", "path", "The file, from the workspace folder"),
  builtIn("web.fetch", "fetches a URL", "url", "The URL"),
  builtIn("web.search", "searches the web", "query", "What to search for"),
  builtIn("agent.run", "starts another agent", "name", "The agent"),
];

function builtIn(name: string, description: string, argument: string, prompt: string): Tool {
  return { name, description, only: { argument, prompt } };
}

/** The tools of a catalog, a file of `.ambit/tools/`: what `tools/list` of the server answered. Never throws; what cannot be read is left out. */
export function catalogTools(server: string, text: string): readonly Tool[] {
  let catalog: unknown;
  try {
    catalog = JSON.parse(text);
  } catch {
    return [];
  }
  const tools = isObject(catalog) ? catalog["tools"] : undefined;
  return Array.isArray(tools) ? tools.flatMap((tool) => catalogTool(server, tool) ?? []) : [];
}

function catalogTool(server: string, tool: unknown): Tool | undefined {
  if (!isObject(tool) || typeof tool["name"] !== "string") return undefined;
  const schema = tool["inputSchema"];
  const description = typeof tool["description"] === "string" ? tool["description"] : "";
  const name = `mcp:${server}/${tool["name"]}`;
  const properties = isObject(schema) ? schema["properties"] : undefined;
  if (!isObject(schema) || !isObject(properties)) return { name, description };
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return {
    name,
    description,
    arguments: {
      all: Object.keys(properties),
      required: required.filter((one): one is string => typeof one === "string"),
    },
  };
}

/** What to start from when arguments are written: the required ones, empty. */
export function emptyArguments({ arguments: known }: Tool): string {
  const names = known?.required ?? [];
  return names.length === 0
    ? "{}"
    : `{ ${names.map((name) => `${JSON.stringify(name)}: ""`).join(", ")} }`;
}

/** Arguments, or what is wrong with them. */
export type ReadArguments = { readonly args: JsonObject } | { readonly error: string };

/** Arguments as a person wrote them. */
export function readArguments(tool: Tool, text: string): ReadArguments {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { error: error instanceof Error ? error.message : "this is no JSON" };
  }
  if (!isObject(value)) return { error: 'Arguments are a JSON object: { "name": "value" }' };
  const missing = tool.arguments?.required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return { error: `\`${missing}\` is required` };
  // What JSON.parse gives is JSON.
  return { args: value as JsonObject };
}

/** Names that the tool does not know: nothing forbids such a call, and it is likely a mistake. */
export function unknownArguments(tool: Tool, args: JsonObject): readonly string[] {
  const known = tool.arguments?.all;
  return known === undefined ? [] : Object.keys(args).filter((name) => !known.includes(name));
}
