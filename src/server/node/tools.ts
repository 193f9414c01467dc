import type { CancellationToken } from "vscode-languageserver";

import { diskFiles } from "../../host/files.ts";
import { acceptTools } from "../../host/accept-tools.ts";
import { shown } from "../../model/shown.ts";
import { changeWords } from "../../model/tool-change-words.ts";
import { toolDigest } from "../../model/tool-catalog.ts";
import { isListOf, isShape, isText } from "../../protocol/guards.ts";
import { ACCEPT_TOOLS, CHANGED_TOOLS, SYNC_TOOLS } from "../../protocol/tools.ts";
import type {
  AcceptToolsParams,
  AcceptToolsResult,
  ChangedTool,
  SyncToolsResult,
} from "../../protocol/tools.ts";
import { acceptedServers, catalogFiles } from "../../workspace/catalogs.ts";
import { workspaceOf } from "../../workspace/root.ts";
import { DEFECT } from "../fence.ts";
import type { ServerGround } from "../server.ts";
import { isVirtual } from "../uris.ts";
import { syncFolder } from "./sync.ts";

/** Serves what has to do with the tools of MCP servers: asking for them, and accepting what changed. */
export function serveTools(ground: ServerGround): void {
  const { connection, fence } = ground;
  let running = false;
  connection.onRequest<SyncToolsResult, never>(
    SYNC_TOOLS,
    async (_params: unknown, token: CancellationToken): Promise<SyncToolsResult> => {
      const obstacle = running ? "the servers are being asked already" : whyNot(ground);
      if (obstacle !== undefined) return { problem: obstacle };
      running = true;
      const cancel = new AbortController();
      token.onCancellationRequested(() => cancel.abort());
      try {
        const result = await fence("the sync of tools", () => syncAll(ground, cancel.signal));
        return result ?? { problem: DEFECT };
      } finally {
        running = false;
        ground.catalogsChanged();
      }
    },
  );
  connection.onRequest(CHANGED_TOOLS, async (): Promise<readonly ChangedTool[]> => {
    const found = await fence("the changed tools", async () => {
      const lists = await Promise.all((await roots(ground)).map(changedTools));
      return lists.flat();
    });
    return found ?? [];
  });
  connection.onRequest(ACCEPT_TOOLS, async (params: unknown): Promise<AcceptToolsResult> => {
    const result = await fence("accepting tools", () => accept(params, ground));
    ground.catalogsChanged();
    return result ?? { accepted: [], problems: [DEFECT] };
  });
}

/** Why nothing is started, for people. */
function whyNot({ isTrusted, folders }: ServerGround): string | undefined {
  if (!isTrusted())
    return "the workspace is not trusted, and a server that it names is a program of its choice; trust the workspace to sync its tools";
  if (folders().length === 0) return "no folder is open";
  return folders().every(isVirtual)
    ? "the workspace is on no disk of this machine, and its servers start here"
    : undefined;
}

async function syncAll(ground: ServerGround, signal: AbortSignal): Promise<SyncToolsResult> {
  const servers: Extract<SyncToolsResult, { servers: unknown }>["servers"][number][] = [];
  const problems: string[] = [];
  for (const folder of ground.folders().filter((one) => !isVirtual(one))) {
    const root = await diskFiles.real(folder);
    const above = await workspaceOf(root, { files: diskFiles });
    if (above !== root) {
      // A catalog in the folder would make it a workspace of its own, and its policies would mean other files.
      problems.push(
        `the folder ${shown(folder)} belongs to the workspace ${shown(above)}; open that, or use \`ambit tools sync\``,
      );
      continue;
    }
    const result = await syncFolder(root, ground.connection, signal);
    servers.push(...result.servers);
    problems.push(...result.problems);
  }
  return { servers, problems };
}

/** Of folders on a disk, the workspaces that they lie in. */
async function roots({ folders }: ServerGround): Promise<readonly string[]> {
  const found = folders()
    .filter((folder) => !isVirtual(folder))
    .map(async (folder) => workspaceOf(await diskFiles.real(folder), { files: diskFiles }));
  return [...new Set(await Promise.all(found))];
}

async function changedTools(root: string): Promise<readonly ChangedTool[]> {
  const files = await catalogFiles(root, diskFiles);
  const now = new Map(files.map(({ server, read }) => [server, read?.now.tools ?? []]));
  return [...acceptedServers(files)].flatMap(([server, { changes }]) =>
    [...changes.values()].map((change): ChangedTool => {
      const { tool, kind } = change;
      const definition = now.get(server)?.find(({ name }) => name === tool);
      const words = changeWords(change).map(shown);
      return {
        ...{ root, server, tool, kind, words },
        ...(definition === undefined ? {} : { sha256: toolDigest(definition) }),
      };
    }),
  );
}

/** Only catalogs of workspaces that are open are written, and only what they hold already is taken over. */
async function accept(params: unknown, ground: ServerGround): Promise<AcceptToolsResult> {
  if (!isAcceptTools(params)) return { accepted: [], problems: [] };
  const open = await roots(ground);
  const groups = new Map<string, AcceptToolsParams["tools"]>();
  for (const tool of params.tools) {
    const key = JSON.stringify([tool.root, tool.server]);
    groups.set(key, [...(groups.get(key) ?? []), tool]);
  }
  const accepted: { server: string; tool: string }[] = [];
  const problems: string[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined || !open.includes(first.root)) continue;
    const { root, server } = first;
    const chosen = group.map(({ tool, sha256 }) => ({ tool, sha256 }));
    const result = await acceptTools(server, root, chosen);
    if ("error" in result) problems.push(`${shown(server)}: ${shown(result.error)}`);
    else accepted.push(...result.accepted.map((tool) => ({ server, tool })));
  }
  return { accepted, problems };
}

const text = isText(10_000);
const isAcceptTools = isShape<AcceptToolsParams>({
  tools: isListOf(
    isShape<AcceptToolsParams["tools"][number]>(
      { root: text, server: text, tool: text, sha256: text },
      ["sha256"],
    ),
    10_000,
  ),
});
