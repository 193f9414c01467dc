import * as vscode from "vscode";
import { ASK_VALUE, CONFIRM_START, SYNC_PROGRESS, SYNC_TOOLS } from "../protocol/tools.ts";
import type {
  AskValueParams,
  ConfirmStartParams,
  SyncedServer,
  SyncProgress,
  SyncToolsResult,
} from "../protocol/tools.ts";
import type { BaseLanguageClient } from "vscode-languageclient";
import { mayStart } from "./may-start.ts";
import type { Server } from "./server.ts";
import { visibleText } from "./visible-text.ts";

/** `Ambit: Sync Tools`: has the server ask the MCP servers of the workspace for their tools; says at the end what became of each. */
export async function syncTools(
  server: Server,
  client: BaseLanguageClient,
  log: vscode.LogOutputChannel,
): Promise<void> {
  if (!mayStart("an MCP server that it names is a program of its choice")) return;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: "Ambit: Sync Tools",
    cancellable: true,
  };
  const result = await vscode.window.withProgress(options, async (progress, token) => {
    const following = client.onNotification(SYNC_PROGRESS, (params: SyncProgress) =>
      progress.report(params),
    );
    try {
      return await server.request<SyncToolsResult>(SYNC_TOOLS, {}, token);
    } finally {
      following.dispose();
    }
  });
  tell(result, log);
}

/** Answers what the server asks while it syncs. */
export function answerSync(client: BaseLanguageClient): vscode.Disposable {
  return vscode.Disposable.from(
    client.onRequest<boolean, never>(CONFIRM_START, confirmStart),
    client.onRequest<string | null, never>(ASK_VALUE, askValue),
  );
}

async function confirmStart({ server, lines }: ConfirmStartParams): Promise<boolean> {
  const question = `Start the MCP server ${visibleText(server, 60)}?`;
  const detail = [
    ...lines,
    "",
    "It is started to ask for its tools, and ended again. You are asked once, and again when this changes.",
  ].join("\n");
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(question, options, "Start")) === "Start";
}

async function askValue({ server, prompt, hidden }: AskValueParams): Promise<string | null> {
  const value = await vscode.window.showInputBox({
    title: `MCP server ${visibleText(server, 60)}`,
    prompt: `${prompt}. It is used for this start, and kept nowhere.`,
    password: hidden,
    ignoreFocusOut: true,
  });
  return value ?? null;
}

function tell(result: SyncToolsResult, log: vscode.LogOutputChannel): void {
  if ("problem" in result) {
    void vscode.window.showWarningMessage(`Ambit: no tools were synced: ${result.problem}`);
    return;
  }
  const { servers, problems } = result;
  for (const { server, status, words } of servers)
    log.info(`tools of ${server}: ${status}: ${words}`);
  for (const problem of problems) log.warn(problem);
  const message = syncMessage(servers, problems);
  const review = servers.some(({ status }) => status === "changed") ? [REVIEW] : [];
  const show = problems.length > 0 || servers.some(isBad) ? [SHOW] : [];
  const say =
    review.length + show.length === 0
      ? vscode.window.showInformationMessage
      : vscode.window.showWarningMessage;
  // The message may stay for long: nothing waits for it.
  void say(message, ...review, ...show).then((chosen) => {
    if (chosen === REVIEW) void vscode.commands.executeCommand("ambit.acceptTools");
    if (chosen === SHOW) log.show();
  });
}

const REVIEW = "Review Changes…";
const SHOW = "Show Output";

function isBad({ status }: SyncedServer): boolean {
  return status === "failed";
}

/** What became of each server, a word each. */
function syncMessage(servers: readonly SyncedServer[], problems: readonly string[]): string {
  if (servers.length === 0)
    return problems[0] === undefined
      ? "Ambit: no MCP server is configured in .vscode/mcp.json, .mcp.json or .cursor/mcp.json."
      : `Ambit: ${visibleText(problems[0], 300)}`;
  const words = servers.map(
    ({ server, status, words: more }) =>
      `${visibleText(server, 40)} ${status} (${visibleText(more, 160)})`,
  );
  const rest =
    problems.length === 0 ? "" : ` ${problems.length} of the definitions cannot be used.`;
  return `Ambit: ${words.join(", ")}.${rest}`;
}
