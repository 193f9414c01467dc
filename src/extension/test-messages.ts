import * as vscode from "vscode";
import { EXPECT_DECIDED } from "../protocol/suites.ts";
import type { ExpectDecidedResult, FailedCall } from "../protocol/suites.ts";
import type { Server } from "./server.ts";
import { rangeOf } from "./suite-tree.ts";
import { visibleText } from "./visible-text.ts";

/** What VS Code shows of a call that was not decided as expected: what it got, at its place, and the deciding rules to go to. */
export function failureMessage(
  { message: text, range, expected, actual, rules, expectRange, listed }: FailedCall,
  uri: vscode.Uri | undefined,
): vscode.TestMessage {
  const message = new vscode.TestMessage(text);
  message.expectedOutput = expected;
  message.actualOutput = actual;
  if (uri !== undefined) message.location = new vscode.Location(uri, rangeOf(expectRange ?? range));
  if (expectRange !== undefined || listed === true) message.contextValue = EXPECTATION;
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

/** Marks messages whose expectation can be changed: one word at their place, or a list of a matrix. */
const EXPECTATION = "ambit-expectation";

/** `Ambit: Expect What Was Decided`: writes the decision where a failed test expected another. The document is not saved. */
export async function expectActual(server: Server, given: unknown): Promise<void> {
  const { test, message } = givenBy(given);
  const { location, expectedOutput, actualOutput } = message ?? {};
  if (location === undefined || expectedOutput === undefined || actualOutput === undefined) return;
  const document = await vscode.workspace.openTextDocument(location.uri);
  const isWord = document.getText(location.range) === expectedOutput;
  const change = isWord
    ? { range: location.range, newText: actualOutput }
    : await listedChange(server, location.uri, test, message);
  if ("problem" in change) {
    void vscode.window.showInformationMessage(visibleText(sentence(change.problem), 500));
    return;
  }
  const editor = await vscode.window.showTextDocument(document);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(location.uri, change.range, change.newText);
  await vscode.workspace.applyEdit(edit);
  const { start } = change.range;
  const offset = document.offsetAt(start) + change.newText.length;
  editor.selection = new vscode.Selection(start, document.positionAt(offset));
  editor.revealRange(editor.selection);
}

/** What a matrix lists is changed by the server, which knows its calls. */
async function listedChange(
  server: Server,
  uri: vscode.Uri,
  test: vscode.TestItem | undefined,
  message: vscode.TestMessage | undefined,
): Promise<
  { readonly range: vscode.Range; readonly newText: string } | { readonly problem: string }
> {
  const text = message?.message;
  const params = { uri: uri.toString(), id: test?.id, message: text };
  if (typeof text !== "string" || test === undefined)
    return { problem: "the expectation has changed since; run the test again" };
  const result = await server.request<ExpectDecidedResult>(EXPECT_DECIDED, params);
  return "problem" in result ? result : { ...result, range: rangeOf(result.range) };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** What a menu of the Test Explorer hands over. */
interface Given {
  readonly test?: vscode.TestItem;
  readonly message?: vscode.TestMessage;
}

function givenBy(given: unknown): Given {
  return given ?? {};
}
