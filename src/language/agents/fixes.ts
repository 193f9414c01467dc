import type { Finding } from "../../lint/finding.ts";
import { agentFileAt } from "../../formats/index.ts";
import { itemAt, moveItem, removeItem } from "../../policy/json-edit.ts";
import type { TextEdit } from "../../model/edit.ts";

/** A fix of a finding in the file of an agent. */
export interface AgentFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Findings of entries that grant or restrict nothing: to remove one changes no decision. */
const IDLE: ReadonlySet<string> = new Set([
  "redundant-entry",
  "unreachable-entry",
  "entry-not-consulted",
]);

/** What a person may want done about an entry of a list, in files of JSON: nothing is widened by it. */
export function agentFixes({ code, file, range }: Finding, text: string): readonly AgentFix[] {
  if (!/\.jsonc?$/.test(file)) return [];
  const path = itemAt(text, range.start + 1);
  if (path === undefined) return [];
  const [parent, list] = path;
  const grants = list === "allow";
  if (!grants && !IDLE.has(code)) return [];
  const remove = { title: "Remove the entry", edits: removeItem(text, path) };
  const claude = agentFileAt(file)?.format.id === "claude-code";
  if (!claude || !grants || parent !== "permissions" || IDLE.has(code)) return [remove];
  const value: unknown = JSON.parse(text.slice(range.start, range.end));
  const ask =
    typeof value === "string" ? moveItem(text, path, ["permissions", "ask"], value) : undefined;
  return [...(ask === undefined ? [] : [{ title: "Ask for it instead", edits: [ask] }]), remove];
}
