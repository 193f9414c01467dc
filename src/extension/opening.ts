import * as vscode from "vscode";

/** A place in a document, counted from 0. */
interface At {
  readonly line: number;
  readonly character: number;
}

/**
 * The command of a row that opens a document at a selection, as VS Code opens what a click is on: Enter takes the focus there, and a click leaves
 * it in the list.
 */
export function opening(title: string, uri: string, start: At, end: At = start): vscode.Command {
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  return {
    command: "vscode.open",
    title,
    arguments: [vscode.Uri.parse(uri), { selection } satisfies vscode.TextDocumentShowOptions],
  };
}

/** The command of a row that leads to the rule that decided. */
export function toDecidingRule({
  uri,
  range,
}: {
  readonly uri: string;
  readonly range: { readonly start: At };
}): vscode.Command {
  return opening("Go to Deciding Rule", uri, range.start);
}
