import { applied } from "../model/edit.ts";
import { moveItem, removeItem, renameProperty, setAt } from "../policy/json-edit.ts";
import type { EntryChange } from "./entry-fix.ts";

/** The text of a JSON file after a change, comments and layout kept; nothing where there is no such place. */
export function changedJson(text: string, change: EntryChange): string | undefined {
  const { path } = change;
  switch (change.kind) {
    case "remove":
      return applied(text, removeItem(text, path));
    case "set":
      return applied(text, setAt(text, path, change.value));
    case "rename": {
      const edit = renameProperty(text, path, change.name);
      return edit && applied(text, [edit]);
    }
    case "move": {
      const edit = moveItem(text, path, change.to);
      return edit && applied(text, [edit]);
    }
  }
}
