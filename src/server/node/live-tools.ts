import { diskFiles } from "../../host/files.ts";
import { AGENT_TOOLS } from "../../mcp/agent-tools/tools.ts";
import { shown } from "../../model/shown.ts";
import type { LiveTool } from "../../protocol/live.ts";
import { configuredServers, recordedTools } from "../../workspace/servers.ts";

/** The tools of a workspace for a model, and what each is called in a policy. */
export interface LiveTools {
  readonly tools: readonly LiveTool[];
  /** The policy's name of a tool, by the model's. */
  readonly names: ReadonlyMap<string, string>;
  /** The servers that they need. */
  readonly servers: readonly string[];
  /** What is not offered, and why, for people. */
  readonly notes: readonly string[];
}

/** Models take no longer names, and few take more tools. */
const MOST_NAME = 64;
const MOST_TOOLS = 120;

/** More of a description is not handed on, in characters. */
const MOST_TEXT = 4_000;

/**
 * Finds what a model may be offered: shell and files, and of the servers that start here those tools that somebody has accepted. What a server says
 * of them by now is not handed to the model.
 */
export async function liveTools(root: string): Promise<LiveTools> {
  const all = new Map<string, Omit<LiveTool, "name">>();
  for (const [name, { description, required, optional }] of AGENT_TOOLS) {
    const own = [...required, ...optional.filter((one) => one !== "cwd")];
    const properties = Object.fromEntries(own.map((one) => [one, { type: "string" }]));
    all.set(name, {
      description,
      inputSchema: { type: "object", properties, required: [...required] },
    });
  }
  const { servers } = await configuredServers(root, diskFiles);
  const used: string[] = [];
  const notes: string[] = [];
  for (const [server, { launch }] of servers) {
    if (launch.kind === "http") {
      notes.push(
        `the tools of ${shown(server)} are not offered: it is remote, and not in the sandbox`,
      );
      continue;
    }
    const recorded = await recordedTools(server, root, diskFiles);
    const tools = typeof recorded === "string" ? undefined : recorded.read?.itself.tools;
    if (tools === undefined) {
      notes.push(`the tools of ${shown(server)} are not offered: sync them first`);
      continue;
    }
    used.push(server);
    for (const { name, description = "", inputSchema } of tools)
      all.set(`mcp:${server}/${name}`, {
        description: description.slice(0, MOST_TEXT),
        inputSchema,
      });
  }
  if (all.size > MOST_TOOLS)
    notes.push(`only the first ${MOST_TOOLS} of ${all.size} tools are offered`);
  const names = new Map<string, string>();
  const tools = [...all].slice(0, MOST_TOOLS).map(([policyName, tool]): LiveTool => {
    const name = modelName(policyName, names);
    names.set(name, policyName);
    return { name, ...tool };
  });
  return { tools, names, servers: used, notes };
}

/** A name that models take and no other tool has. */
function modelName(policyName: string, taken: ReadonlyMap<string, string>): string {
  const plain = policyName
    .replace(/^mcp:/, "")
    .replaceAll("/", "__")
    .replaceAll(/[^\w-]/g, "_")
    .slice(0, MOST_NAME - 4);
  let name = plain;
  for (let number = 2; taken.has(name); number++) name = `${plain}_${number}`;
  return name;
}
