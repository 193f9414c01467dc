import * as vscode from "vscode";
import { CREATE_CASE } from "../protocol/cases.ts";
import type { CreateCaseParams, CreateCaseResult } from "../protocol/cases.ts";
import { SUITES } from "../protocol/suites.ts";
import type { SuiteItem } from "../protocol/suites.ts";
import type { Subject } from "../protocol/view.ts";
import type { Server } from "./server.ts";
import { rangeOf } from "./suite-tree.ts";

/** `Create test case`: asks for a test suite of the policy, and shows it with the call as one more case. Nothing is saved. */
export async function createCase(
  server: Server,
  subject: Subject,
  index: number,
  policy: string,
): Promise<void> {
  const target = await pickSuite(server, policy);
  if (target === undefined) return;
  const params: CreateCaseParams = {
    subject,
    index,
    ...(target.suite === undefined ? {} : { suite: target.suite }),
  };
  const result = await server.request<CreateCaseResult>(CREATE_CASE, params);
  if ("problem" in result) {
    void vscode.window.showErrorMessage(`Ambit: ${result.problem}`);
    return;
  }
  const uri = vscode.Uri.parse(result.uri);
  // A file that is not there yet: it comes to be when the person saves it.
  const shown = result.isNew ? uri.with({ scheme: "untitled" }) : uri;
  const document = await vscode.workspace.openTextDocument(shown);
  // Before it is changed: VS Code opens by itself what was changed and is in no editor, beside whatever has the focus.
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.One,
  });
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(result.range), result.newText);
  await vscode.workspace.applyEdit(edit);
  const end = document.positionAt(
    document.offsetAt(rangeOf(result.range).start) + result.newText.length,
  );
  editor.selection = new vscode.Selection(end, end);
  editor.revealRange(editor.selection);
}

interface Target {
  /** Absent: a new one. */
  readonly suite?: string;
}

async function pickSuite(server: Server, policy: string): Promise<Target | undefined> {
  const suites = await server.request<readonly SuiteItem[]>(SUITES);
  const items: (vscode.QuickPickItem & Target)[] = suites
    .filter((suite) => suite.policy === policy)
    .map(({ uri, cases }) => ({
      label: vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
      description: cases.length === 1 ? "1 case" : `${cases.length} cases`,
      suite: uri,
    }));
  items.push({ label: "$(new-file) New test suite", description: "beside the policy" });
  return vscode.window.showQuickPick(items, {
    title: "Create Test Case",
    placeHolder: "In which test suite? Nothing is saved yet",
  });
}
