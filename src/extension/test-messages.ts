import * as vscode from "vscode";
import type { FailedCall } from "../protocol/suites.ts";
import { rangeOf } from "./suite-tree.ts";

/** What VS Code shows of a call that was not decided as expected: what it got, at its place, and the deciding rules to go to. */
export function failureMessage(
  { message: text, range, expected, actual, rules, expectRange }: FailedCall,
  uri: vscode.Uri | undefined,
): vscode.TestMessage {
  const message = new vscode.TestMessage(text);
  message.expectedOutput = expected;
  message.actualOutput = actual;
  if (uri !== undefined) message.location = new vscode.Location(uri, rangeOf(expectRange ?? range));
  if (expectRange !== undefined) message.contextValue = EXPECTATION;
  message.stackTrace = rules.map(
    (rule) =>
      new vscode.TestMessageStackFrame(
        `${rule.effect} ${rule.id}`,
        vscode.Uri.parse(rule.uri),
        rangeOf(rule.range).start,
      ),
  );
  return message;
}

/** Marks messages whose expectation is one word at their place. */
const EXPECTATION = "ambit-expectation";

/** `Ambit: Expect What Was Decided`: writes the decision where a failed test expected another. The document is not saved. */
export async function expectActual(given: unknown): Promise<void> {
  const message = messageOf(given);
  const { location, expectedOutput, actualOutput } = message ?? {};
  if (location === undefined || expectedOutput === undefined || actualOutput === undefined) return;
  const document = await vscode.workspace.openTextDocument(location.uri);
  if (document.getText(location.range) !== expectedOutput) {
    void vscode.window.showInformationMessage(
      "The expectation has changed since; run the test again.",
    );
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.replace(location.uri, location.range, actualOutput);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document, { selection: location.range });
}

/** A menu of the Test Explorer hands over the test and its message. */
function messageOf(given: unknown): vscode.TestMessage | undefined {
  const { message } = (given ?? {}) as { readonly message?: vscode.TestMessage };
  return message;
}
