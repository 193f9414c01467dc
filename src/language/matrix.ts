import type { ToolCall } from "../model/call.ts";
import { shownShort } from "../model/shown.ts";
import { MOST_AGENTS } from "../protocol/matrix.ts";
import type { AgentRow } from "../protocol/matrix.ts";
import { agentsIn, verdictsOf, verdictWord } from "../workspace/agents.ts";
import { verdictReason } from "../workspace/verdict-words.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Client } from "./client.ts";
import { placedFile, placing } from "./simulation.ts";
import { longText } from "./simulation-details.ts";

/** One call, every agent: a row for each, and every file whose change may change one. */
export interface Matrix {
  readonly rows: readonly AgentRow[];
  readonly links: readonly string[];
}

/** What every agent below some folders would decide of a call, held beside what a policy decides. */
export async function agentMatrix(
  workspace: Workspace,
  client: Client,
  folders: readonly string[],
  asked: string,
  call: ToolCall,
): Promise<Matrix> {
  const options = client.assumed();
  const policy = await workspace.policy([asked], options);
  const beside = "engine" in policy ? verdictWord(workspace.explain(call, policy)) : undefined;
  const rows: AgentRow[] = [];
  const links = new Set<string>();
  for (const folder of folders) {
    for (const verdict of verdictsOf(workspace, await agentsIn(workspace, folder, options), call)) {
      const { agent, explanation } = verdict;
      const { root } = agent.policy;
      const placed = placing(agent.policy, client);
      const file = placedFile(agent.file, folder, client);
      const decision = verdictWord(explanation);
      for (const link of agent.policy.links) links.add(link);
      rows.push({
        agent: shownShort(agent.name, 100),
        folder: root.startsWith(`${folder}/`) ? longText(root.slice(folder.length + 1)) : "",
        file,
        decision,
        reason: longText(verdictReason(verdict, (rule) => placed(rule).place, file.place)),
        rules: explanation.rules.map(placed),
        differs: beside !== undefined && beside !== decision,
      });
    }
  }
  return { rows: rows.slice(0, MOST_AGENTS), links: [...links] };
}
