import type { Launch } from "../model/launch.ts";
import { failed } from "../model/problem.ts";
import type { Outcome } from "../model/problem.ts";
import type { ServerTools } from "../model/tool-catalog.ts";
import type { ToolChange } from "../model/tool-changes.ts";
import type { ServerDefinition, ServerInput } from "../policy/read-servers.ts";
import { launchDigest } from "../workspace/servers.ts";
import { Consent } from "./consent.ts";
import { readyLaunch } from "./ready-launch.ts";
import type { Question } from "./ready-launch.ts";
import { recordTools } from "./record-tools.ts";

/** What became of one server. `added`, `unchanged`, `changed`: against what was accepted. The names in JSON are stable. */
export interface SyncResult {
  readonly server: string;
  readonly file: string;
  readonly status: "added" | "unchanged" | "changed" | "declined" | "failed";
  /** Was the catalog written? */
  readonly written: boolean;
  readonly tools: number;
  /** What waits to be accepted. */
  readonly changes: readonly ToolChange[];
  /** What else is not as it was, for people. */
  readonly remarks?: readonly string[];
  /** Why there is nothing to compare. */
  readonly error?: string;
}

/** Who decides what is started, and hears how it goes. */
export interface SyncPerson {
  /** Those that may be started, of servers to which nobody has agreed as they are defined now. May throw: then nothing is started. */
  agree(servers: readonly ServerDefinition[]): Promise<readonly ServerDefinition[]>;
  ask(server: string, question: Question): Promise<string | undefined>;
  /** Servers are asked now. */
  started?(servers: readonly string[]): void;
  /** A server has answered, or will not. */
  done?(server: string): void;
}

/** Reads the tools of a server: the error, for people, goes on from its name. */
export type ReadTools = (
  launch: Launch,
  options: {
    readonly folder: string;
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
    readonly version: string;
  },
) => Promise<Outcome<ServerTools>>;

/** All that a run needs. */
export interface SyncRun {
  readonly root: string;
  readonly inputs: ReadonlyMap<string, ServerInput>;
  readonly person: SyncPerson;
  readonly read: ReadTools;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly version: string;
  readonly how: "record" | "check";
}

/**
 * Starts servers, or connects to them, and records their tools: the one way to do so, for the command line and the editor. Nothing is started
 * without consent to the definition as it is, which is remembered by its digest.
 */
export async function syncTools(
  servers: readonly ServerDefinition[],
  run: SyncRun,
): Promise<readonly SyncResult[]> {
  const agreed = await consentTo(servers, run);
  const launches = new Map<string, Outcome<Launch>>();
  const { root, inputs, person, signal } = run;
  for (const { name, launch } of agreed) {
    const ask = (question: Question): Promise<string | undefined> => person.ask(name, question);
    launches.set(
      name,
      signal.aborted ? CANCELLED : await readyLaunch(launch, { root, inputs, ask }),
    );
  }
  const read = await readAll(launches, run);
  const results: SyncResult[] = [];
  for (const { name, file } of servers) {
    const tools = read.get(name);
    const base = { server: name, file, written: false, tools: 0, changes: [] };
    if (tools === undefined) results.push({ ...base, status: "declined" });
    else if (failed(tools)) results.push({ ...base, status: "failed", error: tools.error });
    else {
      const result = await recordTools(name, root, tools.value, run.how);
      const counted = result.status === "failed" ? 0 : tools.value.tools.length;
      results.push({ ...base, tools: counted, ...result });
    }
  }
  return results;
}

const CANCELLED = { error: "was not asked: cancelled" };

/** Those whose definition was agreed to, before or now. */
async function consentTo(
  servers: readonly ServerDefinition[],
  { root, person, signal }: SyncRun,
): Promise<readonly ServerDefinition[]> {
  const consent = new Consent();
  const known = new Set<ServerDefinition>();
  for (const server of servers)
    if (await consent.has(launchDigest(server.launch, root))) known.add(server);
  const open = servers.filter((server) => !known.has(server));
  const agreed = open.length === 0 || signal.aborted ? [] : await person.agree(open);
  for (const server of agreed) await consent.give(launchDigest(server.launch, root));
  return servers.filter((server) => known.has(server) || agreed.includes(server));
}

/** All at once. */
async function readAll(
  launches: ReadonlyMap<string, Outcome<Launch>>,
  { root, person, read, timeoutMs, signal, version }: SyncRun,
): Promise<ReadonlyMap<string, Outcome<ServerTools>>> {
  if (launches.size > 0) person.started?.([...launches.keys()]);
  const reads = [...launches].map(async ([name, launch]) => {
    const options = { folder: root, timeoutMs, signal, version };
    const tools = failed(launch) ? launch : await read(launch.value, options);
    person.done?.(name);
    return [name, tools] as const;
  });
  return new Map(await Promise.all(reads));
}
