import { failed } from "../model/problem.ts";
import { BUILT_IN_TOOLS, parseToolPattern } from "../model/tool-pattern.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import { oneOrMany, readText } from "./fields.ts";
import { shorten, TOO_LONG, writtenOut } from "./read-list.ts";
import type { Reading } from "./reading.ts";
import type { Spot } from "./spot.ts";
import { nearest } from "./suggest.ts";

/** Reads the tools of a rule: a name, a pattern, or a list of them. Where one cannot be read, none can: then there are none. */
export function readTools(spot: Spot, reading: Reading): readonly ToolPattern[] {
  const tools: ToolPattern[] = [];
  let complete = true;
  for (const item of oneOrMany(spot, reading.report)) {
    const text = readText(item, "a tool", reading.report);
    const read = text === undefined ? [] : readTool(text, item, reading);
    if (read.length === 0) complete = false;
    else tools.push(...read);
  }
  return complete ? tools : [];
}

/** Reads the name or pattern of tools; reports where there are none of that name. */
export function readTool(text: string, spot: Spot, reading: Reading): readonly ToolPattern[] {
  const cost = writtenOut(text);
  if (cost !== undefined && !reading.budget.spend(cost, spot.range)) return [];
  const tools = cost === undefined ? TOO_LONG : parseToolPattern(text);
  if (failed(tools)) {
    const meant = text.length > 200 || !reading.report.curious ? undefined : meantTool(text);
    const hint = meant === undefined ? "" : `; did you mean \`${meant}\`?`;
    const message = `\`${shorten(text)}\` names no tool: ${tools.error}${hint}`;
    reading.report.error("unknown-tool", spot.range, message, meant);
    return [];
  }
  return tools.value;
}

/** The tool that a name which is none was probably meant to be. */
export function meantTool(text: string): string | undefined {
  const known = OTHER_NAMES.get(text.toLowerCase());
  if (known !== undefined) return known;
  const joined = /^mcp__([^_/]+)__(\w+)$/.exec(text);
  if (joined) return `mcp:${joined[1] ?? ""}/${joined[2] ?? ""}`;
  const server = /^mcp:([^/]+)\/?$/.exec(text);
  if (server) return server[1] === "*" ? "mcp:*/*" : `mcp:${server[1] ?? ""}/*`;
  return nearest(text, BUILT_IN_TOOLS);
}

/** What agents call the tools that have a name of their own here. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["bash", "shell"],
  ["sh", "shell"],
  ["exec", "shell"],
  ["terminal", "shell"],
  ["command", "shell"],
  ["run_shell_command", "shell"],
  ["read", "file.read"],
  ["read_file", "file.read"],
  ["write", "file.write"],
  ["edit", "file.write"],
  ["write_file", "file.write"],
  ["file.delete", "file.write"],
  ["file.edit", "file.write"],
  ["webfetch", "web.fetch"],
  ["web_fetch", "web.fetch"],
  ["fetch", "web.fetch"],
  ["websearch", "web.search"],
  ["web_search", "web.search"],
  ["task", "agent.run"],
  ["agent", "agent.run"],
  ["file", "file.*"],
]);
