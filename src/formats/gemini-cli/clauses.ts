import type { Decision } from "../../model/call.ts";
import type { Clause, Constraints } from "../../model/clause.ts";
import { parseCommandPattern } from "../../model/command-pattern.ts";
import type { CommandPattern } from "../../model/command-pattern.ts";
import { toGlob } from "../../model/glob.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { failed } from "../../model/problem.ts";
import { shownShort } from "../../model/shown.ts";
import type { BuiltInTool, ToolPattern } from "../../model/tool-pattern.ts";
import type { PolicyDecision } from "./policy-rule.ts";
import type { WrittenRule } from "./read-policy.ts";
import { commandOf, toolOf } from "./settings.ts";
import type { GeminiSettings } from "./settings.ts";

/** What the decisions of rules are in Ambit's words. */
export const EFFECTS: Readonly<Record<PolicyDecision, Decision>> = {
  allow: "allow",
  ask_user: "ask",
  deny: "deny",
};

const BUILT_IN: ReadonlyMap<string, BuiltInTool> = new Map([
  ["run_shell_command", "shell"],
  ["ShellTool", "shell"],
  ["read_file", "file.read"],
  ["read_many_files", "file.read"],
  ["write_file", "file.write"],
  ["replace", "file.write"],
  ["web_fetch", "web.fetch"],
  ["google_web_search", "web.search"],
  ["invoke_agent", "agent.run"],
]);

/** A `[[rule]]` as a clause. */
export function ruleClause(rule: WrittenRule, file: string): Clause {
  const { tools, server, commandPrefix, commandRegex, argsPattern } = rule;
  const source = commandPrefix?.join(", ") ?? commandRegex ?? argsPattern;
  const name = `${server === undefined ? "" : `${server}: `}${tools.join(", ")}`;
  const id = source === undefined ? name : `${name} ${source}`;
  const patterns = tools.flatMap((tool) => toolPattern(tool, server));
  return clause(id, file, rule.at, EFFECTS[rule.decision], patterns, constraints(rule));
}

function clause(
  id: string,
  file: string,
  at: SymbolicPath,
  effect: Decision,
  tools: readonly ToolPattern[],
  where: Constraints,
): Clause {
  return { id: shownShort(id, 80), file, at, effect, tools, where, except: [], faulty: false };
}

function toolPattern(tool: string, server: string | undefined): readonly ToolPattern[] {
  if (server !== undefined)
    return [{ kind: "mcp", source: tool, server: toGlob(server), tool: toGlob(tool) }];
  if (tool === "*") return [{ kind: "any", source: tool }];
  const builtIn = BUILT_IN.get(tool);
  if (builtIn !== undefined) return [{ kind: "exact", source: tool, tool: builtIn }];
  const own: ToolPattern = tool.includes("*")
    ? { kind: "named", source: tool, name: toGlob(tool) }
    : { kind: "exact", source: tool, tool: `tool:${tool}` };
  const named = /^mcp_(?:([^_]+)_)?(.+)$/s.exec(tool);
  if (named === null) return [own];
  const [, before = "*", after = "*"] = named;
  return [{ kind: "mcp", source: tool, server: toGlob(before), tool: toGlob(after) }];
}

function constraints({ tools, commandPrefix, commandRegex }: WrittenRule): Constraints {
  if (!tools.includes("run_shell_command")) return {};
  const command =
    commandPrefix?.map(prefixPattern) ??
    (commandRegex === undefined ? undefined : [regexPattern(commandRegex)]);
  return { command: command ?? [anyCommand("*")] };
}

function anyCommand(source: string): CommandPattern {
  return { source, choices: [{ words: [], rest: true }] };
}

function prefixPattern(prefix: string): CommandPattern {
  // Each sign stands for itself, blanks apart.
  const escaped = prefix.replace(/[^\s\w./:=@+-]/g, "\\$&");
  const pattern = parseCommandPattern(`${escaped} **`);
  return failed(pattern) ? anyCommand(prefix) : { ...pattern.value, source: prefix };
}

/** The plain words that an expression begins with. */
function regexPattern(source: string): CommandPattern {
  const plain = /^(?:[\w./:=@-]+(?: |$))+/.exec(source)?.[0].trim() ?? "";
  const words = plain === "" || /[.]/.test(plain) ? [] : plain.split(" ");
  const pattern = prefixPattern(words.join(" "));
  return words.length === 0 ? anyCommand(source) : { ...pattern, source };
}

/** What `settings.json` grants and restricts. */
export function settingsClauses(settings: GeminiSettings, file: string): readonly Clause[] {
  const one = (text: string, at: SymbolicPath, effect: Decision): Clause => {
    const command = commandOf(text);
    const where =
      command === undefined ? shellOnly(toolOf(text)) : { command: [prefixPattern(command)] };
    return clause(text, file, at, effect, toolPattern(toolOf(text), undefined), where);
  };
  const server = (name: string, at: SymbolicPath, effect: Decision, id: string): Clause =>
    clause(id, file, at, effect, toolPattern("*", name), {});
  return [
    ...settings.serversExcluded.map(({ text, at }) => server(text, at, "deny", text)),
    ...settings.exclude.map(({ text, at }) => one(text, at, "deny")),
    ...settings.confirm.map(({ text, at }) => one(text, at, "ask")),
    ...settings.allowed.map(({ text, at }) => one(text, at, "allow")),
    ...(settings.core ?? []).map(({ text, at }) => one(text, at, "allow")),
    ...settings.servers.flatMap(({ name, at, trust }) =>
      trust ? [server(name, [...at, "trust"], "allow", `${name}: trust`)] : [],
    ),
    ...(settings.serversAllowed ?? []).map(({ text, at }) => server(text, at, "allow", text)),
  ];
}

function shellOnly(tool: string): Constraints {
  return tool === "run_shell_command" ? { command: [anyCommand("*")] } : {};
}
