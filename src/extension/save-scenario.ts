import * as vscode from "vscode";
import type { CallsSubject } from "../protocol/subject.ts";
import { scenarioText } from "./scenario-text.ts";

/** `Save as Scenario…`: the calls as a scenario beside the policy, in an editor. It comes to be when the person saves it. */
export async function saveScenario(subject: CallsSubject): Promise<void> {
  const policy = vscode.Uri.parse(subject.policy);
  const name = policy.path.slice(policy.path.lastIndexOf("/") + 1);
  const folder = vscode.Uri.joinPath(policy, "..");
  const uri = await freeName(folder);
  const document = await vscode.workspace.openTextDocument(uri.with({ scheme: "untitled" }));
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), scenarioText(subject, `./${name}`));
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
}

async function freeName(folder: vscode.Uri): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const name = `session${number === 1 ? "" : `-${number}`}.ambit-scenario.yaml`;
    const uri = vscode.Uri.joinPath(folder, name);
    const isThere = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!isThere) return uri;
  }
}
