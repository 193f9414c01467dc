import { isObject, own } from "../../model/json.ts";
import { readJsonText } from "../../policy/json-text.ts";
import { asking, IDLE, removal } from "../entry-fix.ts";
import type { EntryFix, FoundEntry } from "../entry-fix.ts";
import type { FileAt } from "../format.ts";
import { SETTINGS } from "./settings-keys.ts";

/**
 * What may be done about a finding in a file of VS Code. An entry that is `false` is asked for, whatever other entries approve, so no decision widens by it.
 * Source: VS Code documentation, "Auto-approve terminal commands" and "Edit files" (2026-09).
 */
export function vsCodeFixes(
  { code, at }: FoundEntry,
  text: string,
  file: FileAt,
): readonly EntryFix[] {
  const path = at.path.slice(0, 2);
  const [first, second] = path;
  if (file.kind === "agent")
    // A name that VS Code does not know gives the agent no tool.
    return first === "tools" && typeof second === "number" && IDLE.has(code)
      ? [removal(path, "narrows")]
      : [];
  if (file.kind !== "settings" || second === undefined) return [];
  const isList = first === SETTINGS.terminal || first === SETTINGS.edits || first === SETTINGS.urls;
  if (!isList) return [];
  const { value } = readJsonText(text);
  const entries = isObject(value) ? own(value, first) : undefined;
  const approves = isObject(entries) && own(entries, String(second)) === true;
  if (IDLE.has(code)) return [removal(path, "open")];
  return approves ? [asking({ kind: "set", path, value: false }), removal(path, "open")] : [];
}
