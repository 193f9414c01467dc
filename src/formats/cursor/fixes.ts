import { IDLE, removal, removalOfGrant, setting } from "../entry-fix.ts";
import type { EntryFix, FoundEntry } from "../entry-fix.ts";
import type { FileAt } from "../format.ts";

/**
 * What may be done about a finding in a file of Cursor. What is in no list is asked for, and `deny` wins: without an entry that allows, no decision widens. A list of
 * the editor that is there counts although it is empty. Sources: cursor.com/docs/cli/reference/permissions, reference/permissions, reference/sandbox.
 */
export function cursorFixes(
  { code, at }: FoundEntry,
  _: string,
  file: FileAt,
): readonly EntryFix[] {
  // What a pattern of an entry is about stands behind its place.
  const end = at.path.findIndex((step) => typeof step === "number") + 1;
  const isItem = end > 0;
  const path = isItem ? at.path.slice(0, end) : at.path;
  const [first, second] = path;
  if (file.kind === "sandbox" && code === "sandbox-hole") {
    if (first === "type") return [setting(path, "workspace_readwrite")];
    if (second === "default") return [setting(path, "deny")];
    return isItem ? [removal(path, "narrows")] : [];
  }
  if (file.kind === "cli-config" && first === "approvalMode" && code === "prompts-off")
    return [setting(path, "allowlist")];
  if (!isItem || !["cli", "cli-config", "permissions"].includes(file.kind)) return [];
  if (second !== "deny") return [removalOfGrant(path, code)];
  return IDLE.has(code) ? [removal(path, "open")] : [];
}
