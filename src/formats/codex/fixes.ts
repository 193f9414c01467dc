import { isObject, own } from "../../model/json.ts";
import { asking, IDLE, removal, removalOfGrant, setting } from "../entry-fix.ts";
import type { EntryFix, FoundEntry } from "../entry-fix.ts";
import type { FileAt } from "../format.ts";
import { readTomlText } from "../toml-text.ts";
import { readConfig } from "./config.ts";
import { readRules } from "./read-rules.ts";

/**
 * What may be done about a finding in a file of Codex. The strictest of all rules that match decides, over all files: without one that allows, or with `prompt` in its
 * place, no decision widens. Source: codex-rs/execpolicy/README.md (0.169.0).
 */
export function codexFixes(found: FoundEntry, text: string, { kind }: FileAt): readonly EntryFix[] {
  return kind === "rules" ? ruleFixes(found, text) : configFixes(found, text);
}

function ruleFixes({ code, at }: FoundEntry, text: string): readonly EntryFix[] {
  const [index, parameter, item] = at.path;
  const { rules, networks } = readRules(text);
  const rule = [...rules, ...networks].find((one) => one.at[0] === index);
  if (typeof index !== "number" || rule === undefined) return [];
  const call = [index];
  if (code === "wildcard-inside-command" && "pattern" in rule) {
    const isLast = item === rule.pattern.length - 1 && /^\*+$/.test(rule.pattern[item]?.[0] ?? "");
    // It matches more than the star by its letter did.
    const effect = rule.decision === "allow" ? "open" : "narrows";
    return isLast && item > 0 ? [removal([index, String(parameter), item], effect)] : [];
  }
  if (rule.decision !== "allow") return IDLE.has(code) ? [removal(call, "open")] : [];
  const remove = removalOfGrant(call, code);
  const ask = asking({ kind: "set", path: [index, "decision"], value: "prompt" });
  return IDLE.has(code) ? [remove] : [ask, remove];
}

/** Source: developers.openai.com/codex/config-reference. */
function configFixes({ code, at }: FoundEntry, text: string): readonly EntryFix[] {
  const { path } = at;
  const value = readTomlText(text).value;
  const [first, second, third] = path;
  const last = path.at(-1);
  const named = typeof last === "string" ? last : "";
  if (!isObject(value)) return [];
  switch (code) {
    case "prompts-off":
    case "sandbox-hole":
      if (first === "permissions") return profileFixes(path);
      if (typeof last === "number") return [removal(path, "narrows")];
      return OPEN.flatMap(([key, narrower]) => (isOpen(key, path, code) ? narrower(value) : []));
    case "deprecated-key":
      return named === "approval_policy" ? [setting(path, "on-request", "open")] : [];
    case "misplaced-key":
      return path.length === 1 ? [removal(path, "open")] : [];
    default:
      if (second === "writable_roots" && third !== undefined)
        return [removalOfGrant(path.slice(0, 3), code)];
      return first === "mcp_servers" ? approved(value, path) : [];
  }
}

type Value = Parameters<typeof readConfig>[0];

/** What shuts each of the doors. Both are offered where two of them are open. */
const OPEN: readonly (readonly [key: string, narrower: (value: Value) => readonly EntryFix[]])[] = [
  // What `never` refuses, as it would have to ask, is asked for then.
  ["approval_policy", () => [setting(["approval_policy"], "on-request", "open")]],
  ["sandbox_mode", (value) => sandboxed(value)],
  ["default_permissions", (value) => sandboxed(value)],
  ["network_access", () => [setting(["sandbox_workspace_write", "network_access"], false)]],
];

function isOpen(key: string, path: FoundEntry["at"]["path"], code: string): boolean {
  const named = path.at(-1);
  return named === key || (code === "prompts-off" && key === "sandbox_mode");
}

/** Where a file sets both, 0.169.0 goes by `default_permissions`. */
function sandboxed(value: Value): readonly EntryFix[] {
  return own(value, "default_permissions") === undefined
    ? [setting(["sandbox_mode"], "workspace-write")]
    : [setting(["default_permissions"], ":workspace")];
}

/** Within a profile: what may be written is read, the network is off, and what lets out is left out. */
function profileFixes(path: FoundEntry["at"]["path"]): readonly EntryFix[] {
  const [, , part, key] = path;
  if (part === "filesystem") return [setting(path, "read")];
  return [key === "enabled" ? setting(path, false) : removal(path, "narrows")];
}

function approved(value: Value, path: FoundEntry["at"]["path"]): readonly EntryFix[] {
  const server = readConfig(value, "").servers.find(({ name }) => name === path[1]);
  const [, , key, tool] = path;
  if (key === "default_tools_approval_mode" && server?.mode === "approve")
    return [asking({ kind: "set", path: path.slice(0, 3), value: "prompt" })];
  return key === "tools" && server?.tools.get(String(tool)) === "approve"
    ? [asking({ kind: "set", path: [...path.slice(0, 4), "approval_mode"], value: "prompt" })]
    : [];
}
