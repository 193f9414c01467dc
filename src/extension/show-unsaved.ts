import * as vscode from "vscode";

/**
 * A file that is not there yet, with its text, in an editor; it comes to be when the person saves it. One that is open unsaved is shown as it
 * is.
 */
export async function showUnsaved(uri: vscode.Uri, text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri.with({ scheme: "untitled" }));
  // Shown while it is empty: VS Code opens by itself what was changed and is in no editor, beside whatever has the focus.
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.One,
  });
  if (document.getText() !== "") return document;
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), text);
  await vscode.workspace.applyEdit(edit);
  editor.selection = new vscode.Selection(0, 0, 0, 0);
  return document;
}
