import type { Constraints } from "../model/clause.ts";
import { toolGlobMatches } from "../model/tool-pattern.ts";
import type { BuiltInTool, ToolPattern } from "../model/tool-pattern.ts";
import type { Reading } from "./reading.ts";
import type { Spot } from "./spot.ts";
import { nearest } from "./suggest.ts";
import { entryOf } from "./yaml/tree.ts";

/** Warns of servers that `servers` does not list, and of tools and arguments that a known catalog does not have. No decision depends on it. */
export function checkCatalog(
  fields: ReadonlyMap<string, Spot>,
  tools: readonly ToolPattern[],
  where: Constraints,
  reading: Reading,
): void {
  const spot = fields.get("allow") ?? fields.get("ask") ?? fields.get("deny");
  for (const tool of tools) {
    if (spot !== undefined) checkTool(tool, spot, reading);
    checkArguments(tool, where, fields.get("args"), reading);
  }
}

function checkTool(tool: ToolPattern, spot: Spot, { catalog, servers, report }: Reading): void {
  const name = mcpName(tool);
  if (name === undefined) return;
  if (servers?.has(name.server) === false) {
    const near = report.curious ? nearest(name.server, servers) : undefined;
    const hint =
      near === undefined ? "; add it there, or leave the rule out" : `; did you mean \`${near}\`?`;
    const message = `\`servers\` does not list \`${name.server}\`${hint}`;
    const meant = near === undefined ? undefined : `mcp:${near}/${name.tool}`;
    report.warning("unknown-server", itemRange(spot, tool.source), message, meant);
    return;
  }
  const known = catalog?.tools(name.server);
  if (known === undefined) return;
  const found =
    tool.kind === "mcp"
      ? [...known.keys()].some((one) => toolGlobMatches(tool.tool, one))
      : known.has(name.tool) || ALWAYS.has(name.tool);
  if (found) return;
  const meant =
    report.curious && tool.kind === "exact" ? nearest(name.tool, known.keys()) : undefined;
  const hint = meant === undefined ? "" : `; did you mean \`${meant}\`?`;
  const message = `the server \`${name.server}\` has no tool \`${name.tool}\` in its catalog${hint}`;
  const range = itemRange(spot, tool.source);
  report.warning(
    "unknown-tool",
    range,
    message,
    meant === undefined ? undefined : `mcp:${name.server}/${meant}`,
  );
}

function checkArguments(
  tool: ToolPattern,
  where: Constraints,
  args: Spot | undefined,
  reading: Reading,
): void {
  if (where.args === undefined || args?.node.kind !== "map" || tool.kind !== "exact") return;
  const known = argumentsOf(tool, tool.tool, reading);
  if (known === undefined) return;
  for (const { name, optional } of where.args.named) {
    if (known.includes(name)) continue;
    const key = optional ? `${name}?` : name;
    const range = entryOf(args.node, key)?.keyRange ?? args.range;
    const meant = reading.report.curious ? nearest(name, known) : undefined;
    const hint = meant === undefined ? "" : `; did you mean \`${meant}\`?`;
    const spelled = meant === undefined || !optional ? meant : `${meant}?`;
    reading.report.warning(
      "unknown-argument",
      range,
      `\`${tool.tool}\` has no argument \`${name}\`${hint}`,
      spelled,
    );
  }
}

function argumentsOf(
  pattern: ToolPattern,
  tool: string,
  { catalog }: Reading,
): readonly string[] | undefined {
  const name = mcpName(pattern);
  return name === undefined
    ? ARGUMENTS.get(tool)
    : catalog?.tools(name.server)?.get(name.tool)?.arguments;
}

/** Server and tool of a pattern whose server is named. */
function mcpName(
  tool: ToolPattern,
): { readonly server: string; readonly tool: string } | undefined {
  if (tool.kind === "mcp" && tool.server.length === 1)
    return { server: tool.server.join("*"), tool: tool.tool.join("*") };
  const parts = tool.kind === "exact" ? /^mcp:([^/]+)\/(.+)$/s.exec(tool.tool) : null;
  return parts === null ? undefined : { server: parts[1] ?? "", tool: parts[2] ?? "" };
}

function itemRange(spot: Spot, source: string): Spot["range"] {
  if (spot.node.kind !== "list") return spot.range;
  const item = spot.node.items.find((node) => node.kind === "scalar" && node.value === source);
  return item?.range ?? spot.range;
}

/** What every server answers besides its tools. */
const ALWAYS: ReadonlySet<string> = new Set(["resources.read", "prompts.get"]);

/** The typed arguments of the tools of the language. */
const ARGUMENTS: ReadonlyMap<string, readonly string[]> = new Map<BuiltInTool, readonly string[]>([
  ["file.read", ["path"]],
  ["file.write", ["path"]],
  ["shell", ["command", "cwd"]],
  ["web.fetch", ["url", "method"]],
  ["web.search", ["query"]],
  ["agent.run", ["name"]],
]);
