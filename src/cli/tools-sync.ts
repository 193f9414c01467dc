import { Consent } from "../host/consent.ts";
import { diskFiles } from "../host/files.ts";
import { readServerTools } from "../mcp/connect.ts";
import type { Launch } from "../model/launch.ts";
import { failed } from "../model/problem.ts";
import type { Outcome } from "../model/problem.ts";
import { shown } from "../model/shown.ts";
import type { ServerTools } from "../model/tool-catalog.ts";
import type { ServerDefinition } from "../policy/read-servers.ts";
import { workspaceOf } from "../workspace/root.ts";
import { configuredServers, launchDigest } from "../workspace/servers.ts";
import type { ConfiguredServers } from "../workspace/servers.ts";
import { launchLines, readyLaunch } from "./launch.ts";
import { fromCommandLine } from "./open.ts";
import { oneOf, readOptions } from "./options.ts";
import { syncLine } from "./print-tools.ts";
import type { SyncResult } from "./print-tools.ts";
import { recordTools } from "./record-tools.ts";
import { Refusal } from "./refusal.ts";
import { styleFor } from "./style.ts";
import { terminal } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";
import { VERSION } from "./version.ts";

/** `ambit tools sync`: starts the configured MCP servers, with consent, and records their tools. */
export async function toolsSync(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args, {
    yes: { type: "boolean" },
    check: { type: "boolean" },
    folder: { type: "string" },
    format: { type: "string" },
    timeout: { type: "string" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const timeoutMs = readTimeout(values.timeout);
  const root = await rootFolder(values.folder);
  const configured = await configuredServers(root, diskFiles);
  for (const problem of configured.problems) process.stderr.write(`ambit: ${shown(problem)}\n`);
  const servers = chosen(configured, positionals);
  const sync: Sync = { root, configured, person: terminal(), yes: values.yes === true };
  const results = await syncAll(servers, sync, { timeoutMs, check: values.check === true });
  const style = styleFor(process.stdout);
  process.stdout.write(
    format === "json"
      ? `${JSON.stringify({ servers: results }, null, 2)}\n`
      : results.map((result) => `${syncLine(result, style)}\n`).join(""),
  );
  if (format === "text" && results.length === 0)
    process.stdout.write("no MCP server is configured\n");
  return exitCode(results, configured, values.check === true);
}

interface Sync {
  readonly root: string;
  readonly configured: ConfiguredServers;
  readonly person: Terminal | undefined;
  readonly yes: boolean;
}

async function syncAll(
  servers: readonly ServerDefinition[],
  sync: Sync,
  { timeoutMs, check }: { readonly timeoutMs: number; readonly check: boolean },
): Promise<readonly SyncResult[]> {
  const agreed = await consentTo(servers, sync);
  const { root, person, yes } = sync;
  const launches = new Map<string, Outcome<Launch>>();
  for (const server of agreed)
    launches.set(server.name, await readyLaunch(server, root, sync.configured.inputs, person));
  const read = await readAll(launches, root, timeoutMs);
  const results: SyncResult[] = [];
  for (const { name, file } of servers) {
    const tools = read.get(name);
    const base = { server: name, file, written: false, tools: 0, changes: [] };
    if (tools === undefined) results.push({ ...base, status: "declined" });
    else if (failed(tools)) results.push({ ...base, status: "failed", error: tools.error });
    else results.push(await recordTools(tools.value, { name, file, root, person, yes, check }));
  }
  return results;
}

/** Those whose definition was agreed to, before or now. Without a terminal and `--yes`, nothing at all is started. */
async function consentTo(
  servers: readonly ServerDefinition[],
  { root, person, yes }: Sync,
): Promise<readonly ServerDefinition[]> {
  const consent = new Consent();
  const agreed: ServerDefinition[] = [];
  const lacking: ServerDefinition[] = [];
  for (const server of servers) {
    const digest = launchDigest(server.launch, root);
    if (await consent.has(digest)) {
      agreed.push(server);
      continue;
    }
    process.stderr.write(`${launchLines(server).join("\n")}\n`);
    if (!yes && person === undefined) lacking.push(server);
    else if (yes || (await person?.confirm(`start ${shown(server.name)}?`)) === true) {
      await consent.give(digest);
      agreed.push(server);
    }
  }
  if (lacking.length > 0) {
    const names = lacking.map(({ name }) => `\`${shown(name)}\``).join(", ");
    const message = `nothing was started: ${names} was not agreed to yet, or is defined otherwise now; agree on a terminal, or with \`--yes\``;
    throw new Refusal(message, 2);
  }
  return agreed;
}

/** All at once; an interrupt ends them all. */
async function readAll(
  launches: ReadonlyMap<string, Outcome<Launch>>,
  root: string,
  timeoutMs: number,
): Promise<ReadonlyMap<string, Outcome<ServerTools>>> {
  const cancel = new AbortController();
  const stop = (): void => cancel.abort();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, stop);
  if (process.stderr.isTTY && launches.size > 0)
    process.stderr.write(`asking ${[...launches.keys()].map(shown).join(", ")} …\n`);
  try {
    const read = [...launches].map(async ([name, launch]) => {
      const options = { folder: root, timeoutMs, signal: cancel.signal, version: VERSION };
      return [
        name,
        failed(launch) ? launch : await readServerTools(launch.value, options),
      ] as const;
    });
    return new Map(await Promise.all(read));
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}

function chosen(
  { servers }: ConfiguredServers,
  names: readonly string[],
): readonly ServerDefinition[] {
  if (names.length === 0) return [...servers.values()];
  return [...new Set(names)].map((name) => {
    const server = servers.get(name);
    if (server !== undefined) return server;
    const known = [...servers.keys()].map((one) => `\`${shown(one)}\``).join(", ");
    const hint = known === "" ? "none is configured" : `there are ${known}`;
    throw new Refusal(`there is no server \`${shown(name)}\`; ${hint}`, 2);
  });
}

async function rootFolder(given: string | undefined): Promise<string> {
  const folder =
    given === undefined
      ? await workspaceOf(fromCommandLine("."), { files: diskFiles })
      : fromCommandLine(given);
  if (await diskFiles.exists(folder)) return diskFiles.real(folder);
  throw new Refusal(`there is no folder \`${folder}\``, 3);
}

function readTimeout(text = "60"): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 3_600) return seconds * 1_000;
  throw new Refusal(`\`--timeout\` is a number of seconds up to 3600, not \`${text}\``, 2);
}

function exitCode(
  results: readonly SyncResult[],
  { problems }: ConfiguredServers,
  check: boolean,
): number {
  if (problems.length > 0 || results.some(({ status }) => status === "failed")) return 3;
  const open = results.some(
    ({ status, written }) =>
      status === "declined" ||
      (status === "changed" && !written) ||
      (check && status !== "unchanged"),
  );
  return open ? 1 : 0;
}
