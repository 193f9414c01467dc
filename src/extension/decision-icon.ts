import * as vscode from "vscode";
import type { Word } from "../protocol/watch.ts";

/** The sign of a decision: by its shape and its colour. */
export function decisionIcon(decision: Word): vscode.ThemeIcon {
  const [name, colour] = ICONS[decision];
  return new vscode.ThemeIcon(name, new vscode.ThemeColor(colour));
}

const ICONS = {
  allow: ["pass", "testing.iconPassed"],
  ask: ["question", "editorWarning.foreground"],
  deny: ["circle-slash", "testing.iconFailed"],
  unknown: ["circle-outline", "descriptionForeground"],
} as const;
