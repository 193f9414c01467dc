import * as vscode from "vscode";
import { ACCEPT_TOOLS, CHANGED_TOOLS } from "../protocol/tools.ts";
import type { AcceptToolsResult, ChangedTool } from "../protocol/tools.ts";
import type { Server } from "./server.ts";
import { visibleText } from "./visible-text.ts";

/** `Ambit: Accept Changed Tools…`: shows what is not as it was accepted, and takes over what is picked, as it was shown. Nothing is started. */
export async function acceptTools(server: Server): Promise<void> {
  const changed = await server.request<readonly ChangedTool[]>(CHANGED_TOOLS, {});
  if (changed.length === 0) {
    void vscode.window.showInformationMessage(
      "Ambit: every recorded tool is as it was accepted. “Ambit: Sync Tools” looks whether the servers have changed.",
    );
    return;
  }
  const items = changed.map((change) => ({
    label: `${visibleText(change.server, 40)}/${visibleText(change.tool, 80)}`,
    description: KINDS[change.kind],
    detail: visibleText(change.words.join("; "), 1_000),
    change,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: "Accept Changed Tools",
    placeHolder: "Which tools are as they should be? Rules grant them again as they are now",
    canPickMany: true,
    matchOnDetail: true,
  });
  if (picked === undefined || picked.length === 0) return;
  const tools = picked.map(({ change: { root, server: name, tool, sha256 } }) => ({
    ...{ root, server: name, tool },
    ...(sha256 === undefined ? {} : { sha256 }),
  }));
  const { accepted, problems } = await server.request<AcceptToolsResult>(ACCEPT_TOOLS, { tools });
  const names = accepted.map((one) => visibleText(`${one.server}/${one.tool}`, 80)).join(", ");
  if (names !== "") void vscode.window.showInformationMessage(`Ambit: accepted ${names}.`);
  for (const problem of problems)
    void vscode.window.showErrorMessage(`Ambit: not accepted: ${visibleText(problem, 300)}`);
}

const KINDS: Readonly<Record<ChangedTool["kind"], string>> = {
  added: "is new",
  removed: "is there no more",
  changed: "has changed",
  edited: "was edited in its catalog",
};
