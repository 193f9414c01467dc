import type { OwnEntry, OwnSettings } from "../own.ts";
import { lazy } from "../../../engine/lazy.ts";
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
  let rules = new Map(shipped());
  for (const { terminal } of files) {
    if (terminal === "no-object") rules = new Map();
    else for (const entry of terminal ?? []) rules.set(entry.key, ruleOf(entry));
  }
  for (const { oldTerminal = [] } of files)
    for (const entry of oldTerminal) rules.set(entry.key, ruleOf(entry));
  const last = files.findLast(({ switches }) => switches.ignoreDefaults !== undefined);
  const ignoresShipped = last?.switches.ignoreDefaults === true;
  return [...rules.values()].flatMap((rule) =>
    rule === undefined || (ignoresShipped && rule.clause === undefined) ? [] : [rule],
  );
}

/** By their keys, the same for all files. */
const shipped = lazy(
  () => new Map([...SHIPPED_TERMINAL_RULES].map(([key, value]) => [key, ruleOf({ key, value })])),
);

/** The rule of an entry; `undefined` where it says nothing. */
function ruleOf({ key, value, clause }: OwnEntry): TerminalRule | undefined {
  const read = readTerminalValue(value);
  if (read === undefined) return undefined;
  return terminalRule({ key, ...read, ...(clause === undefined ? {} : { clause }) });
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
