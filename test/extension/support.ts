import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";

/** How long a test waits for the editor. */
const PATIENCE_MS = 20_000;

/** The folder that the editor has open: a copy that tests may change. */
export function workspaceFolder(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "no folder is open");
  return folder.uri.fsPath;
}

/** Where the extension under test lies. */
export function extensionFolder(): string {
  const extension = vscode.extensions.getExtension("ambit.ambit");
  assert.ok(extension, "ambit.ambit is not installed");
  return extension.extensionPath;
}

/** Writes a file of the workspace and gives its URI. */
export function write(file: string, text: string): vscode.Uri {
  const target = path.join(workspaceFolder(), file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  return vscode.Uri.file(target);
}

/** Removes a file or folder of the workspace. */
export function remove(file: string): void {
  rmSync(path.join(workspaceFolder(), file), { recursive: true, force: true });
}

/** Shows a file in an editor. */
export async function show(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** Closes all editors without saving. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor !== undefined) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** Replaces the first `from` of a document by `to`, as typing would. */
export async function type(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const { document } = editor;
  const at = document.getText().indexOf(from);
  assert.ok(at >= 0, `${document.uri.path} does not hold ${from}`);
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + from.length));
  assert.ok(await editor.edit((edit) => edit.replace(range, to)));
}

/** Waits until the diagnostics of a file are as wanted. */
export async function diagnostics(
  uri: vscode.Uri,
  wanted: (codes: readonly string[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return until(
    () => {
      const found = vscode.languages.getDiagnostics(uri);
      return wanted(found.map(codeOf)) ? found : undefined;
    },
    () => `diagnostics of ${uri.path}: ${vscode.languages.getDiagnostics(uri).map(codeOf).join()}`,
  );
}

/** The code of a diagnostic, without its page. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Asks until there is an answer. */
export async function until<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  describe: () => string,
): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  // Some answers cost the editor and the server more than the wait for them.
  for (let pause = 25; ; pause = Math.min(pause * 2, 200)) {
    const answer = await unlessCanceled(ask);
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`waited too long; ${describe()}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** VS Code cancels what is asked about a document that changes meanwhile, which may be another extension's doing: nothing, then. */
async function unlessCanceled<T>(
  ask: () => T | undefined | Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && error.message === "Canceled") return undefined;
    throw error;
  }
}
