import * as vscode from "vscode";
import { isTriedCall } from "../protocol/call-form.ts";
import type { TriedCall } from "../protocol/call-form.ts";
import type { CallDesk } from "./call-desk.ts";
import { commandLine, quotingOf } from "./command-line.ts";
import { reveal } from "./reveal.ts";
import type { SimulationPanel } from "./simulation-panel.ts";
import { readTypedCall, typedCall } from "./typed-call.ts";
import { visibleText } from "./visible-text.ts";
import type { WatchView } from "./watch-view.ts";

/** What the commands of the view *Watch* stand on. */
export interface WatchParts {
  readonly view: WatchView;
  readonly panel: SimulationPanel;
  readonly desk: CallDesk;
}

/** `Ambit: Watch Call…`: the call that is given, else one that is typed or picked from the last ones. */
export async function watchCall({ view, panel, desk }: WatchParts, given: unknown): Promise<void> {
  const call = callIn(given) ?? (await askForCall([...panel.calls, ...desk.lastCalls]));
  if (call !== undefined) await view.watch(call);
}

/** Changes a watched call: the given one, else the selected one. */
export async function editWatched({ view }: WatchParts, given: unknown): Promise<void> {
  const call = rowCall(view, given);
  if (call === undefined) return;
  const typed = await vscode.window.showInputBox({
    title: "Edit Watched Call",
    value: typedCall(call),
    prompt: HOW,
    validateInput: (text) =>
      readTypedCall(text) === undefined ? `Write a call: ${HOW}` : undefined,
  });
  const changed = typed === undefined ? undefined : readTypedCall(typed);
  if (changed !== undefined) await view.watch(changed, call);
}

/** Watches a call no longer: the given one, else the selected one. */
export async function removeWatched({ view }: WatchParts, given: unknown): Promise<void> {
  const call = rowCall(view, given);
  if (call !== undefined) await view.remove(call);
}

/** Copies the command that decides a watched call in a terminal. */
export async function copyWatched({ view, desk }: WatchParts, given: unknown): Promise<void> {
  const call = rowCall(view, given);
  const { policy } = view;
  if (call === undefined || policy === undefined) return;
  const pathOf = (uri: string): string =>
    vscode.workspace.asRelativePath(vscode.Uri.parse(uri), false);
  const subject = { kind: "call", policy, ...call } as const;
  const options = view.isAgent ? desk.options() : "";
  const line = commandLine(subject, pathOf, quotingOf(vscode.env.shell), options);
  await vscode.env.clipboard.writeText(line);
}

/** Shows a watched call in the Simulation view, with everything about it. */
export async function simulateWatched(
  { view, panel, desk }: WatchParts,
  given: unknown,
): Promise<void> {
  const call = rowCall(view, given);
  const { policy } = view;
  if (call === undefined || policy === undefined) return;
  await desk.tried(call);
  await panel.show({ kind: "call", policy, ...call });
}

/** Shows the rule that decides a watched call; where none does, the policy. */
export async function revealWatched({ view }: WatchParts, given: unknown): Promise<void> {
  const call = rowCall(view, given);
  const { policy } = view;
  if (call === undefined || policy === undefined) return;
  const [rule] = view.decided(call)?.rules ?? [];
  await reveal(rule ?? { uri: policy, place: "" }, undefined);
}

const HOW =
  "shell npm test · file.read src/a.ts · web.fetch https://… · mcp:server/tool { … }, or a call as JSON";

/** A row of the list that a menu was opened on; from the keyboard, the selected one. */
function rowCall(view: WatchView, given: unknown): TriedCall | undefined {
  return isRow(given) && isTriedCall(given.call) ? given.call : view.selected;
}

function isRow(given: unknown): given is { readonly call: unknown } {
  return typeof given === "object" && given !== null && "call" in given;
}

/** A call that another command hands over. */
function callIn(given: unknown): TriedCall | undefined {
  return isTriedCall(given) ? { tool: given.tool, args: given.args } : undefined;
}

/** What is typed is the first entry; below it are the calls of before. */
async function askForCall(recent: readonly TriedCall[]): Promise<TriedCall | undefined> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly call: TriedCall }>();
  const itemOf = (call: TriedCall): (typeof pick.items)[number] => ({
    label: visibleText(typedCall(call), 200),
    call,
  });
  const last = [...new Map(recent.map((call) => [typedCall(call), call])).values()].map(itemOf);
  pick.title = "Watch Call";
  pick.placeholder = HOW;
  pick.items = last;
  pick.onDidChangeValue((text) => {
    const call = readTypedCall(text);
    const typed = call && { ...itemOf(call), description: "as it is typed", alwaysShow: true };
    pick.items = typed === undefined ? last : [typed, ...last];
    if (typed !== undefined) pick.activeItems = [typed];
  });
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.call);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
