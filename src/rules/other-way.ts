import { defineRule } from "../lint/rule.ts";
import type { RuleContext } from "../lint/rule.ts";
import { bareName, leavesProgramOpen } from "../lint/shell-grants.ts";
import { SAME_EFFECTS } from "../lint/tables/same-effects.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import { shownShort } from "../model/shown.ts";

export const otherWay = defineRule({
  id: "other-way",
  summary: "A `deny` closes one way to an effect while a grant leaves another open",
  severity: "warning",
  confidence: "medium",
  persona: "regular",
  about: "policies",
  *check(context) {
    const { subject } = context;
    const clauses = subject.stages.flatMap((stage) => stage.clauses);
    const denied = namesIn(clauses.filter(({ effect }) => effect === "deny"));
    const granted = namesIn(clauses.filter(({ effect }) => effect === "allow"));
    const found = new Set<Clause>();
    for (const { what, ways } of SAME_EFFECTS) {
      const closed = ways.find(
        (way) => isNamed(denied, way) && denierOf(context, way) !== undefined,
      );
      const deny = closed && denierOf(context, closed);
      if (deny === undefined || found.has(deny)) continue;
      const open = ways.find(
        (way) => way !== closed && isNamed(granted, way) && isGranted(context, way),
      );
      const grant = open && context.decide(open).clauses[0];
      if (open === undefined || grant?.file !== subject.file) continue;
      found.add(deny);
      const name = shownShort(deny.id, 40);
      yield {
        at: { path: [...deny.at, "deny"] },
        message: `\`${name}\` closes one way only: the agent can still ${what} by \`${shownShort(wordOf(open), 60)}\`; deny that too, or narrow what grants it`,
        witness: open,
        related: [
          { at: { path: [...grant.at, "allow"] }, message: "this leaves the other way open" },
        ],
      };
    }
  },
});

/** The programs and tools that rules name; `*` where one names any of them. */
function namesIn(clauses: readonly Clause[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { tools, where, faulty } of clauses) {
    if (faulty) continue;
    for (const tool of tools) names.add(tool.kind === "exact" ? tool.tool : "*");
    for (const { choices } of where.command ?? [])
      for (const { words } of choices) names.add(programOf(words[0]?.glob ?? []));
  }
  return names;
}

function programOf(glob: readonly string[]): string {
  return glob.length === 1 ? bareName(glob[0] ?? "") : "*";
}

/** May the rules be about this way? */
function isNamed(names: ReadonlySet<string>, { tool, args }: ToolCall): boolean {
  const { command } = args;
  if (typeof command !== "string") return names.has(tool) || names.has("*");
  return names.has(command.split(" ", 1)[0] ?? "") || names.has("*");
}

/** The rule that is about this way by name; one that denies much more is about something else. */
function denierOf({ decide, subject }: RuleContext, way: ToolCall): Clause | undefined {
  const { decision, clauses } = decide(way);
  if (decision !== "deny") return undefined;
  return clauses.find(
    ({ effect, faulty, where, tools, file, seen }) =>
      effect === "deny" &&
      !faulty &&
      seen === undefined &&
      file === subject.file &&
      tools.length === 1 &&
      tools[0]?.kind === "exact" &&
      tools[0].tool === way.tool &&
      where.args === undefined &&
      !(where.command ?? []).some(leavesProgramOpen),
  );
}

/** A grant of any program is a finding of its own, past every `deny`. */
function isGranted({ decide }: RuleContext, way: ToolCall): boolean {
  const { decision, clauses } = decide(way);
  return (
    decision === "allow" &&
    clauses.every(({ where }) => !(where.command ?? []).some(leavesProgramOpen))
  );
}

function wordOf({ tool, args }: ToolCall): string {
  const { command } = args;
  return typeof command === "string" ? command : tool;
}
