import { diskFiles } from "../host/files.ts";
import { syncTools } from "../host/sync-tools.ts";
import type { SyncPerson, SyncResult } from "../host/sync-tools.ts";
import { readServerTools } from "../mcp/connect.ts";
import { shown } from "../model/shown.ts";
import type { ServerDefinition } from "../policy/read-servers.ts";
import { launchLines } from "../workspace/launch-words.ts";
import { configuredServers } from "../workspace/servers.ts";
import type { ConfiguredServers } from "../workspace/servers.ts";
import { rootFolder } from "./folder.ts";
import { untilInterrupted } from "./interrupt.ts";
import { toJson } from "./json.ts";
import { oneOf, readOptions } from "./options.ts";
import { changedLines, syncLine } from "./print-tools.ts";
import { Refusal } from "./refusal.ts";
import { styleFor } from "./style.ts";
import { terminal } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";
import { VERSION } from "../host/version.ts";

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
  const person = personAt(terminal(), values.yes === true ? "yes" : "ask");
  const how = values.check === true ? "check" : "record";
  const results = await untilInterrupted((signal) =>
    syncTools(servers, {
      ...{ root, person, timeoutMs, signal, how },
      ...{ inputs: configured.inputs, read: readServerTools, version: VERSION },
    }),
  );
  for (const result of results)
    for (const line of changedLines(result, styleFor(process.stderr)))
      process.stderr.write(`${line}\n`);
  const style = styleFor(process.stdout);
  process.stdout.write(
    format === "json"
      ? `${toJson({ servers: results }, 2)}\n`
      : results.map((result) => `${syncLine(result, style)}\n`).join(""),
  );
  if (format === "text" && results.length === 0)
    process.stdout.write("no MCP server is configured\n");
  return exitCode(results, configured, how);
}

/** Without a terminal and `--yes`, nothing at all is started. */
function personAt(person: Terminal | undefined, consent: "ask" | "yes"): SyncPerson {
  return {
    agree: async (servers) => {
      if (person === undefined && consent === "ask") throw lacking(servers);
      const agreed: ServerDefinition[] = [];
      for (const server of servers) {
        process.stderr.write(`${launchLines(server).join("\n")}\n`);
        if (consent === "yes" || (await person?.confirm(`start ${shown(server.name)}?`)) === true)
          agreed.push(server);
      }
      return agreed;
    },
    ask: async (_server, { text, how }) => person?.ask(text, how),
    started: (servers) => {
      if (process.stderr.isTTY) process.stderr.write(`asking ${servers.map(shown).join(", ")} …\n`);
    },
  };
}

function lacking(servers: readonly ServerDefinition[]): Refusal {
  for (const server of servers) process.stderr.write(`${launchLines(server).join("\n")}\n`);
  const names = servers.map(({ name }) => `\`${shown(name)}\``).join(", ");
  const message = `nothing was started: ${names} was not agreed to yet, or is defined otherwise now; agree on a terminal, or with \`--yes\``;
  return new Refusal(message, 2);
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

function readTimeout(text = "60"): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 3_600) return seconds * 1_000;
  throw new Refusal(`\`--timeout\` is a number of seconds up to 3600, not \`${text}\``, 2);
}

function exitCode(
  results: readonly SyncResult[],
  { problems }: ConfiguredServers,
  how: "record" | "check",
): number {
  if (problems.length > 0 || results.some(({ status }) => status === "failed")) return 3;
  const open = results.some(
    ({ status }) =>
      status === "declined" || status === "changed" || (how === "check" && status !== "unchanged"),
  );
  return open ? 1 : 0;
}
