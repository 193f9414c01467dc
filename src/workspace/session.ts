import type { Scenario } from "../policy/scenario.ts";
import type { SessionResult } from "../simulation/run.ts";
import { folderOf, joinPath } from "./paths.ts";
import type { LoadedPolicy, Workspace } from "./workspace.ts";

/** A scenario that was judged. */
export interface Session {
  readonly scenario: Scenario;
  readonly policy: LoadedPolicy;
  readonly result: SessionResult;
}

/** A scenario judged by the policy that it names; or, for people, why that cannot be. Nothing is executed. */
export async function runScenario(
  workspace: Workspace,
  path: string,
): Promise<Session | { readonly problem: string }> {
  const loaded = await workspace.scenario(path);
  if (!("scenario" in loaded)) {
    const why = "missing" in loaded ? "there is no such file" : loaded.unreadable;
    return { problem: `the scenario \`${path}\` cannot be read: ${why}` };
  }
  const { scenario, findings } = loaded;
  if (scenario.broken) {
    const error = findings.find(({ severity }) => severity === "error");
    return { problem: `the scenario is broken: ${error?.message ?? "it cannot be read"}` };
  }
  if (scenario.policy === undefined)
    return { problem: "the scenario names no policy; name one with `policy: FILE`" };
  const policy = await workspace.policy([
    joinPath(folderOf(path), scenario.policy.path, undefined),
  ]);
  if (!("engine" in policy)) {
    const why = "missing" in policy ? "there is no such file" : policy.unreadable;
    return { problem: `the policy \`${scenario.policy.path}\` cannot be read: ${why}` };
  }
  return { scenario, policy, result: workspace.simulate(scenario, policy) };
}
