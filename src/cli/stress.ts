import type { Outcome } from "../simulation/attacks/run.ts";
import { agentName, agentsIn } from "../workspace/agents.ts";
import type { AgentOptions } from "../workspace/agent-files.ts";
import { ATTACK_IDS, stress } from "../workspace/stress.ts";
import type { LoadedPolicy, Workspace } from "../workspace/workspace.ts";
import { CIRCUMSTANCES, circumstancesOf } from "./circumstances.ts";
import { fromCommandLine } from "./given-path.ts";
import { folderOption, openPolicy, openWorkspace } from "./open.ts";
import { oneOf, readOptions } from "./options.ts";
import { stressJson, stressText } from "./print-stress.ts";
import type { Stressed } from "./print-stress.ts";
import { Refusal } from "./refusal.ts";

/** `ambit stress`: attacks on a policy, or on every agent of the folder. Only decisions are made. */
export async function stressPolicies(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args, {
    policy: { type: "string", multiple: true },
    attack: { type: "string", multiple: true },
    except: { type: "string", multiple: true },
    folder: { type: "string" },
    format: { type: "string" },
    "fail-on": { type: "string" },
    ...CIRCUMSTANCES,
  });
  if (positionals[0] !== undefined)
    throw new Refusal(`\`${positionals[0]}\` is too much; a policy is named with \`--policy\``, 2);
  const format = oneOf("format", values.format, ["text", "json"]);
  const failOn = oneOf("fail-on", values["fail-on"], ["got-through", "unknown", "asked", "never"]);
  const wanted = chosen(values.attack ?? [], values.except ?? []);
  const options = circumstancesOf(values);
  const workspace = await openWorkspace();
  const folder = await folderOption(values.folder);
  const policies = await policiesOf(workspace, values.policy ?? [], folder, options);
  const all: Stressed[] = [];
  for (const [name, policy] of policies)
    all.push({ name, ...(await stress(workspace, policy, { wanted })) });
  process.stdout.write(format === "json" ? stressJson(all) : stressText(all));
  const failing = FAILING[failOn];
  return all.some(({ counts }) => failing.some((outcome) => counts[outcome] > 0)) ? 1 : 0;
}

const FAILING: Readonly<Record<"got-through" | "unknown" | "asked" | "never", readonly Outcome[]>> =
  {
    "got-through": ["got-through"],
    unknown: ["got-through", "unknown"],
    asked: ["got-through", "unknown", "asked"],
    never: [],
  };

/** The attacks of `--attack`, without it all, but those of `--except`. */
function chosen(ids: readonly string[], left: readonly string[]): (id: string) => boolean {
  for (const id of [...ids, ...left])
    if (!ATTACK_IDS.includes(id))
      throw new Refusal(`there is no attack \`${id}\`; it is one of ${ATTACK_IDS.join(", ")}`, 2);
  return (id) => (ids.length === 0 || ids.includes(id)) && !left.includes(id);
}

async function policiesOf(
  workspace: Workspace,
  named: readonly string[],
  folder: string | undefined,
  options: AgentOptions,
): Promise<readonly (readonly [name: string, policy: LoadedPolicy])[]> {
  if (named.length > 0) {
    const policy = await openPolicy(workspace, named, options);
    return [[agentName(policy), folder === undefined ? policy : { ...policy, root: folder }]];
  }
  const agents = await agentsIn(workspace, folder ?? fromCommandLine("."), options);
  if (agents.length > 0) return agents.map(({ name, policy }) => [name, policy]);
  // Not 0: a check that was given nothing has found nothing out.
  throw new Refusal(
    "no agent has a permission file in the folder; name one with `--policy FILE`",
    3,
  );
}
