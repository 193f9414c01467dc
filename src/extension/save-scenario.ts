import * as vscode from "vscode";
import type { CallsSubject } from "../protocol/subject.ts";
import { scenarioText } from "./scenario-text.ts";
import { showUnsaved } from "./show-unsaved.ts";

/** `Save as Scenario…`: the calls as a scenario beside the policy, in an editor. It comes to be when the person saves it. */
export async function saveScenario(subject: CallsSubject): Promise<void> {
  const policy = vscode.Uri.parse(subject.policy);
  const name = policy.path.slice(policy.path.lastIndexOf("/") + 1);
  const folder = vscode.Uri.joinPath(policy, "..");
  const uri = await freeName(folder);
  await showUnsaved(uri, scenarioText(subject, `./${name}`));
}

async function freeName(folder: vscode.Uri): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const name = `session${number === 1 ? "" : `-${number}`}.ambit-scenario.yaml`;
    const uri = vscode.Uri.joinPath(folder, name);
    const isThere = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    // One that was made before and is not saved yet has the name too.
    const isOpen = vscode.workspace.textDocuments.some((one) => one.uri.path === uri.path);
    if (!isThere && !isOpen) return uri;
  }
}
