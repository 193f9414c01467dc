import { isList, isObject, member, own } from "../../model/json.ts";
import { readJsonText } from "../../policy/json-text.ts";
import { asking, IDLE, removal, removalOfGrant, renaming } from "../entry-fix.ts";
import type { EntryFix, FoundEntry } from "../entry-fix.ts";
import type { FileAt } from "../format.ts";
import { readTomlText } from "../toml-text.ts";
import { commandOf } from "./settings.ts";

/**
 * What may be done about a finding in a file of Gemini CLI. The first rule by priority that matches decides: where one that allows is gone, or asks, a call that it
 * decided is allowed at most by another, so no decision widens. Source: docs/reference/policy-engine.md (0.61.0).
 */
export function geminiFixes(
  found: FoundEntry,
  text: string,
  { kind }: FileAt,
): readonly EntryFix[] {
  return kind === "policy" ? policyFixes(found, text) : settingsFixes(found, text);
}

function policyFixes({ code, at }: FoundEntry, text: string): readonly EntryFix[] {
  const { value } = readTomlText(text);
  const { path } = at;
  const [table, index, key] = path;
  if (table === "rules" && path.length === 1 && code === "misplaced-key")
    return [renaming(path, "rule")];
  const rule = member(member(value, "rule"), index);
  if (table !== "rule" || typeof index !== "number" || !isObject(rule)) return [];
  if (key === "argsPattern" && code === "entry-not-consulted")
    return [{ ...removal(path, "narrows"), title: "Remove `argsPattern`" }];
  const entry = [table, index];
  const tools = own(rule, "toolName");
  if (key === "toolName" && isList(tools))
    return IDLE.has(code) && tools.length > 1 ? [removal(path, "narrows")] : [];
  if (path.length > 2 && key !== "toolName" && code === "misplaced-key") return [];
  if (own(rule, "decision") !== "allow") return IDLE.has(code) ? [removal(entry, "open")] : [];
  const remove = removalOfGrant(entry, code);
  const ask = asking({ kind: "set", path: [...entry, "decision"], value: "ask_user" });
  return IDLE.has(code) ? [remove] : [ask, remove];
}

/** Source: `createPolicyEngineConfig` in `policy/config.ts` (0.61.0). */
function settingsFixes({ code, at }: FoundEntry, text: string): readonly EntryFix[] {
  const path = at.path.slice(0, 3);
  const [group, name, third] = path;
  if (group === "mcpServers" && third === "trust") return [removal(path, "narrows")];
  const { value } = readJsonText(text);
  const list = member(member(value, group), name);
  const entry = member(list, third);
  if (path.length !== 3 || !isList(list) || typeof entry !== "string") return [];
  switch (`${String(group)}.${String(name)}`) {
    case "tools.exclude":
      return IDLE.has(code) ? [removal(path, "open")] : [];
    case "tools.allowed": {
      // One that names a command denies all others: the last of them takes that denial with it.
      const narrowed = list.filter(
        (one) => typeof one === "string" && commandOf(one) !== undefined,
      );
      const isLast = commandOf(entry) !== undefined && narrowed.length === 1;
      return [isLast ? removal(path, "open") : removalOfGrant(path, code)];
    }
    case "tools.core":
    case "mcp.allowed":
      // What an empty list means is documented nowhere.
      return list.length > 1 ? [removalOfGrant(path, code)] : [];
    default:
      return [];
  }
}
