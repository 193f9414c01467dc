import type { Explanation } from "../engine/explanation.ts";
import { agentFileAt } from "../formats/index.ts";
import type { ToolCall } from "../model/call.ts";
import { USUAL_AGENT } from "./agent-files.ts";
import type { AgentOptions } from "./agent-files.ts";
import { kindOf } from "./inspection.ts";
import { nameOf } from "./paths.ts";
import type { LoadedPolicy, Workspace } from "./workspace.ts";

/** An agent whose files a workspace has, and what decides for it. */
export interface WorkspaceAgent {
  /** `Claude Code`, or the id of the agent that a policy of Ambit's own is for. */
  readonly name: string;
  /** The file that stands for it: of several, the one that a project shares. */
  readonly file: string;
  readonly policy: LoadedPolicy;
}

/** What one agent would decide of a call. */
export interface AgentVerdict {
  readonly agent: WorkspaceAgent;
  readonly explanation: Explanation;
}

/** The agents that have files below a folder, by the folder that each works in, then by name. Ambit's own policies count where they are named `ambit.yaml`. */
export async function agentsIn(
  workspace: Workspace,
  folder: string,
  options: AgentOptions = USUAL_AGENT,
): Promise<readonly WorkspaceAgent[]> {
  const chosen = new Map<string, string>();
  for (const path of await workspace.documents(folder)) {
    const key = keyOf(path);
    if (key !== undefined && !chosen.has(key)) chosen.set(key, path);
  }
  const agents: WorkspaceAgent[] = [];
  for (const file of chosen.values()) {
    const policy = await workspace.policy([file], options);
    if (!("engine" in policy)) continue;
    agents.push({ name: agentName(policy), file, policy });
  }
  return agents.toSorted(
    (a, b) => compare(a.policy.root, b.policy.root) || compare(a.name, b.name),
  );
}

/** The agent that a policy is for: `Claude Code`, or the id that a policy of Ambit's own gives it, else the name of its file. */
export function agentName({ agent, bounds: { main } }: LoadedPolicy): string {
  return agent?.format.name ?? main.principal.id ?? nameOf(main.file);
}

/** Files that hold together have one key; those that stand for no agent by themselves have none. */
function keyOf(path: string): string | undefined {
  if (kindOf(path) === "policy") return nameOf(path) === "ambit.yaml" ? path : undefined;
  const found = agentFileAt(path);
  return found?.fileKind.merged === true ? `${found.format.id} ${found.at.base}` : undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What each agent would decide of one call. */
export function verdictsOf(
  workspace: Workspace,
  agents: readonly WorkspaceAgent[],
  call: ToolCall,
): readonly AgentVerdict[] {
  return agents.map((agent) => ({ agent, explanation: workspace.explain(call, agent.policy) }));
}

/** The decision in one word: what nobody documents is no decision. */
export function verdictWord({
  decision,
  vendor,
}: Explanation): "allow" | "ask" | "deny" | "unknown" {
  return vendor?.unknown === undefined ? decision : "unknown";
}
