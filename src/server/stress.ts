import type { Connection } from "vscode-languageserver";
import type { Client } from "../language/client.ts";
import { attackScenario, stressedPolicy } from "../language/stress.ts";
import { STRESS, STRESS_CHANGED, STRESS_SCENARIO } from "../protocol/stress.ts";
import type {
  StressParams,
  StressResult,
  StressScenarioParams,
  StressScenarioResult,
} from "../protocol/stress.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { DEFECT } from "./fence.ts";
import type { Fence } from "./fence.ts";
import { Follower } from "./follower.ts";
import { pathOf } from "./uris.ts";

/** Tries attacks on policies, and tells the client when the last ones may come out otherwise. */
export function serveStress(
  connection: Connection,
  workspace: Workspace,
  client: Client,
  fence: Fence,
): Follower {
  const follower = new Follower(() => void connection.sendNotification(STRESS_CHANGED));
  connection.onRequest<StressResult, never>(STRESS, async ({ policy }: StressParams) => {
    const path = pathOf(policy);
    const found = await fence("attacks", () =>
      stressedPolicy(workspace, client, path, othersFirst),
    );
    follower.follow(found?.links ?? [path]);
    return found?.result ?? { problem: DEFECT };
  });
  connection.onRequest<StressScenarioResult, never>(
    STRESS_SCENARIO,
    async ({ policy, attack }: StressScenarioParams) => {
      const found = await fence("an attack", () =>
        attackScenario(workspace, client, pathOf(policy), attack),
      );
      return found ?? { problem: DEFECT };
    },
  );
  return follower;
}

/** Whatever else has come in goes first: a person who types waits for no attack. */
function othersFirst(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
