import { DocumentHighlightKind } from "vscode-languageserver-types";
import type { DocumentHighlight } from "vscode-languageserver-types";
import { LineIndex } from "../model/place.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";
import { nameAt } from "./names.ts";
import { lspRange } from "./ranges.ts";

/** Every place of the set or rule whose name stands at an offset; where it is defined counts as written. */
export function highlights(document: YamlDocument, offset: number): readonly DocumentHighlight[] {
  const name = nameAt(document, offset);
  if (name === undefined) return [];
  const lines = new LineIndex(document.text);
  const { Read, Write } = DocumentHighlightKind;
  const declared = name.declared === undefined ? [] : [name.declared];
  return [
    ...declared.map((range) => ({ range: lspRange(range, lines), kind: Write })),
    ...name.uses.map((range) => ({ range: lspRange(range, lines), kind: Read })),
  ];
}
