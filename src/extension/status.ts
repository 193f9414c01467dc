import * as vscode from "vscode";
import { countFindings, statusText, statusWords } from "./status-text.ts";

/** The number of findings in the status bar; a click opens Problems. */
export function findingsStatus(): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("findings", vscode.StatusBarAlignment.Left);
  item.name = "Ambit Findings";
  item.command = "workbench.actions.view.problems";
  const update = (): void => {
    const found = vscode.languages
      .getDiagnostics()
      .flatMap(([, diagnostics]) =>
        diagnostics.flatMap(({ source, severity }) =>
          source === "ambit" ? [SEVERITIES[severity]] : [],
        ),
      );
    const count = countFindings(found);
    item.text = statusText(count);
    item.tooltip = statusWords(count);
    item.accessibilityInformation = { label: statusWords(count), role: "button" };
  };
  update();
  item.show();
  return vscode.Disposable.from(item, vscode.languages.onDidChangeDiagnostics(update));
}

const SEVERITIES = {
  [vscode.DiagnosticSeverity.Error]: "error",
  [vscode.DiagnosticSeverity.Warning]: "warning",
  [vscode.DiagnosticSeverity.Information]: "other",
  [vscode.DiagnosticSeverity.Hint]: "other",
} as const;
