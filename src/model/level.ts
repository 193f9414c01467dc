import type { Severity } from "./problem.ts";

/** Who wants to hear of a finding, from the fewest findings to the most. */
export const PERSONAS = ["regular", "pedantic", "auditor"] as const;

/** Who wants to hear of a finding. */
export type Persona = (typeof PERSONAS)[number];

/** How bad the findings of a rule are, for those who say so themselves. */
export const LEVELS = ["off", "error", "warning", "info", "hint"] as const;

/** A severity, or that the findings of a rule are not shown. */
export type Level = Severity | "off";

/** Does somebody who asked as `wanted` hear of what is for `whose`? */
export function hears(wanted: Persona, whose: Persona): boolean {
  return PERSONAS.indexOf(whose) <= PERSONAS.indexOf(wanted);
}
