import { diskFiles } from "../host/files.ts";
import { readyLaunch } from "../host/ready-launch.ts";
import type { Question } from "../host/ready-launch.ts";
import { failed } from "../model/problem.ts";
import type { Secret } from "../model/redact.ts";
import { shown } from "../model/shown.ts";
import { toolDigest } from "../model/tool-catalog.ts";
import type { ServerDefinition } from "../policy/read-servers.ts";
import type { SessionResult } from "../simulation/run.ts";
import { launchLines } from "../workspace/launch-words.ts";
import { configuredServers, recordedTools } from "../workspace/servers.ts";
import type { ConfiguredServers } from "../workspace/servers.ts";
import { errandFor } from "./carrier.ts";
import type { RunServer } from "./run.ts";
import { needsOf } from "./server-needs.ts";
import type { World } from "./world.ts";

/** The servers that the calls of a session name. */
export interface ServerPlan {
  readonly named: readonly ServerDefinition[];
  readonly inputs: ConfiguredServers["inputs"];
  /** What is started and what is not, for people. */
  readonly lines: readonly string[];
}

/** Finds the servers of the calls that may reach one, by the files that configure them. */
export async function serversOf(dry: SessionResult, root: string): Promise<ServerPlan> {
  const names = new Set<string>();
  for (const { verdict, call } of dry.steps) {
    const errand = errandFor(verdict.tool, call);
    if (verdict.decision !== "deny" && "server" in errand && errand.server !== undefined)
      names.add(errand.server);
  }
  return planServers([...names], root);
}

/** Finds servers by their names, in the files that configure them. */
export async function planServers(names: readonly string[], root: string): Promise<ServerPlan> {
  if (names.length === 0) return { named: [], inputs: new Map(), lines: [] };
  const { servers, inputs } = await configuredServers(root, diskFiles);
  const named = names.flatMap((name) => servers.get(name) ?? []);
  const lines = named.flatMap((server) =>
    server.launch.kind === "stdio"
      ? launchLines(server).map((line) => `  ${line}`)
      : [
          `  ${shown(server.name)} (${server.file}) is remote: it is not in the sandbox, and not called`,
        ],
  );
  return { named, inputs, lines };
}

/** Where servers are made ready. */
export interface ServerGround {
  readonly root: string;
  readonly home: string;
  readonly world: World;
  /** Asks a person for what a definition leaves open. */
  ask(server: string, question: Question): Promise<string | undefined>;
  /** Hears of each value that no output is to show. */
  secret(secret: Secret): void;
}

/** Makes each ready to be started inside, or says why it is not. */
export async function runServers(
  { named, inputs }: ServerPlan,
  ground: ServerGround,
): Promise<ReadonlyMap<string, RunServer>> {
  const servers = new Map<string, RunServer>();
  for (const one of named) servers.set(one.name, await ready(one, inputs, ground));
  return servers;
}

async function ready(
  { name, launch: written }: ServerDefinition,
  inputs: ServerPlan["inputs"],
  { root, home, world, ask, secret }: ServerGround,
): Promise<RunServer> {
  if (written.kind === "http")
    return {
      refused: `the server \`${shown(name)}\` is remote: it is not in the sandbox, and not called`,
    };
  const launch = await readyLaunch(written, {
    ...{ root, inputs },
    ask: (question) => ask(name, question),
    secret,
  });
  if (failed(launch)) return { refused: `the server \`${shown(name)}\` ${launch.error}` };
  if (launch.value.kind === "http") return { refused: "it is remote" };
  const needs = await needsOf(launch.value, {
    ...{ workspace: root, home, reader: world.reader },
    sees: world.sees,
  });
  const recorded = await recordedTools(name, root, diskFiles);
  if (typeof recorded === "string") return { refused: recorded };
  const tools = recorded.read?.itself.tools;
  if (tools === undefined) return { launch: launch.value, needs };
  const accepted = new Map(tools.map((tool) => [tool.name, toolDigest(tool)]));
  return { launch: launch.value, needs, accepted };
}
