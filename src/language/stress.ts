import { newScenario } from "../policy/new-scenario.ts";
import type { StressedAttack, StressResult, StressScenarioResult } from "../protocol/stress.ts";
import type { PlacedRule } from "../protocol/simulate.ts";
import type { WatchedCall } from "../protocol/watch.ts";
import type { Clause } from "../model/clause.ts";
import { shownShort } from "../model/shown.ts";
import type { StepResult } from "../simulation/run.ts";
import { agentName } from "../workspace/agents.ts";
import { openPolicy } from "../workspace/session.ts";
import { stress } from "../workspace/stress.ts";
import type { StressRun } from "../workspace/stress.ts";
import { callWords, fromRoot, reasonWords } from "../workspace/words.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Client } from "./client.ts";
import { placedFile, placing } from "./simulation.ts";
import { longText } from "./simulation-details.ts";

/** Attacks on a policy as the editor shows them, and every file whose change may change that. */
export interface Stressed {
  readonly result: StressResult;
  readonly links: readonly string[];
}

/** Tries all attacks on the policy at a path. `breathe` is awaited between them. */
export async function stressedPolicy(
  workspace: Workspace,
  client: Client,
  path: string,
  breathe: () => Promise<void>,
): Promise<Stressed> {
  const policy = await openPolicy(workspace, path, path, client.assumed());
  if (!("engine" in policy))
    return { result: { problem: longText(policy.problem) }, links: policy.links };
  const placed = placing(policy, client);
  const { results } = await stress(workspace, policy, { breathe });
  const result = {
    judge: shownShort(agentName(policy), 100),
    policy: placedFile(policy.bounds.main.file, policy.root, client),
    attacks: results.map((one) => attackItem(one, placed, policy.root)),
  };
  return { result, links: policy.links };
}

function attackItem(
  { attack, outcome, missing, steps, others, more }: StressRun["results"][number],
  placed: (rule: Clause) => PlacedRule,
  root: string,
): StressedAttack {
  const item = (step: StepResult): WatchedCall => callItem(step, placed, root);
  return {
    id: attack.id,
    title: attack.title,
    outcome,
    assumes: attack.assumes,
    sources: attack.sources.map(({ title, url, on }) => `${title} (${on}): ${url}`),
    ...(missing === undefined ? {} : { missing }),
    steps: steps.map(item),
    others: others.map(item),
    more,
  };
}

function callItem(
  step: StepResult,
  placed: (rule: Clause) => PlacedRule,
  root: string,
): WatchedCall {
  const { vendor, decision, rules } = step.verdict;
  const words = reasonWords(step, (rule) => placed(rule).place);
  return {
    call: callWords(step.call),
    decision: vendor?.unknown === undefined ? decision : "unknown",
    reason: longText(fromRoot(words, root)),
    rules: rules.map(placed),
  };
}

/** The calls of an attack on a policy as a scenario. It names the policy by its whole path: a document that is not saved lies in no folder. */
export async function attackScenario(
  workspace: Workspace,
  client: Client,
  path: string,
  id: string,
): Promise<StressScenarioResult> {
  const policy = await openPolicy(workspace, path, path, client.assumed());
  if (!("engine" in policy)) return { problem: longText(policy.problem) };
  const run = await stress(workspace, policy, { wanted: (one) => one === id });
  const [result] = run.results;
  if (result === undefined || result.steps.length === 0)
    return { problem: `the attack \`${shownShort(id, 60)}\` has no calls here` };
  const { root } = policy;
  const file = `${root === "/" ? "" : root}/${id}.ambit-scenario.yaml`;
  const calls = result.steps.map(({ call }) => call);
  return { uri: client.uriOf(file), text: newScenario(result.attack.title, path, calls) };
}
