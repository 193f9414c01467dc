import * as vscode from "vscode";

/** May programs of the workspace be started here? If not, the person is told why. `why` ends the sentence about trust. The server checks the same again: it assumes that nothing is trusted until it is told. */
export function mayStart(why: string): boolean {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (!vscode.workspace.isTrusted) {
    const manage = "Manage Workspace Trust";
    const words = `Ambit starts nothing: the workspace is not trusted, and ${why}.`;
    void vscode.window.showWarningMessage(words, manage).then((chosen) => {
      if (chosen === manage) void vscode.commands.executeCommand("workbench.trust.manage");
    });
    return false;
  }
  if (folders.length > 0 && folders.every(({ uri }) => uri.scheme !== "file")) {
    void vscode.window.showWarningMessage(
      "Ambit starts nothing: the workspace is virtual, and its programs would start on this machine.",
    );
    return false;
  }
  return true;
}
