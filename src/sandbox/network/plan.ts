import type { Engine } from "../../engine/engine.ts";
import type { Step } from "../../simulation/run.ts";
import { hostGate } from "./host-gate.ts";
import { openingsOf } from "./openings.ts";
import type { Openings } from "./openings.ts";
import type { NetworkQuery } from "./way-out.ts";

/** What of the network is open in a run. */
export interface NetworkPlan extends Openings {
  /** Absent: nothing. */
  readonly query?: NetworkQuery;
}

/** What the policy opens, judged at the moment of the session's first call. */
export function networkPlan(engine: Engine, first: Step | undefined): NetworkPlan {
  if (first === undefined) return { open: [], closed: [] };
  const openings = openingsOf(engine, first.call);
  if (openings.open.length === 0) return openings;
  return { ...openings, query: { gate: hostGate(engine), hosts: openings.open } };
}
