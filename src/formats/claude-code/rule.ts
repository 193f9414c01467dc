import { keptByText } from "../../model/kept-by-text.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { toGlob } from "../../model/glob.ts";
import type { Glob } from "../../model/glob.ts";

/** Which list an entry stands in, or what it is worth there. */
export type RuleList = "allow" | "ask" | "deny";

/** What a rule asks of a call of its tool. */
export type RuleTest =
  | { readonly kind: "all" }
  /** Of `Bash` and `PowerShell`: over one command. `bare`: a final ` *` that is its only wildcard also takes the command alone. */
  | { readonly kind: "command"; readonly glob: Glob; readonly bare: string | undefined }
  | { readonly kind: "path"; readonly pattern: string; readonly negated: boolean }
  | { readonly kind: "domain"; readonly host: string }
  /** Of `Agent` and `Skill`: a name, or what it begins with. */
  | { readonly kind: "name"; readonly glob: Glob }
  /** Of `deny` and `ask`: a top-level parameter of the call. */
  | { readonly kind: "parameter"; readonly name: string; readonly value: Glob };

/** An entry that the agent consults. */
export interface ClaudeRule {
  readonly list: RuleList;
  /** As written. */
  readonly source: string;
  readonly at: SymbolicPath;
  /** A tool's own name, a name of the form `mcp__<server>__<tool>`, or a glob over either. */
  readonly tool: Glob;
  readonly test: RuleTest;
}

/** Why an entry is never consulted, or does not mean what it seems to. */
export interface DeadRule {
  readonly why: string;
  readonly mark: "entry-not-consulted" | "wildcard-inside-command";
  /** The entry as it was probably meant. */
  readonly meant?: string;
}

/** The tools whose rules name paths; rules of the others are accepted and never consulted. Source: permissions, "Read and Edit" (2.1.210). */
const PATH_TOOLS: ReadonlySet<string> = new Set(["Read", "Edit"]);
const DEAD_PATH_TOOLS: ReadonlyMap<string, string> = new Map([
  ["Write", "Edit"],
  ["MultiEdit", "Edit"],
  ["NotebookEdit", "Edit"],
  ["Glob", "Read"],
]);
const COMMAND_TOOLS: ReadonlySet<string> = new Set(["Bash", "PowerShell", "Monitor"]);

/** The parameter that a tool's own form of rule is about; `Tool(parameter:value)` is ignored for it. Source: permissions (2.1.178). */
const PRIMARY: ReadonlySet<string> = new Set([
  "command",
  "file_path",
  "path",
  "notebook_path",
  "url",
]);

/** Scalar parameters of `Bash` besides the command, from tools-reference; of other tools any word before the colon is one. */
const BASH_PARAMETERS: ReadonlySet<string> = new Set([
  "run_in_background",
  "dangerouslyDisableSandbox",
  "timeout",
  "description",
]);

/** Parameters of `Agent`. Source: tools-reference; permissions names `model` and `isolation`. */
const AGENT_PARAMETERS: ReadonlySet<string> = new Set([
  ...["description", "isolation", "mode", "model", "name", "prompt", "resume"],
  ...["run_in_background", "subagent_type", "team_name"],
]);

/** The names of tools as rules name them. Source: tools-reference and the published schema (2026-08-07); `Task` is an alias of `Agent` (2.1.63). */
export const TOOL_NAMES: readonly string[] = [
  ...["Agent", "Artifact", "AskUserQuestion", "Bash", "Cd", "CronCreate", "CronDelete", "CronList"],
  ...["Edit", "EnterPlanMode", "EnterWorktree", "ExitPlanMode", "ExitWorktree", "Glob", "Grep"],
  ...["KillShell", "LSP", "ListMcpResourcesTool", "Monitor", "MultiEdit", "NotebookEdit"],
  ...["PowerShell", "Read", "ReadMcpResourceTool", "SendMessage", "ShareOnboardingGuide", "Skill"],
  ...["Task", "TaskCreate", "TaskGet", "TaskList", "TaskOutput", "TaskStop", "TaskUpdate"],
  ...["TodoWrite", "ToolSearch", "WebFetch", "WebSearch", "Workflow", "Write"],
];
const KNOWN: ReadonlySet<string> = new Set(TOOL_NAMES);

/**
 * Reads one entry of a list. Source of the grammar: code.claude.com/docs/en/permissions, as of 2026-08-22 (about 2.1.240), with the newer pages on
 * Bash rule limits and parameters.
 */
export function parseRule(source: string, list: RuleList, at: SymbolicPath): ClaudeRule | DeadRule {
  const read = READ[list](source);
  return "why" in read ? read : { ...read, at };
}

/** People's lists hold the same entries again and again, and an editor reads them at each key. */
const READ: Record<RuleList, (source: string) => Entry | DeadRule> = {
  allow: readKept("allow"),
  ask: readKept("ask"),
  deny: readKept("deny"),
};

/** An entry, wherever it stands. */
type Entry = Omit<ClaudeRule, "at">;

function readKept(list: RuleList): (source: string) => Entry | DeadRule {
  return keptByText((source) => readEntry(source, list), { most: 5000, longest: 400 });
}

function readEntry(source: string, list: RuleList): Entry | DeadRule {
  const open = source.indexOf("(");
  const name = (open < 0 ? source : source.slice(0, open)).trim();
  if (name === "") return dead("it names no tool, so it is skipped");
  if (open >= 0 && !source.endsWith(")"))
    return dead("its parenthesis is not closed, so it is skipped");
  const specifier = open < 0 ? undefined : source.slice(open + 1, -1);
  const misnamed = whyMisnamed(name, list);
  if (misnamed !== undefined) return dead(misnamed);
  const tool = toGlob(name === "Task" ? "Agent" : name);
  const rule = { list, source, tool };
  if (specifier === undefined || specifier === "*") return { ...rule, test: { kind: "all" } };
  const test = testOf(name, specifier, list);
  return "why" in test ? test : { ...rule, test };
}

function dead(why: string, mark: DeadRule["mark"] = "entry-not-consulted"): DeadRule {
  return { why, mark };
}

function whyMisnamed(name: string, list: RuleList): string | undefined {
  if (name.startsWith("mcp__")) {
    const server = name.slice(5).split("__")[0] ?? "";
    if (list === "allow" && (server === "" || server.includes("*")))
      return "an `allow` takes a wildcard only after a literal `mcp__<server>__`, so it is skipped with a warning";
    return undefined;
  }
  if (name.includes("*"))
    return list === "allow"
      ? "an `allow` takes no wildcard in the name of a tool, so it is skipped with a warning"
      : undefined;
  if (KNOWN.has(name)) return undefined;
  const meant = TOOL_NAMES.find(
    (one) => one.toLowerCase() === name.toLowerCase().replace(/ /g, ""),
  );
  return meant === undefined
    ? "there is no tool of that name, so nothing is ever held against it"
    : `tools are matched by their exact names, and this one is \`${meant}\`, so nothing is ever held against it`;
}

function testOf(name: string, specifier: string, list: RuleList): RuleTest | DeadRule {
  const replaced = DEAD_PATH_TOOLS.get(name);
  if (replaced !== undefined)
    return {
      ...dead(
        `rules with a path are accepted for \`${name}\` and never consulted; the files it touches are held against \`${replaced}(…)\``,
      ),
      meant: `${replaced}(${specifier})`,
    };
  const parameter = parameterOf(name, specifier, list);
  if (parameter !== undefined) return parameter;
  if (COMMAND_TOOLS.has(name)) return commandTest(specifier);
  if (PATH_TOOLS.has(name) || name === "Grep" || name === "LSP") {
    if (specifier === "") return dead("its path is empty, so it is skipped");
    const negated = specifier.startsWith("!") && list !== "allow";
    return { kind: "path", pattern: negated ? specifier.slice(1) : specifier, negated };
  }
  if (name === "WebFetch") {
    const host = /^domain:(.+)$/.exec(specifier)?.[1];
    return host === undefined
      ? dead("a rule of `WebFetch` is `domain:<host>`; this form matches nothing")
      : { kind: "domain", host: host.toLowerCase().replace(/\.$/, "") };
  }
  if (name === "Agent" || name === "Task") return { kind: "name", glob: toGlob(specifier) };
  if (name === "Skill") return { kind: "name", glob: toGlob(specifier.replace(/[ :]\*$/, "*")) };
  if (name === "WebSearch")
    return dead("`WebSearch` takes no specifier; this form matches nothing");
  if (name.startsWith("mcp__"))
    return dead("a rule of a server's tool takes no specifier of this form; it matches nothing");
  return { kind: "name", glob: toGlob(specifier) };
}

function parameterOf(
  name: string,
  specifier: string,
  list: RuleList,
): RuleTest | DeadRule | undefined {
  const split = /^([A-Za-z_]\w*)\s*:\s*(.*)$/s.exec(specifier);
  const [, parameter = "", value = ""] = split ?? [];
  if (split === null || (name === "WebFetch" && parameter === "domain")) return undefined;
  if (PRIMARY.has(parameter) && name !== "WebFetch")
    return dead(
      `\`${parameter}\` is what rules of \`${name}\` are about anyway; this form is ignored`,
    );
  if (COMMAND_TOOLS.has(name) && !BASH_PARAMETERS.has(parameter)) return undefined;
  // The names of plugins' skills and agents hold a colon, and earlier versions wrote `Skill(name:*)`. Source: skills; sub-agents.
  if (PATH_TOOLS.has(name) || name === "Skill") return undefined;
  if ((name === "Agent" || name === "Task") && !AGENT_PARAMETERS.has(parameter)) return undefined;
  if (list === "allow")
    return name === "Agent" || name === "Task" || name.startsWith("mcp__")
      ? dead("rules about a parameter count in `deny` and `ask` alone; here it is skipped")
      : undefined;
  return { kind: "parameter", name: parameter, value: toGlob(value) };
}

/** `Bash(npm run:*)` is `Bash(npm run *)`; a colon before any other star is only itself. */
function commandTest(specifier: string): RuleTest | DeadRule {
  const spelled = specifier.endsWith(":*") ? `${specifier.slice(0, -2)} *` : specifier;
  const text = spelled.trim().replaceAll(/[ \t]+/g, " ");
  if (text === "") return dead("it names no command, so it is skipped");
  if (/:\*./.test(specifier) && !specifier.endsWith(":*"))
    return dead(
      "`:*` stands for further words only at the end; here the colon is only itself, so no command that people write is like it",
      "wildcard-inside-command",
    );
  const glob = toGlob(text);
  const single = glob.length === 2 && text.endsWith(" *");
  return { kind: "command", glob, bare: single ? text.slice(0, -2) : undefined };
}
