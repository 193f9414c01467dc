import { CodeActionKind } from "vscode-languageserver-types";
import type { CodeAction, Range, TextEdit } from "vscode-languageserver-types";
import { LineIndex } from "../model/place.ts";
import { shown } from "../model/shown.ts";
import { agentFixes } from "../workspace/agent-fixes.ts";
import { policyFixEdit } from "../workspace/fix.ts";
import type { ShownFinding } from "./diagnostics.ts";
import { moreFixes } from "./more-fixes.ts";
import { lspRange, touches } from "./ranges.ts";

/** The document that is to be mended. */
export interface Mended {
  readonly uri: string;
  readonly text: string;
}

/** The quick fixes for what is found at a range of a document. */
export function codeActions(
  found: readonly ShownFinding[],
  range: Range,
  document: Mended,
): readonly CodeAction[] {
  return found
    .filter(({ diagnostic }) => touches(diagnostic.range, range))
    .flatMap((one) => [
      ...spelling(one, document),
      ...fixes(one, document),
      ...others(one, document),
      ...commands(one),
      ...witnessed(one),
    ]);
}

/** The same in the file of an agent, where nothing is written in Ambit's own language. */
export function agentCodeActions(
  found: readonly ShownFinding[],
  range: Range,
  document: Mended,
): readonly CodeAction[] {
  const lines = new LineIndex(document.text);
  return found
    .filter(({ diagnostic }) => touches(diagnostic.range, range))
    .flatMap((one) => [
      ...spelling(one, document),
      ...agentFixes(one.finding, document.text).map(({ title, edit, effect }) => {
        const edits = [{ range: lspRange(edit.range, lines), newText: edit.newText }];
        const action = quickFix(shown(title), one, document.uri, edits);
        return { ...action, isPreferred: effect === "none" };
      }),
      ...witnessed(one),
    ]);
}

/** Another spelling in place of what is underlined. */
function spelling(shownFinding: ShownFinding, { uri }: Mended): readonly CodeAction[] {
  const { finding, diagnostic } = shownFinding;
  const { suggestion } = finding;
  if (suggestion === undefined) return [];
  const edits = [{ range: diagnostic.range, newText: suggestion }];
  const action = quickFix(`Change to \`${shown(suggestion)}\``, shownFinding, uri, edits);
  return [{ ...action, isPreferred: true }];
}

/** What the rule offers. Only what widens no decision is preferred, and so may be applied without looking. */
function fixes(shownFinding: ShownFinding, { uri, text }: Mended): readonly CodeAction[] {
  return shownFinding.finding.fixes.flatMap((fix) => {
    const edit = policyFixEdit(fix, text);
    if (edit === undefined) return [];
    const changes = [{ range: lspRange(edit.range, new LineIndex(text)), newText: edit.newText }];
    const action = quickFix(shown(fix.title), shownFinding, uri, changes);
    return [{ ...action, isPreferred: fix.safe }];
  });
}

/** What mends a problem of the document itself. What it writes is for a person to look at. */
function others(shownFinding: ShownFinding, { uri, text }: Mended): readonly CodeAction[] {
  const lines = new LineIndex(text);
  return moreFixes(shownFinding.finding, text).map(({ title, edit }) => {
    const edits = [{ range: lspRange(edit.range, lines), newText: edit.newText }];
    return quickFix(shown(title), shownFinding, uri, edits);
  });
}

/** What is mended outside the document. */
function commands({ finding, diagnostic }: ShownFinding): readonly CodeAction[] {
  return (COMMANDS.get(finding.code) ?? []).map(({ title, command }) => {
    const kind = CodeActionKind.QuickFix;
    return { title, kind, diagnostics: [diagnostic], command: { title, command } };
  });
}

/** The call that shows it can be looked at, and kept in view. */
function witnessed({ finding, diagnostic }: ShownFinding): readonly CodeAction[] {
  if (finding.witness === undefined) return [];
  const { tool, args } = finding.witness;
  return WITNESSED.map(({ title, command }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    command: { title, command, arguments: [{ tool, args }] },
  }));
}

const WITNESSED = [
  { title: "Simulate This Call", command: "ambit.simulateToolCall" },
  { title: "Watch This Call", command: "ambit.watchCall" },
];

const SYNC = { title: "Sync Tools", command: "ambit.syncTools" };
const ACCEPT = { title: "Accept Changed Tools…", command: "ambit.acceptTools" };
const COMMANDS: ReadonlyMap<string, readonly (typeof SYNC)[]> = new Map([
  ["changed-tool", [ACCEPT, SYNC]],
  ["unknown-tool", [SYNC]],
  ["unknown-argument", [SYNC]],
]);

function quickFix(
  title: string,
  { diagnostic }: ShownFinding,
  uri: string,
  edits: TextEdit[],
): CodeAction {
  const kind = CodeActionKind.QuickFix;
  return { title, kind, diagnostics: [diagnostic], edit: { changes: { [uri]: edits } } };
}
