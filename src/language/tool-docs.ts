import type { SymbolicPath } from "../model/place.ts";
import { BUILT_IN_TOOLS } from "../model/tool-pattern.ts";
import type { BuiltInTool } from "../model/tool-pattern.ts";
import type { Surroundings } from "../workspace/surroundings.ts";
import type { ArgumentSchema, DescribedTool } from "../workspace/described-tool.ts";

/** Tools by the name that rules use: those of the language, and those of which the workspace has a snapshot. */
export type KnownTools = ReadonlyMap<string, DescribedTool>;

/** Everything that is known of tools in a workspace. */
export async function knownTools(around: Surroundings): Promise<KnownTools> {
  const known = new Map<string, DescribedTool>(BUILT_IN_TOOLS.map((name) => [name, builtIn(name)]));
  for (const [server, tools] of await around.tools())
    for (const tool of tools) known.set(`mcp:${server}/${tool.name}`, tool);
  return known;
}

/** The schema of a nested argument; nothing where none is known. */
export function argumentAt(
  tool: DescribedTool | undefined,
  names: SymbolicPath,
): ArgumentSchema | undefined {
  let schema = tool?.inputSchema;
  for (const name of names)
    schema = typeof name === "string" ? schema?.properties.get(name.replace(/\?$/, "")) : schema;
  return schema;
}

function builtIn(name: BuiltInTool): DescribedTool {
  const { description, args } = BUILT_IN[name];
  const properties = Object.entries(args).map(([key, text]) => [key, argument(text)] as const);
  const [first] = Object.keys(args);
  return {
    name,
    description,
    inputSchema: {
      ...NO_SCHEMA,
      types: ["object"],
      properties: new Map(properties),
      required: first === undefined ? [] : [first],
    },
    annotations: new Map(),
  };
}

const NO_SCHEMA: ArgumentSchema = { types: [], values: [], properties: new Map(), required: [] };

function argument(description: string): ArgumentSchema {
  return { ...NO_SCHEMA, description, types: ["string"] };
}

/** The table of section 2 of the language, in a sentence each. */
const BUILT_IN: Readonly<
  Record<
    BuiltInTool,
    { readonly description: string; readonly args: Readonly<Record<string, string>> }
  >
> = {
  "file.read": { description: "Read a file.", args: { path: "The file." } },
  "file.write": {
    description:
      "Create, change or delete a file. Moving, copying and linking also read their source.",
    args: { path: "The file." },
  },
  shell: {
    description:
      "Run a command line. It is taken apart: each command, what it reads and writes, and what wrappers run.",
    args: { command: "The command line.", cwd: "The folder in which it runs." },
  },
  "web.fetch": {
    description: "Fetch a URL (`http`, `https`); every redirect is a call of its own.",
    args: { url: "The address.", method: "The method of HTTP; `GET` where there is none." },
  },
  "web.search": { description: "Search the web.", args: { query: "What is searched for." } },
  "agent.run": {
    description: "Start another agent. One without a document has no grants.",
    args: { name: "The agent." },
  },
};
