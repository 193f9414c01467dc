import * as vscode from "vscode";
import { TEMPLATES } from "./templates.ts";
import type { Template } from "./templates.ts";

/** `Ambit: New Policy…`: writes a policy to start from. Where no folder is open, it is a document that has no file yet. */
export async function newPolicy(): Promise<void> {
  const template = await pickTemplate();
  if (template === undefined) return;
  const folder = await pickFolder();
  if (folder === "none") {
    const content = { language: "ambit-policy", content: template.text };
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(content));
    return;
  }
  const file = folder && (await askFile(folder.uri));
  if (file === undefined || ((await exists(file)) && !(await mayReplace(file)))) return;
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(template.text));
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
}

async function pickTemplate(): Promise<Template | undefined> {
  const items = TEMPLATES.map((template) => ({
    label: template.id,
    description: template.description,
    template,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: "New Policy",
    placeHolder: "What is the agent for?",
    matchOnDescription: true,
  });
  return picked?.template;
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | "none" | undefined> {
  const [only, ...others] = vscode.workspace.workspaceFolders ?? [];
  if (only === undefined) return "none";
  return others.length === 0 ? only : vscode.window.showWorkspaceFolderPick();
}

async function askFile(folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  const name = await vscode.window.showInputBox({
    title: "New Policy",
    prompt: "The file, from the workspace folder",
    value: "ambit.yaml",
    validateInput: async (text) => {
      const file = fileAt(folder, text);
      if (file === undefined)
        return "A policy is a file named ambit.yaml or *.ambit.yaml, in the folder";
      if (!(await exists(file))) return undefined;
      const message = "There is such a file; it is replaced only after you are asked";
      return { message, severity: vscode.InputBoxValidationSeverity.Warning };
    },
  });
  return name === undefined ? undefined : fileAt(folder, name);
}

function fileAt(folder: vscode.Uri, text: string): vscode.Uri | undefined {
  const file = vscode.Uri.joinPath(folder, text.trim());
  const isInside = file.path.startsWith(folder.path.replace(/\/?$/, "/"));
  return isInside && /(^|[/.])ambit\.yaml$/.test(file.path) ? file : undefined;
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return false;
    throw error;
  }
}

async function mayReplace(file: vscode.Uri): Promise<boolean> {
  const question = `${vscode.workspace.asRelativePath(file)} is there already. Replace it?`;
  const detail = "What it holds is lost.";
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(question, options, "Replace")) === "Replace";
}
