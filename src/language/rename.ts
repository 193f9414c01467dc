import type { Range, TextEdit } from "vscode-languageserver-types";
import { applied } from "../model/edit.ts";
import { LineIndex } from "../model/place.ts";
import { readPolicy } from "../policy/read-policy.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";
import { nameAt } from "./names.ts";
import { lspRange } from "./ranges.ts";
import { scalarText } from "./yaml-text.ts";

/** What can be renamed at an offset, and its present name; nothing for what the document does not define. */
export function renameable(
  document: YamlDocument,
  offset: number,
): { readonly range: Range; readonly placeholder: string } | undefined {
  const found = nameAt(document, offset);
  if (found?.declared === undefined) return undefined;
  const here = [found.declared, ...found.uses].find(
    ({ start, end }) => start <= offset && offset <= end,
  );
  return here && { range: lspRange(here, new LineIndex(document.text)), placeholder: found.name };
}

/** The edits that give a set or rule another name; or, for people, why it cannot have it. */
export function rename(
  document: YamlDocument,
  offset: number,
  newName: string,
): readonly TextEdit[] | { readonly problem: string } {
  const found = nameAt(document, offset);
  if (found?.declared === undefined) return { problem: "there is no name of a set or rule here" };
  const { text } = document;
  const name = found.kind === "set" ? newName.replace(/^\$/, "") : newName;
  const changes = [
    { range: found.declared, newText: scalarText(name) },
    ...found.uses.map((range) => ({ range, newText: scalarText(`$${name}`) })),
  ];
  const renamed = applied(text, changes);
  if (name === "" || errors(renamed) > errors(text))
    return { problem: `\`${name}\` is taken already, or is no name of a ${found.kind}` };
  const lines = new LineIndex(text);
  return changes.map(({ range, newText }) => ({ range: lspRange(range, lines), newText }));
}

function errors(text: string): number {
  return readPolicy(text, { file: "/" }).problems.filter(({ severity }) => severity === "error")
    .length;
}
