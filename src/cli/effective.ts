import { installedVersion } from "../host/agent-version.ts";
import { shown } from "../model/shown.ts";
import { agentsIn, verdictWord } from "../workspace/agents.ts";
import { effectiveOf } from "../workspace/effective.ts";
import type {
  EffectiveAgent,
  EffectiveCapability,
  EffectiveEntry,
} from "../workspace/effective.ts";
import { CIRCUMSTANCES, circumstancesOf } from "./circumstances.ts";
import { toJson } from "./json.ts";
import { fromCommandLine } from "./given-path.ts";
import { folderOption, openWorkspace } from "./open.ts";
import { oneOf, readOptions } from "./options.ts";
import { clausePlaces, shortPath } from "./places.ts";
import type { ClausePlaces } from "./places.ts";
import { decisionWord } from "./print-explanation.ts";
import { styleFor } from "./style.ts";
import type { Style } from "./style.ts";

/** `ambit effective`: what all files of a workspace together grant to each agent. */
export async function effectivePermissions(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args, {
    format: { type: "string" },
    ...CIRCUMSTANCES,
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const options = circumstancesOf(values);
  const workspace = await openWorkspace();
  const folder = (await folderOption(positionals[0] ?? ".")) ?? fromCommandLine(".");
  const agents = await agentsIn(workspace, folder, options);
  const all = agents.map((agent) => effectiveOf(workspace, agent));
  const versions: Versions = new Map();
  for (const { policy } of agents) {
    const id = policy.agent?.format.id;
    if (id !== undefined && !versions.has(id)) versions.set(id, await installedVersion(id));
  }
  if (format === "json")
    process.stdout.write(`${toJson({ agents: all.map((one) => agentJson(one, versions)) }, 2)}\n`);
  else process.stdout.write(printed(all, versions));
  return 0;
}

/** Of the agents that are installed here. */
type Versions = Map<string, string | undefined>;

/** The version that an agent's files are read as, and the one that is installed. */
function versionsOf(
  { policy }: EffectiveAgent["agent"],
  versions: Versions,
): { readonly checked?: string; readonly installed?: string } {
  const format = policy.agent?.format;
  if (format === undefined) return {};
  const installed = versions.get(format.id);
  return { checked: format.checked.version, ...(installed === undefined ? {} : { installed }) };
}

function printed(all: readonly EffectiveAgent[], versions: Versions): string {
  if (all.length === 0) return "no agent has a permission file here\n";
  const style = styleFor(process.stdout);
  return `${all.map((one) => agentLines(one, versions, style).join("\n")).join("\n\n")}\n`;
}

function agentLines(
  { agent, assumes, capabilities }: EffectiveAgent,
  versions: Versions,
  style: Style,
): readonly string[] {
  const places = clausePlaces(agent.policy);
  const { checked, installed } = versionsOf(agent, versions);
  const yours = installed === undefined ? "" : `, yours is ${shown(installed)}`;
  return [
    `${style.bold(shown(agent.name))} ${style.dim(`in ${folderWords(agent.policy.root)}`)}`,
    ...(checked === undefined ? [] : [style.dim(`  checked against ${shown(checked)}${yours}`)]),
    ...(assumes.length === 0 ? [] : [style.dim(`  assuming: ${assumes.map(shown).join("; ")}`)]),
    ...capabilities.flatMap((one) => capabilityLines(one, places, style)),
  ];
}

/** A folder from the current one. */
function folderWords(folder: string): string {
  return folder === fromCommandLine(".") ? "." : shown(shortPath(folder));
}

function capabilityLines(
  { capability, entries, otherwise }: EffectiveCapability,
  places: ClausePlaces,
  style: Style,
): readonly string[] {
  const rest =
    otherwise === undefined
      ? []
      : [`    ${wordOf(otherwise, style)} ${style.dim(`anything else${because(otherwise)}`)}`];
  return [
    `  ${style.bold(capability)}`,
    ...entries.map((one) => entryLine(one, places, style)),
    ...rest,
  ];
}

function because({ vendor }: NonNullable<EffectiveCapability["otherwise"]>): string {
  const why = vendor?.unknown ?? vendor?.because;
  return why === undefined ? "" : `: ${shown(why)}`;
}

function wordOf(explanation: NonNullable<EffectiveCapability["otherwise"]>, style: Style): string {
  const word = verdictWord(explanation);
  return word === "unknown" ? style.yellow("unknown") : decisionWord(word, style);
}

function entryLine(
  { clause, scope, overriddenBy }: EffectiveEntry,
  places: ClausePlaces,
  style: Style,
): string {
  const { file, line } = places(clause);
  const over =
    overriddenBy === undefined
      ? ""
      : `, without effect: \`${shown(overriddenBy.text)}\` counts first`;
  return `    ${decisionWord(clause.effect, style)} ${shown(clause.id)} ${style.dim(`${shown(file)}:${line}${scopeWords(scope)}${over}`)}`;
}

/** Files of the project say where they are by their path. */
function scopeWords(scope: EffectiveEntry["scope"]): string {
  return scope === "user" ? " (your own)" : scope === "managed" ? " (managed)" : "";
}

function agentJson({ agent, assumes, capabilities }: EffectiveAgent, versions: Versions): object {
  const places = clausePlaces(agent.policy);
  const entryJson = ({ clause, scope, overriddenBy }: EffectiveEntry): object => ({
    id: clause.id,
    effect: clause.effect,
    ...(scope === undefined ? {} : { scope }),
    ...places(clause),
    ...(overriddenBy === undefined ? {} : { overriddenBy: overriddenBy.text }),
  });
  return {
    agent: agent.name,
    folder: folderWords(agent.policy.root),
    ...versionsOf(agent, versions),
    assumes,
    capabilities: capabilities.map(({ capability, entries, otherwise }) => ({
      capability,
      entries: entries.map(entryJson),
      ...(otherwise === undefined ? {} : { otherwise: verdictWord(otherwise) }),
    })),
  };
}
