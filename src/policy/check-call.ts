import { isToolName } from "../model/tool-pattern.ts";
import type { ToolCatalog } from "../model/tool-catalog.ts";
import { shorten } from "./read-list.ts";
import { meantTool } from "./read-tools.ts";
import type { Report } from "./report.ts";
import type { Spot } from "./spot.ts";
import { nearest } from "./suggest.ts";
import { entryOf } from "./yaml/tree.ts";

/** What every server answers besides its tools. */
const ALWAYS: ReadonlySet<string> = new Set(["resources.read", "prompts.get"]);

/** Warns of a call of a tool that there is not: every policy denies it. `spot` is the call, or the name of its tool. */
export function checkCallTool(
  tool: string,
  spot: Spot | undefined,
  report: Report,
  catalog: ToolCatalog | undefined,
): void {
  // The joined name of a vendor is split by the servers, which the policy knows.
  if (spot === undefined || tool.startsWith("mcp__")) return;
  const range = entryOf(spot.node, "tool")?.value.range ?? spot.range;
  if (!isToolName(tool)) {
    const meant = tool.length > 200 || !report.curious ? undefined : meantTool(tool);
    const hint = meant === undefined ? "" : `; did you mean \`${meant}\`?`;
    const message = `there is no tool \`${shorten(tool)}\`, and a call of it is always denied${hint}`;
    report.warning("unknown-tool", range, message, meant);
    return;
  }
  const [, server = "", name = ""] = /^mcp:([^/]+)\/(.+)$/s.exec(tool) ?? [];
  const known = catalog?.tools(server);
  if (known === undefined || known.has(name) || ALWAYS.has(name)) return;
  const near = report.curious ? nearest(name, known.keys()) : undefined;
  const hint = near === undefined ? "" : `; did you mean \`${near}\`?`;
  const message = `the server \`${server}\` has no tool \`${shorten(name)}\` in its catalog${hint}`;
  report.warning("unknown-tool", range, message, near && `mcp:${server}/${near}`);
}
