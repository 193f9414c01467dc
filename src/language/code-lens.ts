import type { CodeLens } from "vscode-languageserver-types";
import { LineIndex } from "../model/place.ts";
import { parseDocument } from "../policy/yaml/parse-document.ts";
import { entryOf } from "../policy/yaml/tree.ts";
import type { DocumentKind } from "../workspace/inspection.ts";
import { lspRange } from "./ranges.ts";

/** What can be done with a document, above the part that it is done with. */
export function codeLenses(text: string, kind: DocumentKind): readonly CodeLens[] {
  const lens = LENSES.get(kind);
  if (lens === undefined) return [];
  const { key, title } = lens;
  const range = entryOf(parseDocument(text).root, key)?.keyRange;
  if (range === undefined) return [];
  // The command takes the scenario of the active editor, which is where the lens stands, or asks for one.
  const command = { title, command: "ambit.simulateAgent" };
  return [{ range: lspRange(range, new LineIndex(text)), command }];
}

/** Test suites have VS Code's own signs beside their cases. */
const LENSES: ReadonlyMap<DocumentKind, { readonly key: string; readonly title: string }> = new Map(
  [
    ["policy", { key: "rules", title: "Simulate Agent…" }],
    ["scenario", { key: "steps", title: "Simulate" }],
  ],
);
