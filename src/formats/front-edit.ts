import { applied } from "../model/edit.ts";
import { removeAt, renameKey, setValue } from "../policy/edit.ts";
import { flowText } from "../policy/flow-text.ts";
import { parseDocument } from "../policy/yaml/parse-document.ts";
import type { EntryChange } from "./entry-fix.ts";

/** The text of a Markdown file after a change of its front matter as YAML, comments and layout kept; nothing where there is no such place. */
export function changedFrontYaml(text: string, change: EntryChange): string | undefined {
  const head = /^\ufeff?---[ \t]*\r?\n/.exec(text)?.[0];
  const end = head && /^---[ \t]*\r?$/m.exec(text.slice(head.length))?.index;
  if (head === undefined || end === undefined) return undefined;
  const blank = head.replace(/[^\r\n]/g, " ");
  const document = parseDocument(blank + text.slice(head.length, head.length + Number(end)));
  const { path } = change;
  const edit =
    change.kind === "remove"
      ? removeAt(document, path)
      : change.kind === "set"
        ? setValue(document, path, flowText(change.value))
        : change.kind === "rename"
          ? renameKey(document, path, change.name)
          : undefined;
  return edit && applied(text, [edit]);
}
