import { RULES } from "../rules/index.ts";

const RULES_BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

/** What a rule finds and how bad that is without further settings, as Markdown; nothing where there is no such rule. */
export function ruleSummary(id: string): string | undefined {
  const rule = RULES_BY_ID.get(id);
  if (rule === undefined) return undefined;
  const { summary, severity, persona } = rule;
  return `${summary}.\n\n\`${severity}\`, for the persona \`${persona}\``;
}
