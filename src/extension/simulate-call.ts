import * as vscode from "vscode";
import { POLICIES } from "../protocol/policies.ts";
import type { PolicyItem } from "../protocol/policies.ts";
import type { JsonObject } from "../protocol/simulate.ts";
import { pickTool } from "./pick-tool.ts";
import { readRecent, remember } from "./recent-calls.ts";
import type { RecentCall } from "./recent-calls.ts";
import type { Server } from "./server.ts";
import type { SimulationPanel } from "./simulation-panel.ts";
import { emptyArguments, readArguments, unknownArguments } from "./tools.ts";
import type { Tool } from "./tools.ts";

const RECENT = "recentCalls";

/** What the command stands on. */
export interface CallParts {
  readonly server: Server;
  readonly panel: SimulationPanel;
  readonly memory: vscode.Memento;
}

/** `Ambit: Simulate Tool Call…`: one call, asked for step by step, judged by a policy and shown in the view. Nothing is executed. */
export async function simulateCall({ server, panel, memory }: CallParts): Promise<void> {
  const policy = await pickPolicy(server);
  if (policy === undefined) return;
  const recent = readRecent(memory.get(RECENT));
  const picked = await pickTool(recent);
  if (picked === undefined) return;
  const call = "call" in picked ? picked.call : await askArguments(picked.tool);
  if (call === undefined) return;
  await memory.update(RECENT, remember(recent, call));
  await panel.show({ kind: "call", policy, ...call });
}

/** `Simulate This Command`: the selection of the terminal, as a call of `shell`. */
export async function simulateTerminalSelection(parts: CallParts): Promise<void> {
  const command = await terminalSelection();
  const policy = command === "" ? undefined : await pickPolicy(parts.server);
  if (policy === undefined) return;
  const call: RecentCall = { tool: "shell", args: { command } };
  await parts.memory.update(RECENT, remember(readRecent(parts.memory.get(RECENT)), call));
  await parts.panel.show({ kind: "call", policy, ...call });
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

/** The policy in the active editor, the only one, or the one that is picked. */
async function pickPolicy(server: Server): Promise<string | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  if (active?.languageId === "ambit-policy") return active.uri.toString();
  const policies = await server.request<readonly PolicyItem[]>(POLICIES);
  const [only, ...others] = policies.map(({ uri }) => ({
    label: vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
    uri,
  }));
  if (only === undefined) {
    void vscode.window.showInformationMessage(
      "There is no policy in this workspace. A policy is a file named ambit.yaml or *.ambit.yaml; “Ambit: New Policy…” writes one.",
    );
    return undefined;
  }
  if (others.length === 0) return only.uri;
  const picked = await vscode.window.showQuickPick([only, ...others], {
    title: "Simulate Tool Call",
    placeHolder: "By which policy?",
  });
  return picked?.uri;
}

async function askArguments(tool: Tool): Promise<RecentCall | undefined> {
  const args = tool.only === undefined ? await askJson(tool) : await askText(tool.name, tool.only);
  return args && { tool: tool.name, args };
}

async function askText(
  tool: string,
  { argument, prompt }: NonNullable<Tool["only"]>,
): Promise<JsonObject | undefined> {
  const value = await vscode.window.showInputBox({
    title: `Simulate Tool Call: ${tool}`,
    prompt: `${prompt}. Nothing is executed.`,
    value: startOf(tool),
    validateInput: (text) => (text.trim() === "" ? `${prompt} is missing` : undefined),
  });
  return value === undefined ? undefined : { [argument]: value };
}

/** What is selected in the editor; for files, else the file that is open. */
function startOf(tool: string): string {
  const editor = vscode.window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection).trim() ?? "";
  if (selected !== "" && !selected.includes("\n")) return selected;
  const isFile = tool.startsWith("file.") && editor?.document.uri.scheme === "file";
  return isFile ? vscode.workspace.asRelativePath(editor.document.uri, false) : "";
}

async function askJson(tool: Tool): Promise<JsonObject | undefined> {
  const text = await vscode.window.showInputBox({
    title: `Simulate Tool Call: ${tool.name}`,
    prompt: `The arguments, as JSON${namesOf(tool)}. Nothing is executed.`,
    value: emptyArguments(tool),
    validateInput: (written) => {
      const read = readArguments(tool, written);
      if ("error" in read) return read.error;
      const [strange] = unknownArguments(tool, read.args);
      if (strange === undefined) return undefined;
      const message = `${tool.name} has no argument \`${strange}\` in its catalog`;
      return { message, severity: vscode.InputBoxValidationSeverity.Warning };
    },
  });
  const read = text === undefined ? undefined : readArguments(tool, text);
  return read !== undefined && "args" in read ? read.args : undefined;
}

function namesOf({ arguments: known }: Tool): string {
  return known === undefined || known.all.length === 0 ? "" : `: ${known.all.join(", ")}`;
}
