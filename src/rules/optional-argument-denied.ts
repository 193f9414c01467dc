import { defineRule } from "../lint/rule.ts";
import { sampleArgs } from "../lint/sample-args.ts";
import { shownShort } from "../model/shown.ts";
import type { NamedTest } from "../model/value-test.ts";

export const optionalArgumentDenied = defineRule({
  id: "optional-argument-denied",
  summary: "A `deny` of an argument's value lets the call through that leaves the argument out",
  severity: "warning",
  confidence: "medium",
  persona: "regular",
  about: "policies",
  *check(context) {
    for (const clause of context.subject.stages.flatMap((stage) => stage.clauses)) {
      if (clause.effect !== "deny" || clause.faulty) continue;
      const denied = (clause.where.args?.named ?? []).find(isUnset);
      if (denied === undefined) continue;
      for (const pattern of clause.tools) {
        if (pattern.kind !== "exact") continue;
        const { [denied.name]: value = false, ...others } = sampleArgs(clause.where.args);
        const full = { tool: pattern.tool, args: { ...others, [denied.name]: value } };
        const witness = { tool: pattern.tool, args: others };
        if (
          context.decide(full).decision !== "deny" ||
          context.decide(witness).decision !== "allow"
        )
          continue;
        const name = shownShort(denied.name, 40);
        yield {
          at: { path: [...clause.at, "args", denied.name] },
          message: `a call that leaves out \`${name}\` is not denied, and the server takes its own default for it, which may be the same; deny the tool, with \`except\` for the value that is meant`,
          witness,
        };
        break;
      }
    }
  },
});

/** A value that servers take where none is given. */
function isUnset({ optional, test }: NamedTest): boolean {
  return !optional && (test.const === false || (test.enum ?? []).includes(false));
}
