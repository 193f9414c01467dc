import type { ToolCall } from "../../model/call.ts";
import type { Clause } from "../../model/clause.ts";
import { toolGlobMatches } from "../../model/tool-pattern.ts";
import type { ToolPattern } from "../../model/tool-pattern.ts";
import type { Act } from "../act.ts";

/** The names by which lists of tools may mean what a call does. */
export function toolNames(act: Act, { tool }: ToolCall): readonly string[] {
  const own =
    tool.startsWith("tool:") || /^(?:mcp:|web\.|file\.|agent\.)|^shell$/.test(tool)
      ? tool
      : `tool:${tool}`;
  return [own, ...(ACT_TOOLS.get(act.kind) ?? [])];
}

const ACT_TOOLS: ReadonlyMap<Act["kind"], readonly string[]> = new Map([
  ["shell", ["shell"]],
  ["read", ["file.read"]],
  ["write", ["file.write"]],
  ["fetch", ["web.fetch"]],
  ["agent", ["agent.run"]],
]);

/** Does a list of tools name one of these? */
export function listsTool({ tools }: Clause, names: readonly string[]): boolean {
  return tools.some((pattern) => names.some((name) => isTool(pattern, name)));
}

function isTool(pattern: ToolPattern, name: string): boolean {
  switch (pattern.kind) {
    case "any":
      return true;
    case "exact":
      return pattern.tool === name;
    case "files":
      return name.startsWith("file.");
    case "named":
      return name.startsWith("tool:") && toolGlobMatches(pattern.name, name.slice(5));
    case "mcp": {
      const [, server = "", tool = ""] = /^mcp:([^/]+)\/(.+)$/s.exec(name) ?? [];
      return (
        tool !== "" &&
        toolGlobMatches(pattern.server, server) &&
        toolGlobMatches(pattern.tool, tool)
      );
    }
  }
}
