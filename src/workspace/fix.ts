import { widensNothing } from "../lint/no-wider.ts";
import type { Fix, SymbolicEdit } from "../lint/rule.ts";
import { applied, onlyChanged } from "../model/edit.ts";
import type { TextEdit } from "../model/edit.ts";
import { insertItem, insertKey, removeAt, renameKey, setValue } from "../policy/edit.ts";
import { readPolicy } from "../policy/read-policy.ts";
import { parseDocument } from "../policy/yaml/parse-document.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";

/** The edit of a text that carries out a fix, comments kept; nothing where that cannot be. Each step counts on what the one before left. */
export function fixEdit(fix: Fix, text: string): TextEdit | undefined {
  let now = text;
  for (const one of fix.edits) {
    const edit = textEdit(one, parseDocument(now));
    if (edit === undefined) return undefined;
    if (fix.edits.length === 1) return edit;
    now = applied(now, [edit]);
  }
  return onlyChanged(text, now);
}

/** The same of a policy: nothing also where the fix says that no decision widens and that is not proven, or that leaves it with new problems. */
export function policyFixEdit(fix: Fix, text: string): TextEdit | undefined {
  const edit = fixEdit(fix, text);
  if (edit === undefined || fix.narrows !== true) return edit;
  const [before, after] = [text, applied(text, [edit])].map((one) =>
    readPolicy(one, { file: "/ambit.yaml" }),
  );
  if (before === undefined || after === undefined) return undefined;
  const isWorse = after.problems.length > before.problems.length;
  return !isWorse && widensNothing(before, after) ? edit : undefined;
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
    case "append":
      return insertItem(document, path, edit.value, edit.after);
  }
}
