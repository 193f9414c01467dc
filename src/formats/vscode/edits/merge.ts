import type { OwnEntry, OwnSettings } from "../own.ts";
import { editRule } from "./approve-edit.ts";
import type { EditRule } from "./approve-edit.ts";
import { ALWAYS_ASKED_EDITS, hookPatterns, SHIPPED_EDITS } from "./defaults.ts";

/** How an entry that a file repeats is ordered: where it stood first (the extension host), or last (the Agent Host). */
export type EditOrder = "keeps-place" | "moves-last";

/**
 * The rules for edits that hold by these files together, weakest first. A value that is no object takes the shipped rules away too.
 *
 * Source: `makeUriConfirmationChecker` (approve-edit.ts) over VS Code's merged setting; `mergeChatEditAutoApprovePatterns` of `chatSettings.ts`
 * at 0b7ec8d5 for the Agent Host, where a value that is no object changes nothing.
 */
export function mergedEdits(files: readonly OwnSettings[], order: EditOrder): readonly EditRule[] {
  let entries = new Map<string, Pick<OwnEntry, "value" | "clause">>();
  for (const [pattern, value] of SHIPPED_EDITS) entries.set(pattern, { value });
  if (order === "keeps-place")
    for (const pattern of ALWAYS_ASKED_EDITS) entries.set(pattern, { value: false });
  for (const { edits } of files) {
    if (edits === "no-object") {
      if (order === "keeps-place") entries = new Map();
      continue;
    }
    for (const { key, ...entry } of edits ?? []) {
      if (order === "moves-last") entries.delete(key);
      entries.set(key, entry);
    }
  }
  const rules: EditRule[] = [];
  for (const [pattern, { value, clause }] of entries) {
    if (typeof value !== "boolean") continue;
    rules.push(editRule({ pattern, approve: value, ...(clause === undefined ? {} : { clause }) }));
  }
  const always = [
    ...ALWAYS_ASKED_EDITS,
    ...files.flatMap(({ hookLocations = [] }) => hookLocations.flatMap(hookPatterns)),
  ];
  return [...rules, ...always.map((pattern) => editRule({ pattern, approve: false }))];
}
