import type { ToolCall } from "../model/call.ts";
import { own } from "../model/json.ts";
import type { Json, JsonObject } from "../model/json.ts";

/** Who carries out a call: our tool server, or an MCP server by its name. */
export interface Errand {
  readonly server: string | undefined;
  readonly tool: string;
  readonly args: JsonObject;
}

/** A tool of an agent as one of the language: which of its arguments become which. */
interface OwnTool {
  readonly tool: string;
  readonly names: ReadonlyMap<string, string>;
}

/** Agents' own tools of which it is known what they do. Claude Code: code.claude.com/docs/en/tools-reference, 2026-08-22. */
const OWN_TOOLS: ReadonlyMap<string, OwnTool> = new Map([
  ["Bash", { tool: "shell", names: new Map([["command", "command"]]) }],
  ["Read", { tool: "file.read", names: new Map([["file_path", "path"]]) }],
  [
    "Write",
    {
      tool: "file.write",
      names: new Map([
        ["file_path", "path"],
        ["content", "content"],
      ]),
    },
  ],
]);

/** A tool of an MCP server, in the words of the language or joined as agents do; the first `__` ends the name of the server. */
const SERVER_TOOL = /^mcp(?::([^/]+)\/|__(.+?)__)(.+)$/s;

/** Who carries out a call, or why nobody does, for people. `tool` is its tool as rules name it. */
export function errandFor(tool: string, call: ToolCall): Errand | { readonly nobody: string } {
  const { context = {}, args } = call;
  const cwd: JsonObject = context.cwd === undefined ? {} : { cwd: context.cwd };
  const [, server, joinedServer, name] = SERVER_TOOL.exec(tool) ?? [];
  if (name !== undefined) {
    return name.includes(".")
      ? { nobody: `\`${name}\` is no tool of a server, and only tools are carried out` }
      : { server: server ?? joinedServer, tool: name, args };
  }
  const known = OWN_TOOLS.get(tool.replace(/^tool:/, ""));
  if (known !== undefined)
    return { server: undefined, tool: known.tool, args: { ...renamed(args, known.names), ...cwd } };
  switch (tool) {
    case "shell": {
      if (context.dialect !== undefined && context.dialect !== "bash")
        return { nobody: `command lines of \`${context.dialect}\` are not carried out` };
      const here = own(args, "cwd");
      const folder: JsonObject =
        typeof here === "string" ? { cwd: joined(context.cwd, here) } : cwd;
      return { server: undefined, tool, args: { command: own(args, "command") ?? "", ...folder } };
    }
    case "file.read":
    case "file.write":
      return { server: undefined, tool, args: { ...args, ...cwd } };
    case "web.fetch":
      return { server: undefined, tool, args };
    case "web.search":
      return { nobody: "the sandbox has nobody to search with" };
    case "agent.run":
      return { nobody: "no agent is started inside the sandbox" };
    default:
      return { nobody: `nobody has said what \`${tool}\` does, so there is nothing to carry out` };
  }
}

function renamed(args: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  const pairs = [...names].flatMap(([from, to]): readonly (readonly [string, Json])[] => {
    const value = own(args, from);
    return value === undefined ? [] : [[to, value]];
  });
  return Object.fromEntries(pairs);
}

function joined(folder: string | undefined, path: string): string {
  return path.startsWith("/") || folder === undefined ? path : `${folder}/${path}`;
}
