import type { Json, JsonObject } from "../../model/json.ts";
import { isList, isObject, own } from "../../model/json.ts";
import type { Mark } from "../../model/mark.ts";
import { shownShort } from "../../model/shown.ts";
import { nearest } from "../../policy/suggest.ts";
import type { Scope } from "../format.ts";
import { unpinnedServers } from "../server-marks.ts";
import type { PolicyText, WrittenRule } from "./read-policy.ts";
import type { GeminiSettings } from "./settings.ts";

/** What a policy file does otherwise than it reads. Sources: the engine of Gemini CLI 0.61.0; docs/reference/policy-engine.md. */
export function policyMarks(value: JsonObject, policy: PolicyText, scope: Scope): readonly Mark[] {
  const { written, faults, dropped, unknown } = policy;
  return [
    ...(scope === "project" ? [notRead()] : []),
    ...strayKeys(value),
    ...misspelt(value),
    ...faults.map(({ at, message }): Mark => ({
      kind: "file-not-read",
      at: { path: at },
      severity: "error",
      message: `${message}; one such error drops every rule of the file, also what it denies`,
    })),
    ...dropped.map(({ at, message }): Mark => ({
      kind: "pattern-not-valid",
      at: { path: at },
      severity: "error",
      message: `Gemini CLI drops this rule: ${message}; write it without nested repeats`,
    })),
    ...unknown.map(({ at, message }): Mark => ({
      kind: "pattern-not-valid",
      at: { path: at },
      message: `${message} cannot be run in linear time (a look-around or a back reference), so what it decides is not known here; write it without them`,
    })),
    ...written.flatMap(ruleMarks),
  ];
}

function notRead(): Mark {
  const message =
    "Gemini CLI does not read policies of a project: the workspace tier is switched off (0.61.0), so nothing here has an effect; put the file into `~/.gemini/policies`";
  return { kind: "file-not-read", at: { path: [] }, message };
}

const KEYS = new Set(["rule", "safety_checker"]);

function strayKeys(value: JsonObject): readonly Mark[] {
  return Object.keys(value)
    .filter((name) => !KEYS.has(name))
    .map((name) => ({
      kind: "misplaced-key",
      at: { path: [name], on: "key" },
      message: `Gemini CLI leaves \`${shownShort(name, 40)}\` out without a word, and what stands below it has no effect; ${name === "rules" ? "write `[[rule]]`" : "a policy has `[[rule]]` and `[[safety_checker]]`"}`,
    }));
}

/** Keys of a rule. Sources: `policy/toml-loader.ts` (0.61.0); docs/reference/policy-engine.md. */
const RULE_KEYS: ReadonlySet<string> = new Set([
  ...["toolName", "mcpName", "subagent", "toolAnnotations", "argsPattern", "commandPrefix"],
  ...["commandRegex", "decision", "priority", "modes", "interactive", "allowRedirection"],
  ...["allow_redirection", "denyMessage", "deny_message"],
]);

/** A key that is left out and was probably meant to narrow the rule. */
function misspelt(value: JsonObject): readonly Mark[] {
  const rules = own(value, "rule");
  return (isList(rules) ? rules : []).flatMap((rule, index) =>
    (isObject(rule) ? Object.keys(rule) : []).flatMap((name): readonly Mark[] => {
      const meant = RULE_KEYS.has(name)
        ? undefined
        : nearest(name.replaceAll(/[-_]/g, ""), RULE_KEYS);
      if (meant === undefined || !isObject(rule) || own(rule, meant) !== undefined) return [];
      const message = `Gemini CLI leaves \`${shownShort(name, 40)}\` out without a word, so the rule is wider than it reads; write \`${meant}\``;
      return [
        { kind: "misplaced-key", at: { path: ["rule", index, name], on: "key" }, message, meant },
      ];
    }),
  );
}

function ruleMarks(rule: WrittenRule): readonly Mark[] {
  const marks: Mark[] = [];
  const { at, server, tools, argsPattern, commandPrefix, commandRegex, decision } = rule;
  if (server === "*" && tools.some((tool) => tool !== "*")) {
    const message = `with \`mcpName = "*"\` a rule matches for \`toolName = "*"\` alone: of one named tool it matches no call${decision === "deny" ? ", and what it should deny is not denied" : ""}; name each server`;
    const tool = tools.find((one) => one !== "*") ?? "";
    const witness = decision === "deny" ? { tool: `mcp:example/${tool}`, args: {} } : undefined;
    marks.push({
      kind: "entry-not-consulted",
      at: { path: at },
      message,
      ...(witness === undefined ? {} : { witness }),
    });
  }
  const shell = commandPrefix ?? commandRegex;
  if (shell !== undefined && tools.some((tool) => tool !== "run_shell_command")) {
    const message =
      "`commandPrefix` and `commandRegex` are of `run_shell_command` alone: no call of another tool has a command, so the rule does not match it; name that tool alone";
    marks.push({ kind: "entry-not-consulted", at: { path: at }, message });
  }
  if (argsPattern !== undefined && shell !== undefined) {
    const message =
      "`argsPattern` beside `commandPrefix` or `commandRegex` is left out; write one of them";
    marks.push({ kind: "entry-not-consulted", at: { path: [...at, "argsPattern"] }, message });
  }
  if (argsPattern !== undefined && decision === "allow" && !/\\x00|\\0|\\u0000/.test(argsPattern)) {
    const message =
      'it is looked for anywhere in the arguments, so a text in another argument can match it; begin and end it with `\\x00`, as in `\\x00"file_path":"…"\\x00`';
    marks.push({ kind: "pattern-not-anchored", at: { path: [...at, "argsPattern"] }, message });
  }
  if (
    argsPattern !== undefined &&
    decision === "allow" &&
    /(?:path|dir).*\/$|(?:path|dir)\\?"\s*:\\?"[\w./-]+\/(?![^"]*\$)/.test(argsPattern) &&
    !argsPattern.includes("..")
  ) {
    const message =
      "paths are compared as they are given, so `src/../x` matches what begins with `src/`; a deny of `\\.\\.` above it keeps that out";
    marks.push({ kind: "pattern-not-anchored", at: { path: [...at, "argsPattern"] }, message });
  }
  for (const prefix of decision === "allow" ? [] : (commandPrefix ?? [])) {
    if (!/^[\w.-]+(?: [\w.-]+)+$/.test(prefix)) continue;
    const command = prefix.replace(" ", "  ");
    const message = `a prefix is compared letter by letter: \`${shownShort(command, 60)}\` with two blanks, or a word in quotes, does not match it; deny the program as a whole, and allow what is needed above it`;
    marks.push({
      kind: "deny-respelled",
      at: { path: at },
      message,
      witness: { tool: "shell", args: { command } },
    });
  }
  for (const [index, tool] of tools.entries()) {
    const path = [...at, "toolName", ...(rule.listed ? [index] : [])];
    const known = MEANT_TOOLS.get(tool);
    if (known !== undefined) {
      const message = `Gemini CLI has no tool \`${tool}\`, so this matches nothing; its tools are \`run_shell_command\`, \`read_file\`, \`write_file\`, \`replace\`, …`;
      const meant = JSON.stringify(known);
      marks.push({ kind: "entry-not-consulted", at: { path }, message, meant });
    }
    if (tool.includes("__")) {
      const message = `\`${shownShort(tool, 60)}\` is the former way to name a server's tool, and matches nothing; write \`mcpName\`, or \`mcp_server_tool\``;
      const meant = JSON.stringify(`mcp_${tool.replace(/^mcp__/, "").replace("__", "_")}`);
      marks.push({ kind: "deprecated-key", at: { path }, message, meant });
    }
  }
  return marks;
}

/** Names that its tools have elsewhere. */
const MEANT_TOOLS: ReadonlyMap<string, string> = new Map([
  ...["run_command", "shell", "bash", "Bash", "execute_command"].map(
    (name) => [name, "run_shell_command"] as const,
  ),
  ["edit", "replace"],
  ["edit_file", "replace"],
  ["search_files", "grep_search"],
  ["list_files", "list_directory"],
]);

/** What `settings.json` does otherwise than it reads, or gives away. */
export function settingsMarks(value: JsonObject, settings: GeminiSettings): readonly Mark[] {
  const marks: Mark[] = [];
  for (const { text, at } of settings.exclude)
    if (text.includes("(")) {
      const message = `\`tools.exclude\` names whole tools: \`${shownShort(text, 60)}\` is none, so nothing is denied by it; write a policy rule with \`commandPrefix\` and \`deny\``;
      marks.push({ kind: "entry-not-consulted", at: { path: at }, message });
    }
  for (const { name, at, trust } of settings.servers) {
    if (!trust) continue;
    const message = `every tool of \`${shownShort(name, 40)}\` runs unasked, also those that it gets later; leave \`trust\` out, and allow the tools that are needed`;
    marks.push({ kind: "servers-enabled", at: { path: [...at, "trust"] }, message });
  }
  for (const name of DEPRECATED) {
    if (own(value, name) === undefined) continue;
    const message = `\`${name}\` is a key of before 0.3; write ${RENAMED.get(name) ?? "its new name"}`;
    marks.push({ kind: "deprecated-key", at: { path: [name], on: "key" }, message });
  }
  const mode: Json | undefined = valueOf(value, "general", "defaultApprovalMode");
  if (mode === "yolo") {
    const message =
      "`yolo` is taken from the command line alone, so this has no effect; write `default`, `auto_edit` or `plan`";
    marks.push({
      kind: "misplaced-key",
      at: { path: ["general", "defaultApprovalMode"] },
      message,
    });
  }
  return [...marks, ...unpinnedServers(own(value, "mcpServers"), ["mcpServers"])];
}

function valueOf(value: JsonObject, first: string, second: string): Json | undefined {
  const inside = own(value, first);
  return isObject(inside) ? own(inside, second) : undefined;
}

const RENAMED: ReadonlyMap<string, string> = new Map([
  ["coreTools", "`tools.core`"],
  ["excludeTools", "`tools.exclude`"],
  ["allowedTools", "`tools.allowed`"],
  ["autoAccept", "`general.defaultApprovalMode`"],
  ["allowMCPServers", "`mcp.allowed`"],
  ["excludeMCPServers", "`mcp.excluded`"],
]);
const DEPRECATED = [...RENAMED.keys()];
