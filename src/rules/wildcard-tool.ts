import { firstPermitted, grantsOf } from "../lint/grants.ts";
import { narrowingFixes } from "../lint/narrow.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import type { Report, RuleContext } from "../lint/rule.ts";
import { ANY_TOOLS, SERVER_TOOLS } from "../lint/tables/server-tools.ts";
import { globMatches, hasStar } from "../model/glob.ts";
import type { Glob } from "../model/glob.ts";
import { shownShort } from "../model/shown.ts";
import type { Subject } from "../model/subject.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";

export const wildcardTool = defineRule({
  id: "wildcard-tool",
  summary:
    "A grant names all tools of a server, or of all servers, also those that do not exist yet",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  *check(context) {
    for (const clause of grantsOf(context.subject)) {
      const found = new Set<string>();
      for (const pattern of clause.tools) {
        if (found.has(pattern.source)) continue;
        const report = reportFor(pattern, context);
        if (report === undefined) continue;
        const calls = toolsOf(pattern, context.subject).map((tool) => ({ tool, args: {} }));
        const witness = firstPermitted(context, clause, calls);
        if (witness === undefined) continue;
        found.add(pattern.source);
        const at = placeOf(context.subject, clause, clause.effect, pattern.source);
        const fixes = narrowingFixes(context, { clause, list: "tools", pattern, at });
        yield { ...report, at, witness, fixes };
      }
    }
  },
});

const ADVICE = "also those that it gains with its next version; name the tools the agent needs";

function reportFor(pattern: ToolPattern, { subject }: RuleContext): Omit<Report, "at"> | undefined {
  const source = shownShort(pattern.source, 60);
  if (pattern.kind === "named")
    return isAll(pattern.name)
      ? {
          message: `\`${source}\` lets the agent call every tool that is named so, also those that nobody has heard of yet; name the tools it needs`,
          severity: "error",
        }
      : undefined;
  if (pattern.kind !== "mcp" || !isAll(pattern.tool)) return undefined;
  const all = hasStar(pattern.server);
  const listed = all && subject.servers !== undefined;
  const own = `\`${shownShort(pattern.server[0] ?? "", 40)}\``;
  const whose = all ? (listed ? "every server of `servers`" : "every MCP server") : own;
  const message = `\`${source}\` lets the agent call every tool of ${whose}, ${ADVICE}`;
  return all ? { message, severity: "error" } : { message };
}

/** Nothing but stars: every name. */
function isAll(glob: Glob): boolean {
  return hasStar(glob) && glob.every((piece) => piece === "");
}

function toolsOf(pattern: ToolPattern, { servers }: Subject): readonly string[] {
  if (pattern.kind === "named") return ANY_TOOLS.map((name) => `tool:${name}`);
  if (pattern.kind !== "mcp") return [];
  const { server } = pattern;
  const known = servers?.map(({ name }) => name) ?? [...SERVER_TOOLS.keys()];
  const names = hasStar(server) ? known.filter((name) => globMatches(server, name)) : server;
  return names.flatMap((name) =>
    [...(SERVER_TOOLS.get(name) ?? []), ...ANY_TOOLS].map((tool) => `mcp:${name}/${tool}`),
  );
}
