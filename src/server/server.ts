import { CodeActionKind, TextDocumentSyncKind } from "vscode-languageserver";
import type { CodeAction, Connection, InitializeResult } from "vscode-languageserver";
import type { Client } from "../language/client.ts";
import { createAgentFeatures } from "../language/agents/features.ts";
import { effectiveItems } from "../language/effective.ts";
import { createFeatures } from "../language/features.ts";
import { FIX_ALL, fixAll } from "../language/fix-all.ts";
import { createLanguageService } from "../language/service.ts";
import { EFFECTIVE } from "../protocol/effective.ts";
import type { EffectiveItem } from "../protocol/effective.ts";
import { SCENARIOS } from "../protocol/scenarios.ts";
import type { ScenarioItem } from "../protocol/scenarios.ts";
import type { Ports } from "../workspace/ports.ts";
import { Workspace } from "../workspace/workspace.ts";
import { serveCallForms } from "./call-forms.ts";
import { Diagnoser } from "./diagnoser.ts";
import { LiveAssumed } from "./decide-as.ts";
import { WorkspaceDocuments } from "./documents.ts";
import { FEATURES, serveFeatures } from "./features.ts";
import { fenceFor } from "./fence.ts";
import type { Fence } from "./fence.ts";
import type { Follower } from "./follower.ts";
import { serveMatrix } from "./matrix.ts";
import { OpenDocuments } from "./open-documents.ts";
import { withOpenDocuments } from "./overlay.ts";
import { ReachRefresh } from "./reach.ts";
import { serveSimulations } from "./simulations.ts";
import { serveStress } from "./stress.ts";
import { serveSuites } from "./suites.ts";
import { LiveSettings } from "./settings.ts";
import { readStart } from "./start.ts";
import type { Start } from "./start.ts";
import { followTrust } from "./trust.ts";
import type { Trust } from "./trust.ts";
import { pathOf } from "./uris.ts";
import { watchFiles } from "./watch.ts";
import { serveWatch } from "./watched-calls.ts";

/** What a server of one platform stands on to do more than read. */
export interface ServerGround {
  readonly connection: Connection;
  readonly fence: Fence;
  readonly isTrusted: Trust;
  readonly workspace: Workspace;
  readonly client: Client;
  /** The workspace folders that are open now. */
  folders(): readonly string[];
  /** Catalogs were written: everything is checked anew. */
  catalogsChanged(): void;
  /** Does this before the server ends. */
  onEnd(work: () => Promise<void>): void;
}

/**
 * Serves one client over a connection, from `initialize` to `shutdown`. `openPorts` gives the disk and the shell grammars; `more` serves what
 * only this platform can.
 */
export function serve(
  connection: Connection,
  openPorts: () => Promise<Ports>,
  more?: (ground: ServerGround) => void,
): void {
  const open = new OpenDocuments();
  connection.onInitialize(async (params) => {
    const start = readStart(params);
    const ports = await openPorts();
    const files = withOpenDocuments(ports.files, open);
    const ground = begin(connection, open, start, { ...ports, files });
    more?.(ground);
    return initialized();
  });
  connection.listen();
}

function initialized(): InitializeResult {
  return {
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      ...FEATURES,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
    serverInfo: { name: "ambit" },
  };
}

function begin(
  connection: Connection,
  open: OpenDocuments,
  start: Start,
  ports: Ports,
): ServerGround {
  const fence = fenceFor(connection);
  const workspace = new Workspace(ports);
  const { pages, showsRelated, snippets } = start;
  const settings = new LiveSettings(connection, start.settings);
  const assumed = new LiveAssumed(start.assumed);
  const uriOf = (path: string): string => open.uriOf(path);
  const client = {
    uriOf,
    pages,
    showsRelated,
    snippets,
    settings: () => settings.current,
    assumed: () => assumed.current,
  };
  const service = createLanguageService(workspace, client);
  const diagnoser = new Diagnoser({
    ...{ connection, open, service, fence },
    first: (): Promise<unknown> | undefined => {
      const telling = followers.flatMap(({ told }) => told ?? []);
      return telling.length === 0 ? undefined : Promise.all(telling);
    },
  });
  const documents = new WorkspaceDocuments(workspace, open, diagnoser, start.folders);

  const reach = new ReachRefresh(connection, workspace, start);
  const followers: readonly Follower[] = [
    serveSimulations(connection, service, fence),
    serveMatrix({ connection, workspace, client, documents, fence }),
    serveStress(connection, workspace, client, fence),
    serveWatch({ connection, workspace, client, documents, open, fence }),
  ];
  const changed = (paths: readonly string[]): void => {
    for (const follower of followers) follower.changed(paths);
  };

  assumed.serve(connection, () => {
    for (const follower of followers) follower.allChanged();
  });
  open.listen(connection, {
    changed: (path) => {
      // Where nobody tells of files that come and go, typing has to do.
      if (!start.watches) workspace.filesChanged();
      // Before the check, which takes longer: what a person is looking at is asked for first.
      changed([path]);
      diagnoser.check([path]);
    },
    closed: (path) => {
      changed([path]);
      documents.closed(path);
    },
  });
  settings.onChange(() => {
    diagnoser.checkAll();
    reach.refresh();
  });
  const isTrusted = followTrust(connection, start.trusted);
  connection.onInitialized(() =>
    fence("the start", () => settle(connection, start, documents, fence)),
  );
  connection.onDidChangeWatchedFiles(({ changes }) => {
    reach.filesChanged(changes);
    changed(changes.map(({ uri }) => pathOf(uri)));
    return fence("changed files", () => documents.filesChanged(changes));
  });
  const ends: (() => Promise<void>)[] = [];
  connection.onShutdown(async () => {
    diagnoser.stop();
    reach.stop();
    await Promise.all(ends.map((work) => fence("the end", work)));
  });

  connection.onCodeAction(async ({ textDocument, range, context }): Promise<CodeAction[]> => {
    const path = pathOf(textDocument.uri);
    const all = context.only?.some((kind) => FIX_ALL === kind || FIX_ALL.startsWith(`${kind}.`));
    const actions = await fence("quick fixes", async () => {
      if (all !== true) return service.codeActions(path, open.kindOf(path), range);
      const kind = open.kindOf(path);
      return kind === "policy" || kind === "agent" ? fixAll(path, ports, client) : [];
    });
    return [...(actions ?? [])];
  });
  const features = {
    own: createFeatures(workspace, client),
    agents: createAgentFeatures(workspace, client),
  };
  serveFeatures(connection, features, open, documents, fence);
  serveSuites(connection, service, documents, open, fence);
  serveCallForms(connection, workspace, fence);
  connection.onRequest(EFFECTIVE, async (): Promise<readonly EffectiveItem[]> => {
    const found = await fence("what the files grant together", () =>
      Promise.all(documents.folders.map((one) => effectiveItems(workspace, client, one, ports))),
    );
    return (found ?? []).flat();
  });
  connection.onRequest(SCENARIOS, async (): Promise<readonly ScenarioItem[]> => {
    const found = await fence("the list of scenarios", async () => {
      const paths = (await documents.all()).filter((path) => open.kindOf(path) === "scenario");
      return service.scenarios(paths);
    });
    return (found ?? []).map(({ path, ...rest }) => ({ uri: uriOf(path), ...rest }));
  });
  return {
    ...{ connection, fence, isTrusted, workspace, client, folders: () => documents.folders },
    onEnd: (work) => void ends.push(work),
    catalogsChanged: () => {
      diagnoser.checkAll();
      for (const follower of followers) follower.allChanged();
    },
  };
}

/** What can be asked of the client only when it is ready. */
async function settle(
  connection: Connection,
  { watches, tellsFolders }: Start,
  documents: WorkspaceDocuments,
  fence: Fence,
): Promise<void> {
  if (watches) await watchFiles(connection);
  if (tellsFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const paths = (folders: readonly { readonly uri: string }[]): readonly string[] =>
        folders.map(({ uri }) => pathOf(uri));
      void fence("changed folders", () => documents.changeFolders(paths(added), paths(removed)));
    });
  }
  await documents.scan();
}
