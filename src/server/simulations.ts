import type { Connection } from "vscode-languageserver";
import type { LanguageService, Simulated } from "../language/service.ts";
import {
  SIMULATE,
  SIMULATE_CALL,
  SIMULATE_CALLS,
  SIMULATION_CHANGED,
} from "../protocol/simulate.ts";
import type {
  SimulateCallParams,
  SimulateCallsParams,
  SimulateParams,
  SimulateResult,
} from "../protocol/simulate.ts";
import { DEFECT } from "./fence.ts";
import type { Fence } from "./fence.ts";
import { Follower } from "./follower.ts";
import { pathOf } from "./uris.ts";

/** Answers simulations, and tells the client when the last one may have another result; `changed` is to hear of files that have. */
export function serveSimulations(
  connection: Connection,
  service: LanguageService,
  fence: Fence,
): Follower {
  const follower = new Follower(() => connection.sendNotification(SIMULATION_CHANGED));
  const answer = async (work: () => Promise<Simulated>): Promise<SimulateResult> => {
    const simulated = await fence("a simulation", work);
    if (simulated === undefined) return { problem: DEFECT };
    follower.follow(simulated.links);
    return simulated.result;
  };
  connection.onRequest<SimulateResult, never>(SIMULATE, ({ uri, explain = [] }: SimulateParams) =>
    answer(() => service.simulate(pathOf(uri), explain)),
  );
  connection.onRequest<SimulateResult, never>(
    SIMULATE_CALL,
    ({ policy, call }: SimulateCallParams) =>
      answer(() => service.simulateCall(pathOf(policy), call)),
  );
  connection.onRequest<SimulateResult, never>(
    SIMULATE_CALLS,
    ({ policy, calls, title, explain = [] }: SimulateCallsParams) =>
      answer(() => service.simulateCalls(pathOf(policy), calls, title, explain)),
  );
  return follower;
}
