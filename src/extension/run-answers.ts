import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { CONFIRM_CALL, CONFIRM_RUN } from "../protocol/run.ts";
import type { ConfirmCallParams, ConfirmRunParams, RunAnswer } from "../protocol/run.ts";
import { visibleText } from "./visible-text.ts";

/** Answers what the server asks while it runs a session. */
export function answerRuns(client: BaseLanguageClient): vscode.Disposable {
  return vscode.Disposable.from(
    client.onRequest<RunAnswer | null, never>(CONFIRM_RUN, confirmRun),
    client.onRequest<boolean, never>(CONFIRM_CALL, confirmCall),
  );
}

/** What the buttons mean. The first are those of a session in which nothing is asked. */
const RUN_IT: readonly (readonly [string, RunAnswer])[] = [["Run", "ask"]];
const RUN_AND: readonly (readonly [string, RunAnswer])[] = [
  ["Run, Ask Me Each Time", "ask"],
  ["Run, Allow What Is Asked", "yes"],
  ["Run, Deny What Is Asked", "no"],
];

async function confirmRun({ question, lines, asks }: ConfirmRunParams): Promise<RunAnswer | null> {
  const buttons = asks === 0 ? RUN_IT : RUN_AND;
  const unsaved = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && uri.scheme === "file",
  ).length;
  const detail = [
    ...lines,
    ...(unsaved === 0 ? [] : ["", `${unsaved} unsaved: the copy holds files as they are saved.`]),
  ].join("\n");
  const chosen = await vscode.window.showInformationMessage(
    question,
    { modal: true, detail },
    ...buttons.map(([title]) => title),
  );
  return buttons.find(([title]) => title === chosen)?.[1] ?? null;
}

const YES = "Carry It Out";

async function confirmCall(
  { call, reason }: ConfirmCallParams,
  token: vscode.CancellationToken,
): Promise<boolean> {
  const items: readonly vscode.QuickPickItem[] = [
    { label: YES, detail: "In the sandbox, in its throw-away copy" },
    { label: "Do Not", detail: "The session goes on without it" },
  ];
  const options = {
    title: `The policy asks: ${visibleText(call, 120)}`,
    placeHolder: visibleText(reason, 200),
    ignoreFocusOut: true,
  };
  return (await vscode.window.showQuickPick(items, options, token))?.label === YES;
}
