import type { Finding } from "../lint/finding.ts";
import { hears, LEVELS, PERSONAS } from "../model/level.ts";
import type { Level, Persona } from "../model/level.ts";
import { shownShort } from "../model/shown.ts";
import { isObject } from "../protocol/guards.ts";
import { RULES } from "../rules/index.ts";
import type { Inspection } from "../workspace/inspection.ts";

/** Which findings the editor shows, and how bad they are. */
export interface FindingSettings {
  /** `configured`: what the configuration of the workspace says. */
  readonly persona: Persona | "configured";
  readonly levels: ReadonlyMap<string, Level>;
  /** The ids of the agents whose policies it shows findings of; empty: all. */
  readonly agents: ReadonlySet<string>;
  /** It shows beside a rule what that reaches. */
  readonly reachHints: boolean;
}

/** What counts where nothing is set: the same as on the command line. */
export const DEFAULT_SETTINGS: FindingSettings = {
  persona: "configured",
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
  const levels = new Map<string, Level>();
  const whose = persona === undefined || persona === null ? "configured" : oneOf(persona, ASKED);
  if (whose === undefined) faults.push(`\`ambit.persona\` is one of ${ASKED.join(", ")}`);
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
    persona: whose ?? "configured",
    levels,
    agents: new Set(shownAgents),
    reachHints,
  };
  return { settings, faults };
}

const ASKED = ["configured", ...PERSONAS] as const;
const IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

function oneOf<T extends string>(value: unknown, words: readonly T[]): T | undefined {
  return words.find((word) => word === value);
}

/**
 * The finding as it is to be shown; `undefined` when it is not. What a document itself has wrong is always shown. What the person has set
 * counts before what the configuration of the workspace says.
 */
export function underSettings(
  finding: Finding,
  { persona, levels, agents }: FindingSettings,
  document: Pick<Inspection, "agent" | "persona"> = {},
): Finding | undefined {
  const isMeant = agents.size === 0 || agents.has(document.agent ?? "") || !IDS.has(finding.code);
  if (!isMeant) return undefined;
  const level = levels.get(finding.code);
  if (level === "off") return undefined;
  // A level of its own says that the person wants to see it.
  const asked = persona === "configured" ? (document.persona ?? "regular") : persona;
  const concerns = hears(asked, finding.persona);
  if (!concerns && level === undefined) return undefined;
  return level === undefined ? finding : { ...finding, severity: level };
}
