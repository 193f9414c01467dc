import { kept } from "../engine/kept.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import type { BuiltInTool } from "../model/tool-pattern.ts";
import type { Subject } from "../model/subject.ts";
import type { RuleContext } from "./rule.ts";

/** The rules that may allow something: an `ask` leaves the choice to a person, and a rule in error grants nothing. */
export const grantsOf = kept((subject: Subject): readonly Clause[] =>
  subject.stages
    .flatMap((stage) => stage.clauses)
    .filter(({ effect, faulty }) => effect === "allow" && !faulty),
);

/** The grants of a tool that has typed arguments. */
export function grantsFor(subject: Subject, tool: BuiltInTool): readonly Clause[] {
  return grantsByTool(subject).get(tool) ?? [];
}

const grantsByTool = kept((subject: Subject) => {
  const byTool = new Map<string, Set<Clause>>();
  for (const clause of grantsOf(subject))
    for (const pattern of clause.tools) {
      if (pattern.kind !== "exact") continue;
      const clauses = byTool.get(pattern.tool) ?? new Set();
      byTool.set(pattern.tool, clauses.add(clause));
    }
  return new Map([...byTool].map(([tool, clauses]) => [tool, [...clauses]]));
});

/** The call as the agent of the clause makes it, in the clause's shell. */
function madeFor({ agent, dialect }: Clause, call: ToolCall): ToolCall {
  const foreign = dialect !== undefined && dialect !== "bash" && call.tool === "shell";
  if (agent === undefined && !foreign) return call;
  return {
    ...call,
    ...(agent === undefined ? {} : { agent }),
    ...(foreign ? { context: { ...call.context, dialect } } : {}),
  };
}

/** The first of the calls that the whole policy allows, and not without this clause. */
export function firstPermitted(
  { decide }: RuleContext,
  clause: Clause,
  calls: Iterable<ToolCall>,
): ToolCall | undefined {
  for (const written of calls) {
    const call = madeFor(clause, written);
    const { decision, clauses } = decide(call);
    if (decision === "allow" && clauses.includes(clause)) return call;
  }
  return undefined;
}
