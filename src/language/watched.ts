import type { ToolCall } from "../model/call.ts";
import { shownShort } from "../model/shown.ts";
import type { JudgeItem, WatchedCall, WatchParams, WatchResult } from "../protocol/watch.ts";
import { runSession } from "../simulation/run.ts";
import { agentName, agentsIn } from "../workspace/agents.ts";
import { nameOf } from "../workspace/paths.ts";
import { openPolicy } from "../workspace/session.ts";
import { callWords, reasonWords } from "../workspace/words.ts";
import type { LoadedPolicy, Workspace } from "../workspace/workspace.ts";
import type { Client } from "./client.ts";
import { placedFile, placing } from "./simulation.ts";
import { longText, shownParts } from "./simulation-details.ts";

/** Calls as they are decided now, and every file whose change may change that. */
export interface Watched {
  readonly result: WatchResult;
  readonly links: readonly string[];
}

/** What becomes of calls by a policy, each as the first of a session. */
export async function watchedCalls(
  workspace: Workspace,
  client: Client,
  path: string,
  calls: WatchParams["calls"],
): Promise<Watched> {
  const policy = await openPolicy(workspace, path, path, client.assumed());
  if (!("engine" in policy))
    return { result: { problem: longText(policy.problem) }, links: policy.links };
  const placed = placing(policy, client);
  const assumed = new Set<string>();
  const judged = calls.flatMap(({ tool, args }): readonly WatchedCall[] => {
    const call = workspace.place({ tool, args }, policy);
    return runSession(policy.engine, [{ call }]).steps.map((step) => {
      const { vendor, decision, rules } = step.verdict;
      for (const one of vendor?.assumes ?? []) assumed.add(one);
      return {
        call: callWords(call),
        decision: vendor?.unknown === undefined ? decision : "unknown",
        reason: longText(reasonWords(step, (rule) => placed(rule).place)),
        rules: rules.map(placed),
      };
    });
  });
  const result = {
    judge: judgeName(policy),
    policy: placedFile(policy.bounds.main.file, policy.root, client),
    assumes: [...assumed].map(longText),
    calls: judged,
  };
  return { result, links: policy.links };
}

/** The same of one call, with its parts. */
export async function explainedCall(
  workspace: Workspace,
  client: Client,
  path: string,
  call: ToolCall,
): Promise<WatchResult> {
  const { result } = await watchedCalls(workspace, client, path, [call]);
  const policy = await openPolicy(workspace, path, path, client.assumed());
  if ("problem" in result || !("engine" in policy)) return result;
  const parts = shownParts(workspace.explain(call, policy), policy.root);
  return { ...result, calls: result.calls.map((one) => ({ ...one, parts })) };
}

/** What can judge calls below folders: the agents that have files there, and the policies. */
export async function judgesIn(
  workspace: Workspace,
  client: Client,
  folders: readonly string[],
  policies: readonly string[],
): Promise<readonly JudgeItem[]> {
  const found = await Promise.all(
    folders.map((folder) => agentsIn(workspace, folder, client.assumed())),
  );
  const agents = found.flat().map(({ name, file }) => ({ name, file }));
  const others: { readonly name: string; readonly file: string }[] = [];
  for (const file of policies.filter((path) => agents.every((agent) => agent.file !== path))) {
    const policy = await workspace.policy([file]);
    others.push({ file, name: "engine" in policy ? judgeName(policy) : nameOf(file) });
  }
  return [...agents, ...others].map(({ name, file }) => ({
    uri: client.uriOf(file),
    name: shownShort(name, 100),
  }));
}

function judgeName(policy: LoadedPolicy): string {
  return shownShort(agentName(policy), 100);
}
