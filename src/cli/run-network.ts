import type { Engine } from "../engine/engine.ts";
import { hostGate } from "../sandbox/network/host-gate.ts";
import { openingsOf } from "../sandbox/network/openings.ts";
import type { Openings } from "../sandbox/network/openings.ts";
import type { NetworkQuery } from "../sandbox/network/way-out.ts";
import type { SessionResult } from "../simulation/run.ts";

/** What of the network is open in a run. */
export interface NetworkPlan extends Openings {
  /** Absent: nothing. */
  readonly query?: NetworkQuery;
}

/** What the policy opens, judged at the moment of the session's first call. */
export function networkPlan(engine: Engine, { steps: [first] }: SessionResult): NetworkPlan {
  if (first === undefined) return { open: [], closed: [] };
  const openings = openingsOf(engine, first.call);
  if (openings.open.length === 0) return openings;
  return { ...openings, query: { gate: hostGate(engine), hosts: openings.open } };
}
