import type { SandboxRuns } from "./sandbox-runs.ts";
import type { Server } from "./server.ts";
import { chooseScenario } from "./simulate-agent.ts";
import type { SimulationPanel } from "./simulation-panel.ts";

/** `Ambit: Run Scenario in Sandbox…`: shows the session of a scenario, and carries it out. `given` is what a menu was opened on. */
export async function runScenario(
  server: Server,
  panel: SimulationPanel,
  runs: SandboxRuns,
  given: unknown,
): Promise<void> {
  const uri = await chooseScenario(server, given, "Run Scenario in Sandbox");
  if (uri === undefined) return;
  const subject = { kind: "scenario", uri } as const;
  await panel.show(subject);
  await runs.start(subject);
}
