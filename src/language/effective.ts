import { shownShort } from "../model/shown.ts";
import type { EffectiveEntryItem, EffectiveItem } from "../protocol/effective.ts";
import { agentsIn, verdictWord } from "../workspace/agents.ts";
import { effectiveOf } from "../workspace/effective.ts";
import type { EffectiveAgent, EffectiveEntry } from "../workspace/effective.ts";
import { documentsOf } from "../workspace/inspection.ts";
import type { Ports } from "../workspace/ports.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Client } from "./client.ts";
import { lspRange } from "./ranges.ts";
import { Texts } from "./texts.ts";

/** What all permission files below a folder together grant to each agent, for the editor. */
export async function effectiveItems(
  workspace: Workspace,
  client: Client,
  folder: string,
  ports: Pick<Ports, "installed">,
): Promise<readonly EffectiveItem[]> {
  const agents = await agentsIn(workspace, folder, client.assumed());
  return Promise.all(
    agents.map(async (agent) => {
      const format = agent.policy.agent?.format;
      const installed = format === undefined ? undefined : await ports.installed?.(format.id);
      const versions = {
        ...(format === undefined ? {} : { checked: format.checked.version }),
        ...(installed === undefined ? {} : { installed: shownShort(installed, 60) }),
      };
      return { ...itemOf(effectiveOf(workspace, agent), client, folder), ...versions };
    }),
  );
}

function itemOf(
  { agent, assumes, capabilities }: EffectiveAgent,
  client: Client,
  folder: string,
): Omit<EffectiveItem, "checked" | "installed"> {
  const subjects = documentsOf(agent.policy.bounds);
  const texts = new Texts(new Map(subjects.map(({ file, text }) => [file, text])));
  const { root } = agent.policy;
  const entryItem = ({ clause, overriddenBy }: EffectiveEntry): EffectiveEntryItem => {
    const scope = agent.policy.agent?.files.find(({ file }) => file === clause.file)?.scope;
    const subject = subjects.find(({ file }) => file === clause.file);
    const offsets = subject?.locate({ path: clause.at }) ?? { start: 0, end: 0 };
    const { start, end } = lspRange(offsets, texts.lines(clause.file));
    return {
      text: shownShort(clause.id, 100),
      effect: clause.effect,
      uri: client.uriOf(clause.file),
      start,
      end,
      ...(scope === "user" || scope === "managed" ? { scope } : {}),
      ...(overriddenBy === undefined ? {} : { overriddenBy: shownShort(overriddenBy.text, 100) }),
    };
  };
  return {
    name: shownShort(agent.name, 100),
    folder: root.startsWith(`${folder}/`) ? root.slice(folder.length + 1) : "",
    assumes,
    capabilities: capabilities.map(({ capability, entries, otherwise }) => {
      const why = otherwise?.vendor?.unknown ?? otherwise?.vendor?.because;
      return {
        name: capability,
        entries: entries.map(entryItem),
        ...(otherwise === undefined
          ? {}
          : {
              otherwise: {
                decision: verdictWord(otherwise),
                ...(why === undefined ? {} : { why: shownShort(why, 200) }),
              },
            }),
      };
    }),
  };
}
