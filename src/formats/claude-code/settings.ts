import { isList, isObject, own } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Mark } from "../../model/mark.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { shownShort } from "../../model/shown.ts";
import { parseRule } from "./rule.ts";
import type { ClaudeRule, RuleList } from "./rule.ts";

/** The modes that `defaultMode` may set, the agent's own default first. Source: permission-modes, 2026-08-22; `manual` is an alias of `default` (2.1.200). */
export const MODES = [
  "default",
  "acceptEdits",
  "plan",
  "auto",
  "dontAsk",
  "bypassPermissions",
] as const;

/** A mode. */
export type Mode = (typeof MODES)[number];

/** What a settings file says, as far as it is about permissions. */
export interface Settings {
  readonly rules: readonly ClaudeRule[];
  readonly marks: readonly Mark[];
  /** Why the agent drops the whole file. */
  readonly dropped?: { readonly why: string; readonly at: SymbolicPath };
  readonly mode?: Mode;
  readonly folders: readonly string[];
  readonly bypassDisabled: boolean;
}

const LISTS = ["allow", "ask", "deny"] as const;

/** Reads what stands under `permissions`. A value of the wrong type makes the agent drop the whole file; a bad entry is skipped alone. Source: settings, "Broken files". */
export function readSettings(value: Json | undefined): Settings {
  const marks: Mark[] = [];
  const rules: ClaudeRule[] = [];
  const nothing = { rules, marks, folders: [], bypassDisabled: false };
  if (!isObject(value)) return { ...nothing, dropped: { why: "it is no object", at: [] } };
  const permissions = own(value, "permissions");
  if (permissions === undefined) return nothing;
  if (!isObject(permissions))
    return { ...nothing, dropped: { why: "`permissions` is no object", at: ["permissions"] } };
  for (const list of LISTS) {
    const entries = own(permissions, list);
    if (entries === undefined) continue;
    const wrong = wrongEntry(entries, list);
    if (wrong !== undefined) return { ...nothing, dropped: wrong };
    for (const [index, entry] of (isList(entries) ? entries : []).entries()) {
      if (typeof entry === "string") readEntry(entry, list, index, rules, marks);
    }
  }
  const folders = own(permissions, "additionalDirectories");
  const mode = modeOf(permissions);
  return {
    rules,
    marks,
    folders: isList(folders) ? folders.filter((one) => typeof one === "string") : [],
    bypassDisabled: own(permissions, "disableBypassPermissionsMode") === "disable",
    ...(mode === undefined ? {} : { mode }),
  };
}

function wrongEntry(entries: Json, list: RuleList): Settings["dropped"] {
  const at = ["permissions", list];
  if (!isList(entries)) return { why: `\`permissions.${list}\` is no list`, at };
  const index = entries.findIndex((entry) => typeof entry !== "string");
  if (index < 0) return undefined;
  return { why: `an entry of \`permissions.${list}\` is no text`, at: [...at, index] };
}

function readEntry(
  entry: string,
  list: RuleList,
  index: number,
  rules: ClaudeRule[],
  marks: Mark[],
): void {
  const at = ["permissions", list, index];
  const read = parseRule(entry, list, at);
  if (!("why" in read)) {
    rules.push(read);
    return;
  }
  const worth =
    list === "allow"
      ? "it grants nothing"
      : `it ${list === "deny" ? "denies" : "asks for"} nothing`;
  marks.push({
    kind: read.mark,
    at: { path: at },
    message: `\`${shownShort(entry, 80)}\`: ${read.why}; ${worth}`,
    severity: list === "allow" ? "warning" : "error",
    ...(list !== "allow" && read.meant !== undefined ? { meant: JSON.stringify(read.meant) } : {}),
  });
}

function modeOf(permissions: JsonObject): Mode | undefined {
  const written = own(permissions, "defaultMode");
  if (written === "manual") return "default";
  return MODES.find((mode) => mode === written);
}
