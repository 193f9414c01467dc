import * as vscode from "vscode";
import { isTriedCall } from "../protocol/call-form.ts";
import type { TriedCall } from "../protocol/call-form.ts";
import type { CallDesk } from "./call-desk.ts";
import { isJudge, judgePicks, sayNoJudge } from "./judges.ts";
import type { Server } from "./server.ts";
import type { SimulationPanel } from "./simulation-panel.ts";

/** What the command stands on. */
export interface CallParts {
  readonly server: Server;
  readonly panel: SimulationPanel;
  readonly desk: CallDesk;
}

/** `Ambit: Simulate Tool Call…`: a form for one call in the view, decided by a policy as it is typed. Nothing is executed. */
export async function simulateCall(
  { server, panel, desk }: CallParts,
  given: unknown,
): Promise<void> {
  // The call that a finding shows.
  if (isTriedCall(given)) return simulateGiven({ server, panel, desk }, given);
  const command = selectedText();
  desk.offer(openFile());
  const policy = await pickPolicy(server);
  if (policy === undefined) return;
  const args = command === "" ? {} : { command };
  await panel.show({ kind: "call", policy, tool: "shell", args });
}

/** `Simulate This Command`: the selection of the terminal, as a call of `shell`. */
export async function simulateTerminalSelection(parts: CallParts): Promise<void> {
  const command = await terminalSelection();
  const policy = command === "" ? undefined : await pickPolicy(parts.server);
  if (policy === undefined) return;
  const call: TriedCall = { tool: "shell", args: { command } };
  await parts.desk.tried(call);
  await parts.panel.show({ kind: "call", policy, ...call });
}

async function simulateGiven({ server, panel, desk }: CallParts, call: TriedCall): Promise<void> {
  const policy = await pickPolicy(server);
  if (policy === undefined) return;
  const { tool, args } = call;
  await desk.tried({ tool, args });
  await panel.show({ kind: "call", policy, tool, args });
}

/** What is selected in the editor, where a command could be. */
function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection).trim() ?? "";
  return selected.length > 10_000 ? "" : selected;
}

/** The file that is open, as a call would name it. A policy itself is hardly meant. */
function openFile(): string {
  const document = vscode.window.activeTextEditor?.document;
  const isMeant = document?.uri.scheme === "file" && !document.languageId.startsWith("ambit-");
  return isMeant ? vscode.workspace.asRelativePath(document.uri, false) : "";
}

/** There is no other way to a terminal's selection than through the clipboard, which is put back. */
async function terminalSelection(): Promise<string> {
  const { clipboard } = vscode.env;
  const before = await clipboard.readText();
  await clipboard.writeText("");
  try {
    await vscode.commands.executeCommand("workbench.action.terminal.copySelection");
    return (await clipboard.readText()).trim();
  } finally {
    await clipboard.writeText(before);
  }
}

/** The policy or agent's file in the active editor, the only one, or the one that is picked; `title` is that of the command. */
export async function pickPolicy(
  server: Server,
  title = "Simulate Tool Call",
): Promise<string | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  if (active !== undefined && isJudge(active)) return active.uri.toString();
  const [only, ...others] = await judgePicks(server);
  if (only === undefined) {
    sayNoJudge();
    return undefined;
  }
  if (others.length === 0) return only.uri;
  const picked = await vscode.window.showQuickPick([only, ...others], {
    title,
    placeHolder: "By which policy, or by the files of which agent?",
    matchOnDescription: true,
  });
  return picked?.uri;
}
