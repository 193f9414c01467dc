import type { Decision } from "../../model/call.ts";
import type { Clause, Constraints } from "../../model/clause.ts";
import type { CommandChoice, CommandPattern } from "../../model/command-pattern.ts";
import { parseHostPattern } from "../../model/host-pattern.ts";
import { parsePathPattern } from "../../model/path-pattern.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { failed } from "../../model/problem.ts";
import { shownShort } from "../../model/shown.ts";
import type { BuiltInTool, ToolPattern } from "../../model/tool-pattern.ts";
import type { CodexConfig, ConfigServer } from "./config.ts";
import { clausesOfProfile } from "./profile.ts";
import type { Profile } from "./profile.ts";
import type { NetworkRule, PatternToken, PrefixRule, RuleDecision } from "./policy.ts";

/** What the decisions of rules are in Ambit's words. */
export const EFFECTS: Readonly<Record<RuleDecision, Decision>> = {
  allow: "allow",
  prompt: "ask",
  forbidden: "deny",
};

/** A rule as a clause. */
export function ruleClause(rule: PrefixRule, file: string): Clause {
  const because = rule.justification;
  return {
    ...clause(rule, file, EFFECTS[rule.decision], "shell", { command: [commandOf(rule)] }),
    ...(because === undefined ? {} : { because }),
  };
}

/** A rule of a host as a clause. */
export function networkClause(rule: NetworkRule, file: string): Clause {
  const host = parseHostPattern(rule.host.includes(":") ? `[${rule.host}]` : rule.host);
  const where: Constraints = failed(host) ? {} : { host: [host.value] };
  return clause(rule, file, EFFECTS[rule.decision], "web.fetch", where);
}

type Written = Pick<PrefixRule, "source" | "at">;

function clause(
  { source, at }: Written,
  file: string,
  effect: Decision,
  tool: BuiltInTool,
  where: Constraints,
): Clause {
  const tools: readonly ToolPattern[] = [{ kind: "exact", source: tool, tool }];
  return { id: shownShort(source, 80), file, at, effect, tools, where, except: [], faulty: false };
}

/** More choices than this stand for themselves no longer: their words are any. */
const MOST_CHOICES = 200;

function commandOf({ pattern, source }: PrefixRule): CommandPattern {
  let choices: (readonly PatternToken[number][])[] = [[]];
  for (const token of pattern) {
    if (choices.length * token.length > MOST_CHOICES) break;
    choices = choices.flatMap((before) => token.map((word) => [...before, word]));
  }
  return {
    source: sourceOf(pattern, source),
    choices: choices.map((words): CommandChoice => ({
      words: words.map((word) => ({ glob: [word], home: false })),
      rest: true,
    })),
  };
}

/** The pattern as it reads: what stands between the brackets of `pattern`. */
function sourceOf(pattern: readonly PatternToken[], source: string): string {
  const words = pattern.map((token) =>
    token.length === 1 ? JSON.stringify(token[0]) : JSON.stringify(token),
  );
  return pattern.length === 0 ? source : `[${words.join(", ")}]`;
}

/** What `config.toml` grants and restricts by itself. */
export function configClauses(config: CodexConfig, file: string): readonly Clause[] {
  const clauses: Clause[] = [];
  const older = config.profile === undefined || config.profile === ":workspace";
  const counts = older && (config.sandbox === undefined || config.sandbox === "workspace-write");
  if (config.network === true && counts) {
    const at = ["sandbox_workspace_write", "network_access"];
    const host = [{ source: "*", kind: "any" }] as const;
    const written = { source: "network_access = true", at };
    clauses.push(clause(written, file, "allow", "web.fetch", { host }));
  }
  for (const { path, at } of counts ? config.writable : []) {
    const pattern = parsePathPattern(`${path.replace(/\/+$/, "")}/**`);
    if (failed(pattern)) continue;
    const where = { path: [{ ...pattern.value, source: path }] };
    clauses.push(clause({ source: path, at }, file, "allow", "file.write", where));
  }
  return [
    ...clauses,
    ...profilesInUse(config).flatMap(clausesOfProfile),
    ...config.servers.flatMap((server) => serverClauses(server, file)),
  ];
}

/** The profile that the file chooses, with those that it builds on; all of them where another file may choose. */
function profilesInUse({ sandbox, profile, profiles }: CodexConfig): readonly Profile[] {
  if (profile === undefined) return sandbox === undefined ? [...profiles.values()] : [];
  const used: Profile[] = [];
  for (let next = profiles.get(profile); next !== undefined && !used.includes(next);) {
    used.push(next);
    next = next.parent === undefined ? undefined : profiles.get(next.parent);
  }
  return used;
}

function serverClauses(server: ConfigServer, file: string): readonly Clause[] {
  const { name, at, mode, tools, disabledTools, enabledTools } = server;
  const one = (tool: string, source: string, place: SymbolicPath, effect: Decision): Clause => {
    const all: ToolPattern = { kind: "mcp", source, server: [name], tool: ["", ""] };
    const exact: ToolPattern = { kind: "exact", source, tool: `mcp:${name}/${tool}` };
    const id = shownShort(source, 80);
    const named = [tool === "*" ? all : exact];
    return { id, file, at: place, effect, tools: named, where: {}, except: [], faulty: false };
  };
  const clauses = [...tools].flatMap(([tool, how]) => {
    const effect = EFFECT_OF_MODE.get(how);
    const source = `${name}.${tool}: approval_mode = "${how}"`;
    return effect === undefined ? [] : [one(tool, source, [...at, "tools", tool], effect)];
  });
  const effect = mode === undefined ? undefined : EFFECT_OF_MODE.get(mode);
  if (mode !== undefined && effect !== undefined) {
    const place = [...at, "default_tools_approval_mode"];
    const source = `${name}: default_tools_approval_mode = "${mode}"`;
    if (enabledTools === undefined) clauses.push(one("*", source, place, effect));
    else for (const tool of enabledTools) clauses.push(one(tool, source, place, effect));
  }
  for (const [index, tool] of disabledTools.entries())
    clauses.push(one(tool, `${name}: ${tool}`, [...at, "disabled_tools", index], "deny"));
  return clauses;
}

/** `auto` and `writes` depend on what a tool says of itself. */
const EFFECT_OF_MODE: ReadonlyMap<string, Decision> = new Map([
  ["approve", "allow"],
  ["prompt", "ask"],
]);
