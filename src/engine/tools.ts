import type { Server } from "../model/subject.ts";
import { globMatches } from "../model/glob.ts";
import { isToolName, toolGlobMatches } from "../model/tool-pattern.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";

/** The names of the MCP servers that a `*` in the server's place stands for; `undefined`: any. */
export type ServerNames = ReadonlySet<string> | undefined;

/** The names of `servers:`. */
export function serverNames(servers: readonly Server[] | undefined): ServerNames {
  return servers && new Set(servers.map(({ name }) => name));
}

/** Does a rule that names these tools speak about `tool`? */
export function matchTool(pattern: ToolPattern, tool: string, servers: ServerNames): boolean {
  switch (pattern.kind) {
    case "any":
      return true;
    case "exact":
      return pattern.tool === tool;
    case "files":
      return tool === "file.read" || tool === "file.write";
    case "named":
      return tool.startsWith("tool:") && toolGlobMatches(pattern.name, tool.slice(5));
    case "mcp": {
      const split = splitTool(tool);
      if (split === undefined || !toolGlobMatches(pattern.tool, split.name)) return false;
      if (pattern.server.length === 1) return split.server === pattern.server[0];
      return (
        globMatches(pattern.server, split.server) &&
        (servers === undefined || servers.has(split.server))
      );
    }
  }
}

/** The server and the own name of `mcp:<server>/<tool>`. */
export function splitTool(
  tool: string,
): { readonly server: string; readonly name: string } | undefined {
  if (!tool.startsWith("mcp:")) return undefined;
  const slash = tool.indexOf("/");
  return slash < 5 || slash === tool.length - 1
    ? undefined
    : { server: tool.slice(4, slash), name: tool.slice(slash + 1) };
}

/**
 * The tool that a call names: a vendor's joined name (`mcp__a__b`) is split by the servers. `undefined` where there is no such tool or
 * more than one way to split.
 */
export function resolveTool(tool: string, servers: ServerNames): string | undefined {
  if (!tool.startsWith("mcp__")) return isToolName(tool) ? tool : undefined;
  const rest = tool.slice(5);
  const ways: string[] = [];
  for (
    let at = rest.indexOf("__", 1);
    at > 0 && at + 2 < rest.length && ways.length < 2;
    at = rest.indexOf("__", at + 1)
  ) {
    const server = rest.slice(0, at);
    if (servers === undefined || servers.has(server))
      ways.push(`mcp:${server}/${rest.slice(at + 2)}`);
  }
  return ways.length === 1 ? ways[0] : undefined;
}
