import type { Connection } from "vscode-languageserver";

import { diskFiles } from "../../host/files.ts";
import { syncTools } from "../../host/sync-tools.ts";
import type { SyncPerson, SyncResult } from "../../host/sync-tools.ts";
import { VERSION } from "../../host/version.ts";
import { shown, shownShort } from "../../model/shown.ts";
import type { ServerDefinition } from "../../policy/read-servers.ts";
import { ASK_VALUE, CONFIRM_START, SYNC_PROGRESS } from "../../protocol/tools.ts";
import type {
  AskValueParams,
  ConfirmStartParams,
  SyncedServer,
  SyncProgress,
} from "../../protocol/tools.ts";
import { launchLines } from "../../workspace/launch-words.ts";
import { configuredServers } from "../../workspace/servers.ts";
import { count } from "../../workspace/words.ts";

/** How long each server may take, from its start to its last tool. */
const TIMEOUT_MS = 60_000;

/** What became of the servers of one folder. */
interface SyncedFolder {
  readonly servers: readonly SyncedServer[];
  readonly problems: readonly string[];
}

/** Starts the servers that a folder configures, asking its client for consent and values, and records their tools. */
export async function syncFolder(
  root: string,
  connection: Connection,
  signal: AbortSignal,
): Promise<SyncedFolder> {
  const { servers, inputs, problems } = await configuredServers(root, diskFiles);
  // Only who syncs needs the protocol's code.
  const { readServerTools } = await import("../../mcp/connect.ts");
  const results = await syncTools([...servers.values()], {
    ...{ root, inputs, signal, timeoutMs: TIMEOUT_MS, version: VERSION, how: "record" },
    ...{ person: personBehind(connection, servers.size, signal), read: readServerTools },
  });
  return { servers: results.map(syncedServer), problems: problems.map(shown) };
}

/** The person at the client. Values are passed on, and kept nowhere. */
function personBehind(connection: Connection, all: number, signal: AbortSignal): SyncPerson {
  const progress = (message: string, increment: number): void => {
    const params: SyncProgress = { message, increment };
    void connection.sendNotification(SYNC_PROGRESS, params);
  };
  const share = 100 / Math.max(all, 1);
  const open = new Set<string>();
  const waiting = (): string =>
    `asking ${[...open].map((name) => shownShort(name, 40)).join(", ")}`;
  return {
    agree: async (servers) => {
      const agreed: ServerDefinition[] = [];
      for (const server of servers) {
        if (signal.aborted) break;
        const params: ConfirmStartParams = {
          server: shown(server.name),
          lines: launchLines(server),
        };
        const answer: unknown = await connection.sendRequest(CONFIRM_START, params);
        if (answer === true) agreed.push(server);
      }
      return agreed;
    },
    ask: async (server, { text, how }) => {
      const params: AskValueParams = {
        ...{ server: shown(server), prompt: text, hidden: how === "hidden" },
      };
      const answer: unknown = await connection.sendRequest(ASK_VALUE, params);
      return typeof answer === "string" ? answer : undefined;
    },
    started: (names) => {
      for (const name of names) open.add(name);
      progress(waiting(), 0);
    },
    done: (name) => {
      open.delete(name);
      progress(open.size === 0 ? "recording" : waiting(), share);
    },
  };
}

function syncedServer({ server, status, tools, changes, error = "" }: SyncResult): SyncedServer {
  const name = shown(server);
  switch (status) {
    case "added":
      return { server: name, status: "recorded", words: count(tools, "tool") };
    case "unchanged":
      return { server: name, status, words: count(tools, "tool") };
    case "changed":
      return {
        ...{ server: name, status },
        words: `${count(changes.length, "tool")}, which no rule grants until accepted`,
      };
    case "declined":
      return { server: name, status, words: "it was not started" };
    case "failed":
      return { server: name, status, words: error };
  }
}
