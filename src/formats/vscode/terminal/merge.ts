import type { OwnEntry, OwnSettings } from "../own.ts";
import { isObject, own } from "../../../model/json.ts";
import type { Json } from "../../../model/json.ts";
import { SHIPPED_TERMINAL_RULES } from "./defaults.ts";
import { terminalRule } from "./rules.ts";
import type { TerminalRule } from "./rules.ts";

/**
 * The rules that hold by these files together, weakest first: entry by entry, those of the old name over all, `null` takes one away. A value
 * that is no object takes away everything before it, the shipped rules too.
 */
export function mergedTerminal(files: readonly OwnSettings[]): readonly TerminalRule[] {
  let entries = new Map<string, Pick<OwnEntry, "value" | "clause">>();
  for (const [key, value] of SHIPPED_TERMINAL_RULES) entries.set(key, { value });
  for (const { terminal } of files) {
    if (terminal === "no-object") entries = new Map();
    else for (const { key, ...entry } of terminal ?? []) entries.set(key, entry);
  }
  for (const { oldTerminal } of files)
    for (const { key, ...entry } of oldTerminal ?? []) entries.set(key, entry);
  const ignoresShipped = files.findLast(({ switches }) => switches.ignoreDefaults !== undefined);
  const rules: TerminalRule[] = [];
  for (const [key, { value, clause }] of entries) {
    if (clause === undefined && ignoresShipped?.switches.ignoreDefaults === true) continue;
    const read = readTerminalValue(value);
    if (read === undefined) continue;
    rules.push(terminalRule({ key, ...read, ...(clause === undefined ? {} : { clause }) }));
  }
  return rules;
}

/** What a value of an entry says; `undefined` where it says nothing. */
export function readTerminalValue(
  value: Json,
): { readonly approve: boolean; readonly wholeLine: boolean } | undefined {
  if (typeof value === "boolean") return { approve: value, wholeLine: false };
  if (!isObject(value)) return undefined;
  const approve = own(value, "approve");
  if (typeof approve !== "boolean") return undefined;
  return { approve, wholeLine: own(value, "matchCommandLine") === true };
}
