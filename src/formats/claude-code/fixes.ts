import { asking, IDLE, removal, removalOfGrant } from "../entry-fix.ts";
import type { EntryFix, FoundEntry } from "../entry-fix.ts";
import type { FileAt } from "../format.ts";

/**
 * What may be done about a finding in a file of Claude Code. `deny` is held before `ask`, and that before `allow`, and which entry is more specific does not count:
 * without an `allow`, or with an `ask` in its place, no decision widens. Source: code.claude.com/docs/en/permissions, "Manage permissions".
 */
export function claudeFixes(
  { code, at }: FoundEntry,
  _: string,
  file: FileAt,
): readonly EntryFix[] {
  const [first, second, third] = at.path;
  if (file.file.endsWith(".md")) {
    // Without `permissionMode` an agent runs in the mode of the session, which is no wider than this one.
    if (first === "permissionMode" && code === "prompts-off") return [removal([first], "narrows")];
    const isEntry = first === "allowed-tools" && typeof second === "number";
    return isEntry ? [removalOfGrant([first, second], code)] : [];
  }
  if (first !== "permissions" || typeof third !== "number") return [];
  const path = [first, String(second), third];
  if (second !== "allow") return IDLE.has(code) ? [removal(path, "open")] : [];
  const remove = removalOfGrant(path, code);
  const ask = asking({ kind: "move", path, to: ["permissions", "ask"] });
  return IDLE.has(code) ? [remove] : [ask, remove];
}
