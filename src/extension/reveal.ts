import * as vscode from "vscode";
import type { PlacedFile, PlacedRule } from "../protocol/simulate.ts";

/** Shows a file, or a rule of it, in an editor: where it is open already, else beside the view, which is in `not`. */
export async function reveal(
  target: PlacedFile | PlacedRule,
  not: vscode.ViewColumn | undefined,
): Promise<void> {
  const uri = vscode.Uri.parse(target.uri);
  const open = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
  const other = not === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
  const start = "range" in target ? target.range.start : undefined;
  const position = start && new vscode.Position(start.line, start.character);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, {
    viewColumn: open?.viewColumn ?? other,
    ...(position === undefined ? {} : { selection: new vscode.Range(position, position) }),
  });
}
