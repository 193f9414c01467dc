import type { Fix, SymbolicEdit } from "../lint/rule.ts";
import type { TextEdit } from "../model/edit.ts";
import { insertKey, removeAt, renameKey, setValue } from "../policy/edit.ts";
import { parseDocument } from "../policy/yaml/parse-document.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";

/** The edits of a text that carry out a fix, comments kept; nothing where one of them cannot be made. */
export function fixEdits(fix: Fix, text: string): readonly TextEdit[] | undefined {
  const document = parseDocument(text);
  const edits: TextEdit[] = [];
  for (const one of fix.edits) {
    const edit = textEdit(one, document);
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return edits;
}

function textEdit(edit: SymbolicEdit, document: YamlDocument): TextEdit | undefined {
  const { path } = edit.at;
  switch (edit.kind) {
    case "insert":
      return insertKey(document, path, edit.key, edit.value);
    case "rename":
      return renameKey(document, path, edit.name);
    case "replace":
      return setValue(document, path, edit.value);
    case "remove":
      return removeAt(document, path);
  }
}
