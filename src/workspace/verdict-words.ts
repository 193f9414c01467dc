import type { Clause } from "../model/clause.ts";
import { shown } from "../model/shown.ts";
import type { AgentVerdict } from "./agents.ts";

/** As many deciding rules are named. */
const MOST_RULES = 3;

/** Why an agent would decide as it does, in one line. `placeOf` writes where a rule stands, `file` the file that stands for the agent. */
export function verdictReason(
  { explanation: { rules, vendor, problems } }: AgentVerdict,
  placeOf: (rule: Clause) => string,
  file: string,
): string {
  const by = rules.slice(0, MOST_RULES).map((rule) => `${shown(rule.id)} at ${placeOf(rule)}`);
  const perhaps =
    vendor?.pessimistic === undefined ? "" : ` (perhaps ${vendor.pessimistic.decision})`;
  if (by.length > 0) return `by ${by.join(", ")}${perhaps}`;
  const why = vendor?.unknown ?? vendor?.because ?? problems[0]?.message ?? "no rule grants it";
  return `${shown(why)}${perhaps}, by ${shown(file)}`;
}
