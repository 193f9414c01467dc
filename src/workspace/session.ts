import type { ToolCall } from "../model/call.ts";
import type { Scenario } from "../policy/scenario.ts";
import { runSession } from "../simulation/run.ts";
import type { SessionResult, Step } from "../simulation/run.ts";
import { USUAL_AGENT } from "./agent-files.ts";
import type { AgentOptions } from "./agent-files.ts";
import { folderOf, joinPath } from "./paths.ts";
import type { LoadedPolicy, Workspace } from "./workspace.ts";

/** Calls that were judged. */
export interface Session {
  /** Absent for a call that no scenario holds. */
  readonly scenario?: Scenario;
  /** What it is called, where no file says it and it is more than a call. */
  readonly title?: string;
  readonly policy: LoadedPolicy;
  /** The calls as they are decided, with all that was left out filled in. */
  readonly steps: readonly Step[];
  readonly result: SessionResult;
  /** Every file whose change may change the result. */
  readonly links: readonly string[];
}

/** Why, for people, there is no session; `links` as those of a session. */
export interface NoSession {
  readonly problem: string;
  readonly links: readonly string[];
}

/** A scenario judged by the policy that it names. Nothing is executed. */
export async function runScenario(
  workspace: Workspace,
  path: string,
): Promise<Session | NoSession> {
  const loaded = await workspace.scenario(path);
  if (!("scenario" in loaded)) {
    const why = "missing" in loaded ? "there is no such file" : loaded.unreadable;
    return { problem: `the scenario \`${path}\` cannot be read: ${why}`, links: [path] };
  }
  const { scenario, findings } = loaded;
  if (scenario.broken) {
    const error = findings.find(({ severity }) => severity === "error");
    const why = error?.message ?? "it cannot be read";
    return { problem: `the scenario is broken: ${why}`, links: [path] };
  }
  if (scenario.policy === undefined) {
    const problem = "the scenario names no policy; name one with `policy: FILE`";
    return { problem, links: [path] };
  }
  const file = joinPath(folderOf(path), scenario.policy.path, undefined);
  const policy = await openPolicy(workspace, file, scenario.policy.path);
  if (!("engine" in policy)) return { ...policy, links: [path, ...policy.links] };
  const steps = workspace.steps(scenario, policy);
  const result = runSession(policy.engine, steps);
  return { scenario, policy, steps, result, links: [path, ...policy.links] };
}

/** One call judged by a policy, as the first of a session. Nothing is executed. */
export async function runCall(
  workspace: Workspace,
  path: string,
  call: ToolCall,
  options: AgentOptions = USUAL_AGENT,
): Promise<Session | NoSession> {
  return runCalls(workspace, path, [call], undefined, options);
}

/** Calls judged by a policy, in one session. Nothing is executed. */
export async function runCalls(
  workspace: Workspace,
  path: string,
  calls: readonly ToolCall[],
  title?: string,
  options: AgentOptions = USUAL_AGENT,
): Promise<Session | NoSession> {
  const policy = await openPolicy(workspace, path, path, options);
  if (!("engine" in policy)) return policy;
  const steps = calls.map((call) => ({ call: workspace.place(call, policy) }));
  const result = runSession(policy.engine, steps);
  const session = { policy, steps, result, links: policy.links };
  return title === undefined ? session : { ...session, title };
}

/** The policy at a path, or why there is none; `written`: how people know it. */
export async function openPolicy(
  workspace: Workspace,
  path: string,
  written: string,
  options: AgentOptions = USUAL_AGENT,
): Promise<LoadedPolicy | NoSession> {
  const policy = await workspace.policy([path], options);
  if ("engine" in policy) return policy;
  const why = "missing" in policy ? "there is no such file" : policy.unreadable;
  return { problem: `the policy \`${written}\` cannot be read: ${why}`, links: [path] };
}
