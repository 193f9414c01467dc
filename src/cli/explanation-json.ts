import type { Explanation } from "../engine/explanation.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import { toJson } from "./json.ts";
import type { ClausePlaces, Places } from "./places.ts";

/** One line of JSON for one call; the names are stable. */
export function explanationJson(
  _call: ToolCall,
  explanation: Explanation,
  places: ClausePlaces,
  documents: Places,
): string {
  const { decision, rules, considered, parts, problems, vendor } = explanation;
  const line = {
    decision: vendor?.unknown === undefined ? decision : "unknown",
    rules: rules.map((rule) => ruleJson(rule, places)),
    considered: considered.map(({ clause, matched, why }) => ({
      id: clause.id,
      matched,
      why,
      ...places(clause),
    })),
    parts: parts.map(({ tool, args, decision: own, rules: by, views }) => ({
      tool,
      args,
      decision: own,
      rules: by.map(({ id }) => id),
      views: views.map((view) => ({ tool: view.tool, args: view.args })),
    })),
    ...(vendor === undefined
      ? {}
      : {
          ...(vendor.because === undefined ? {} : { because: vendor.because }),
          ...(vendor.unknown === undefined ? {} : { unknown: vendor.unknown }),
          ...(vendor.pessimistic === undefined ? {} : { pessimistic: vendor.pessimistic }),
          assumes: vendor.assumes,
        }),
    problems: problems.map(({ code, message, at }) => {
      if (at === undefined) return { code, message };
      const { file, line: row } = documents.of(at.file, at.range);
      return { code, message, file, line: row };
    }),
  };
  return `${toJson(line)}\n`;
}

/** A rule in JSON. */
export function ruleJson(rule: Clause, places: ClausePlaces): object {
  return { id: rule.id, effect: rule.effect, ...places(rule) };
}
