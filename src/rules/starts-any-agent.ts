import { firstPermitted, grantsFor } from "../lint/grants.ts";
import { placeOf } from "../lint/place-of.ts";
import { defineRule } from "../lint/rule.ts";
import { sampleArgs } from "../lint/sample-args.ts";

export const startsAnyAgent = defineRule({
  id: "starts-any-agent",
  summary: "A grant lets the agent start any other agent, also one with more rights",
  severity: "warning",
  confidence: "high",
  persona: "regular",
  *check(context) {
    for (const clause of grantsFor(context.subject, "agent.run")) {
      const [witness, second] = NAMES.flatMap((name) => {
        const call = { tool: "agent.run", args: sampleArgs(clause.where.args, { name }) };
        return firstPermitted(context, clause, [call]) ?? [];
      });
      if (witness === undefined || second?.args["name"] === witness.args["name"]) continue;
      if (second === undefined) continue;
      const at = placeOf(context.subject, clause, clause.effect, "agent.run");
      yield {
        at,
        message:
          "`agent.run` lets the agent start any other agent, and have it do what this policy denies; name the agents with `args: { name: … }`",
        witness,
      };
    }
  },
});

/** Names that no policy means both. */
const NAMES = ["deployment", "any-other-agent"];
