import type { Finding } from "../lint/finding.ts";
import type { Persona } from "../lint/rule.ts";
import type { Severity } from "../model/problem.ts";
import { shownShort } from "../model/shown.ts";
import { isObject } from "../protocol/guards.ts";
import { RULES } from "../rules/index.ts";

/** Which findings the editor shows, and how bad they are. */
export interface FindingSettings {
  readonly persona: Persona;
  readonly levels: ReadonlyMap<string, Severity | "off">;
  /** The ids of the agents whose policies it shows findings of; empty: all. */
  readonly agents: ReadonlySet<string>;
  /** It shows beside a rule what that reaches. */
  readonly reachHints: boolean;
}

/** What counts where nothing is set: the same as on the command line. */
export const DEFAULT_SETTINGS: FindingSettings = {
  persona: "regular",
  levels: new Map(),
  agents: new Set(),
  reachHints: true,
};

/** Reads settings of a client; `faults` says in words what of them does not count. */
export function readSettings(value: unknown): {
  readonly settings: FindingSettings;
  readonly faults: readonly string[];
} {
  const { persona, rules, agents, inlayHints } = isObject(value) ? value : {};
  const faults: string[] = [];
  const levels = new Map<string, Severity | "off">();
  const whose = persona === undefined || persona === null ? "regular" : oneOf(persona, PERSONAS);
  if (whose === undefined) faults.push(`\`ambit.persona\` is one of ${PERSONAS.join(", ")}`);
  if (rules !== undefined && rules !== null && !isObject(rules))
    faults.push("`ambit.rules` is an object: a level for each id of a rule");
  for (const [id, written] of Object.entries(isObject(rules) ? rules : {})) {
    const level = oneOf(written, LEVELS);
    const name = shownShort(id, 60);
    if (!IDS.has(id)) faults.push(`\`ambit.rules\`: there is no rule \`${name}\``);
    else if (level === undefined)
      faults.push(`\`ambit.rules\`: the level of \`${name}\` is one of ${LEVELS.join(", ")}`);
    else levels.set(id, level);
  }
  const shownAgents = Array.isArray(agents) ? agents.filter((id) => typeof id === "string") : [];
  if (agents !== undefined && agents !== null && !Array.isArray(agents))
    faults.push("`ambit.agents` is a list of ids of agents");
  const reachHints = !isObject(inlayHints) || inlayHints["reach"] !== false;
  const settings = {
    persona: whose ?? "regular",
    levels,
    agents: new Set(shownAgents),
    reachHints,
  };
  return { settings, faults };
}

const PERSONAS = ["regular", "pedantic", "auditor"] as const;
const LEVELS = ["off", "error", "warning", "info", "hint"] as const;
const IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

function oneOf<T extends string>(value: unknown, words: readonly T[]): T | undefined {
  return words.find((word) => word === value);
}

/**
 * The finding as it is to be shown; `undefined` when it is not. What a document itself has wrong is always shown. `agent` is whose
 * policy it is in.
 */
export function underSettings(
  finding: Finding,
  { persona, levels, agents }: FindingSettings,
  agent?: string,
): Finding | undefined {
  const isMeant = agents.size === 0 || agents.has(agent ?? "") || !IDS.has(finding.code);
  if (!isMeant) return undefined;
  const level = levels.get(finding.code);
  if (level === "off") return undefined;
  // A level of its own says that the person wants to see it.
  const concerns = PERSONAS.indexOf(finding.persona) <= PERSONAS.indexOf(persona);
  if (!concerns && level === undefined) return undefined;
  return level === undefined ? finding : { ...finding, severity: level };
}
