import { compile } from "../engine/engine.ts";
import type { Engine } from "../engine/engine.ts";
import type { AcceptedServers, RecordedChange } from "../model/accepted-tools.ts";
import { ATTACKS } from "../simulation/attacks/index.ts";
import { OUTCOMES, runAttack } from "../simulation/attacks/run.ts";
import type { AttackResult, Outcome } from "../simulation/attacks/run.ts";
import { NEW_TOOLS } from "../simulation/attacks/servers.ts";
import { attackGround } from "./attack-ground.ts";
import type { LoadedPolicy, Workspace } from "./workspace.ts";

/** Attacks on one policy. */
export interface StressRun {
  readonly policy: LoadedPolicy;
  readonly results: readonly AttackResult[];
  readonly counts: Readonly<Record<Outcome, number>>;
}

/** Which attacks are tried, and how. */
export interface StressOptions {
  readonly wanted?: (id: string) => boolean;
  /** Awaited before each attack: others may go first. */
  readonly breathe?: () => Promise<void>;
}

/** The ids of all attacks, in the order of their page. */
export const ATTACK_IDS: readonly string[] = ATTACKS.map(({ id }) => id);

/** Tries the `wanted` attacks on a policy, or on the files of an agent. Only decisions are made; nothing is executed. */
export async function stress(
  workspace: Workspace,
  policy: LoadedPolicy,
  { wanted = () => true, breathe }: StressOptions = {},
): Promise<StressRun> {
  const ground = await attackGround(workspace, policy);
  const engines = { now: policy.engine, changed: afterChange(workspace, policy) };
  const attacks = ATTACKS.filter(({ id }) => wanted(id));
  const results: AttackResult[] = [];
  for (const attack of attacks) {
    await breathe?.();
    results.push(runAttack(attack, ground, engines));
  }
  const number = (outcome: Outcome): number =>
    results.filter((one) => one.outcome === outcome).length;
  const counts = {
    "got-through": number("got-through"),
    unknown: number("unknown"),
    asked: number("asked"),
    held: number("held"),
    "not-applicable": number("not-applicable"),
  };
  return { policy, results, counts };
}

/** The results by outcome, the worst first. */
export function byOutcome(
  results: readonly AttackResult[],
): readonly (readonly [Outcome, readonly AttackResult[]])[] {
  return OUTCOMES.map(
    (outcome) => [outcome, results.filter((one) => one.outcome === outcome)] as const,
  ).filter(([, some]) => some.length > 0);
}

/** How the policy decides once every recorded tool has changed and new ones have come. An agent's own rules know of no such thing. */
function afterChange(workspace: Workspace, policy: LoadedPolicy): Engine {
  if (policy.agent !== undefined) return policy.engine;
  const accepted = allChanged(policy);
  return compile(
    policy.bounds,
    workspace.worldOf({ ...policy, catalogs: { ...policy.catalogs, accepted } }),
  );
}

function allChanged({ catalogs }: LoadedPolicy): AcceptedServers {
  const range = { start: 0, end: 0 };
  return new Map(
    [...catalogs.accepted].map(([server, known]) => {
      const tools = [...(catalogs.tools.tools(server)?.keys() ?? [])];
      const changes: readonly RecordedChange[] = [
        ...tools.map((tool) => ({ tool, kind: "changed" as const, fields: [], range })),
        ...NEW_TOOLS.map((tool) => ({ tool, kind: "added" as const, fields: [], range })),
      ];
      return [server, { ...known, changes: new Map(changes.map((one) => [one.tool, one])) }];
    }),
  );
}
