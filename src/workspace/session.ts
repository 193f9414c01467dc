import type { Scenario } from "../policy/scenario.ts";
import type { StepResult } from "../simulation/run.ts";
import { folderOf, joinPath } from "./paths.ts";
import type { LoadedPolicy, Workspace } from "./workspace.ts";

/** A scenario that was judged. */
export interface Session {
  readonly scenario: Scenario;
  readonly policy: LoadedPolicy;
  readonly results: readonly StepResult[];
}

/** A scenario judged by the policy that it names; or, for people, why that cannot be. Nothing is executed. */
export async function runScenario(
  workspace: Workspace,
  path: string,
): Promise<Session | { readonly problem: string }> {
  const scenario = await workspace.scenario(path);
  if (!("steps" in scenario)) {
    const why = "missing" in scenario ? "there is no such file" : scenario.unreadable;
    return { problem: `the scenario \`${path}\` cannot be read: ${why}` };
  }
  const [problem] = scenario.problems.filter(({ severity }) => severity === "error");
  if (scenario.broken) return { problem: `the scenario is broken: ${problem?.message ?? ""}` };
  if (scenario.policy === undefined)
    return { problem: "the scenario names no policy; name one with `policy: FILE`" };
  const policy = await workspace.policy([
    joinPath(folderOf(path), scenario.policy.path, undefined),
  ]);
  if (!("engine" in policy)) {
    const why = "missing" in policy ? "there is no such file" : policy.unreadable;
    return { problem: `the policy \`${scenario.policy.path}\` cannot be read: ${why}` };
  }
  return { scenario, policy, results: workspace.simulate(scenario, policy) };
}
