import { actOf } from "../act.ts";
import { own } from "../../model/json.ts";
import type { JsonObject } from "../../model/json.ts";
import type { ToolCall } from "../../model/call.ts";

/** A call in the agent's own words: its tool, and what its rules are about. */
export interface ClaudeCall {
  /** `Bash`, `Read`, `mcp__<server>__<tool>`, … */
  readonly tool: string;
  readonly args: JsonObject;
  readonly command?: string;
  /** The file that it reads or writes, as written. */
  readonly path?: string;
  readonly url?: string;
  /** Of an agent or skill. */
  readonly name?: string;
}

/** Which argument says what a tool is about. Source: tools-reference. */
const PRIMARY: ReadonlyMap<string, readonly string[]> = new Map([
  ["Bash", ["command"]],
  ["PowerShell", ["command"]],
  ["Monitor", ["command"]],
  ["Read", ["file_path", "path"]],
  ["Edit", ["file_path", "path"]],
  ["Write", ["file_path", "path"]],
  ["MultiEdit", ["file_path", "path"]],
  ["NotebookEdit", ["notebook_path", "path"]],
  ["Grep", ["path"]],
  ["Glob", ["path"]],
  ["LSP", ["file_path", "path"]],
  ["WebFetch", ["url"]],
]);

/**
 * A call, by Ambit's names of tools or by the agent's own, as the agent's; a write by Ambit's name may be by either tool, and so is two. Nothing where
 * an argument that it is about is missing.
 */
export function claudeCalls(call: ToolCall): readonly ClaudeCall[] {
  const act = actOf(call);
  if (act === undefined) return [];
  const { args } = call;
  switch (act.kind) {
    case "shell":
      return [{ tool: isPowerShell(call) ? "PowerShell" : "Bash", args, command: act.command }];
    case "read":
      return [{ tool: "Read", args, path: act.path }];
    case "write":
      return ["Edit", "Write"].map((tool) => ({ tool, args, path: act.path }));
    case "fetch":
      return [{ tool: "WebFetch", args, url: act.url }];
    case "search":
      return [{ tool: "WebSearch", args }];
    case "agent":
      return [{ tool: "Agent", args, name: act.name }];
    case "mcp":
      return [{ tool: `mcp__${plainName(act.server)}__${act.tool}`, args }];
    case "own":
      return ownCall(act.tool === "Task" ? "Agent" : act.tool, args);
  }
}

/** A line of PowerShell is run by the tool of that name. Source: tools-reference. */
function isPowerShell({ context }: ToolCall): boolean {
  return context?.dialect === "powershell";
}

/** Signs that a name of a server may not have become `_`. Source: permissions, "MCP". */
function plainName(server: string): string {
  return server.replaceAll(/[^\w-]/g, "_");
}

function ownCall(tool: string, args: JsonObject): readonly ClaudeCall[] {
  const text = (names: readonly string[]): string | undefined =>
    names.map((name) => own(args, name)).find((value) => typeof value === "string");
  const primary = PRIMARY.get(tool);
  if (primary !== undefined) {
    const value = text(primary);
    if (value === undefined)
      return tool === "Grep" || tool === "Glob" ? [{ tool, args, path: "." }] : [];
    if (primary.includes("command")) return [{ tool, args, command: value }];
    return [tool === "WebFetch" ? { tool, args, url: value } : { tool, args, path: value }];
  }
  const name = text(["subagent_type", "name", "skill", "command"]);
  return [{ tool, args, ...(name === undefined ? {} : { name }) }];
}
