import type { Explanation } from "../engine/explain.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import type { ClausePlaces } from "./places.ts";

/** One line of JSON for one call; the names are stable. */
export function explanationJson(
  _call: ToolCall,
  explanation: Explanation,
  places: ClausePlaces,
): string {
  const { decision, rules, considered, parts, problems } = explanation;
  return `${JSON.stringify({
    decision,
    rules: rules.map((rule) => ruleJson(rule, places)),
    considered: considered.map(({ clause, matched, why }) => ({
      id: clause.id,
      matched,
      why,
      ...places(clause),
    })),
    parts: parts.map((part) => ({ ...part, rules: part.rules.map(({ id }) => id) })),
    problems,
  })}\n`;
}

/** A rule in JSON. */
export function ruleJson(rule: Clause, places: ClausePlaces): object {
  return { id: rule.id, effect: rule.effect, ...places(rule) };
}
