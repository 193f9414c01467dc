import { mayMeet } from "../lint/meets.ts";
import { defineRule } from "../lint/rule.ts";
import { matchTool } from "../engine/tools.ts";
import type { Clause, Exception } from "../model/clause.ts";
import { shownShort } from "../model/shown.ts";

export const idleExcept = defineRule({
  id: "idle-except",
  summary: "An `except` leaves out nothing that its rule matches",
  severity: "warning",
  confidence: "medium",
  persona: "regular",
  about: "policies",
  *check({ subject }) {
    for (const clause of subject.stages.flatMap((stage) => stage.clauses)) {
      if (clause.faulty) continue;
      for (const [index, exception] of clause.except.entries()) {
        const what = idlePart(clause, exception);
        if (what === undefined) continue;
        const at = [...clause.at, "except"];
        const path = clause.except.length > 1 ? [...at, index] : at;
        yield {
          at: { path },
          message: `\`${shownShort(what, 60)}\` is no part of what \`${shownShort(clause.id, 40)}\` matches, so that leaving it out does nothing, and whoever reads it takes it for a bound; remove it, or correct it`,
        };
      }
    }
  },
});

/** The text of the exception that meets nothing of the rule. */
function idlePart({ effect, where, tools }: Clause, exception: Exception): string | undefined {
  const named = exception.tools;
  if (named !== undefined && !named.some((one) => tools.some((tool) => sharesTool(one, tool))))
    return named.map(({ source }) => source).join(", ");
  for (const name of ["path", "command", "host"] as const) {
    const [own, left] = [where[name], exception.where[name]];
    if (own === undefined || left === undefined) continue;
    if (left.every((one) => own.every((item) => !mayMeet(name, item, one, effect))))
      return left.map(({ source }) => source).join(", ");
  }
  return undefined;
}

type Tool = Clause["tools"][number];

/** May a call be about both? Only a plain name is certain. */
function sharesTool(one: Tool, other: Tool): boolean {
  if (one.kind === "exact") return matchTool(other, one.tool, undefined);
  return other.kind !== "exact" || matchTool(one, other.tool, undefined);
}
