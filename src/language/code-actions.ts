import { CodeActionKind } from "vscode-languageserver-types";
import type { CodeAction, Range } from "vscode-languageserver-types";
import { shown } from "../model/shown.ts";
import type { ShownFinding } from "./diagnostics.ts";
import { touches } from "./ranges.ts";

/** The quick fixes for what is found at a range of a document. */
export function codeActions(
  found: readonly ShownFinding[],
  range: Range,
  uri: string,
): readonly CodeAction[] {
  return found
    .filter(({ diagnostic }) => touches(diagnostic.range, range))
    .flatMap((one) => spelling(one, uri));
}

/** Another spelling in place of what is underlined. */
function spelling({ finding, diagnostic }: ShownFinding, uri: string): readonly CodeAction[] {
  const { suggestion } = finding;
  if (suggestion === undefined) return [];
  const edits = [{ range: diagnostic.range, newText: suggestion }];
  return [
    {
      title: `Change to \`${shown(suggestion)}\``,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      isPreferred: true,
      edit: { changes: { [uri]: edits } },
    },
  ];
}
