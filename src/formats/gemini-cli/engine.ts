import type { JsonObject } from "../../model/json.ts";
import { isObject, own, sameJson } from "../../model/json.ts";
import type { ShellGrammars } from "../../model/syntax.ts";
import type { Mode, PolicyDecision, PolicyRule } from "./policy-rule.ts";
import { quotedWords } from "./quoted-words.ts";
import { isBelow, isDangerous, isKnownSafe, resolved } from "./safety.ts";
import type { Place } from "./safety.ts";
import { shellLine, unwrapped } from "./shell-line.ts";
import { stableText } from "./stable-text.ts";

/** A call by Gemini CLI's own names. */
export interface GeminiCall {
  readonly tool: string;
  readonly args: JsonObject;
  readonly server?: string;
  readonly annotations?: JsonObject;
  readonly subagent?: string;
}

/** What rules are tried under. */
export interface PolicyGround {
  /** Highest priority first, those of one priority in the order of their files. */
  readonly rules: readonly PolicyRule[];
  readonly mode: Mode;
  readonly headless: boolean;
  readonly trusted: boolean;
  readonly place: Place;
  readonly grammars: ShellGrammars;
}

/** What the policy engine says. */
export interface Verdict {
  readonly decision: PolicyDecision;
  readonly rule?: PolicyRule;
  readonly because?: string;
  /** An expression cannot be run in linear time: whether its rule matches is not known. */
  readonly unknown?: string;
  readonly parts?: readonly { readonly command: string; readonly verdict: Verdict }[];
}

/** Rules by priority; equal ones stay as they are. */
export function byPriority(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  return rules.toSorted((a, b) => b.priority - a.priority);
}

/** Decides as the policy engine of Gemini CLI does: the first rule that matches, then the parts of a command. Source: `policy/policy-engine.ts` (0.61.0). */
export function checkPolicy(call: GeminiCall, ground: PolicyGround): Verdict {
  return check(call, { ground, heuristics: true, known: new Map(), depth: 0 });
}

interface Run {
  readonly ground: PolicyGround;
  /** The built-in lists count for the line as a whole only. */
  readonly heuristics: boolean;
  /** Verdicts of parts: a line that is nested deeply has the same parts again and again. */
  readonly known: Map<string, Verdict>;
  readonly depth: number;
}

const SHELL_TOOLS: ReadonlySet<string> = new Set(["run_shell_command", "ShellTool"]);
/** Lines are nested so deep. */
const DEEPEST = 30;

function check(call: GeminiCall, run: Run): Verdict {
  const { ground, heuristics } = run;
  const command = SHELL_TOOLS.has(call.tool) ? (textOf(call.args, "command") ?? "") : undefined;
  const found = firstMatch(call, ground);
  if (found?.unknown !== undefined) return { decision: "deny", unknown: found.unknown };
  const rule = found?.rule;
  if (rule === undefined && ground.mode === "yolo")
    return { decision: "allow", because: "no rule matches, and the mode is `yolo`" };
  const standard: PolicyDecision = ground.headless ? "deny" : "ask_user";
  const start = rule?.decision ?? standard;
  if (command === undefined) {
    const verdict =
      rule === undefined ? { decision: start, because: NO_RULE } : { decision: start, rule };
    return protectBuildFiles(call, verdict, ground);
  }
  const listed =
    heuristics && command !== "" && rule?.args === undefined
      ? applyLists(command, start, call, ground)
      : { decision: start };
  const verdict = checkLine(command, listed, call, rule, run);
  if (verdict.because !== undefined) return verdict;
  if (listed.because !== undefined && verdict.decision === listed.decision)
    return { ...verdict, because: listed.because };
  if (verdict.rule !== undefined) return verdict;
  return { ...verdict, because: rule === undefined ? NO_RULE : REDIRECTED };
}

const NO_RULE = "no rule matches";
const REDIRECTED = "it redirects, or a part of it asks";

interface Match {
  readonly rule?: PolicyRule;
  readonly unknown?: string;
}

function firstMatch(call: GeminiCall, ground: PolicyGround): Match | undefined {
  const server = call.server ?? /^mcp_([^_]+)_./s.exec(call.tool)?.[1];
  const names = aliases(call);
  let text: string | undefined;
  for (const rule of ground.rules) {
    if (!names.some((tool) => matchesCall(rule, { ...call, tool }, server, ground))) continue;
    if (rule.args === undefined) return { rule };
    if (rule.args.kind === "unknown") {
      const unknown = `the expression of a rule of ${rule.origin} cannot be run in linear time, so whether it matches is not known`;
      return { unknown };
    }
    text ??= stableText(call.args);
    if (rule.args.regex.matcher(text).find()) return { rule };
  }
  return undefined;
}

/** A tool goes by its former names too, and an agent's call by the agent's. */
function aliases({ tool, args }: GeminiCall): readonly string[] {
  const names = [tool];
  if (tool === "grep_search") names.push("search_file_content");
  if (tool === "search_file_content") names.push("grep_search");
  const agent = tool === "invoke_agent" ? textOf(args, "agent_name") : undefined;
  return agent === undefined ? names : [...names, agent];
}

/** All but the expression over the arguments. */
function matchesCall(
  rule: PolicyRule,
  call: GeminiCall,
  server: string | undefined,
  { mode, headless }: Pick<PolicyGround, "mode" | "headless">,
): boolean {
  if (rule.modes !== undefined && rule.modes.length > 0 && !rule.modes.includes(mode)) return false;
  if (rule.subagent !== undefined && rule.subagent !== call.subagent) return false;
  if (rule.server === "*" ? server === undefined : (rule.server ?? server) !== server) return false;
  if (!matchesTool(rule, call.tool, server)) return false;
  const wanted = rule.annotations;
  if (wanted !== undefined) {
    const given = call.annotations;
    if (given === undefined) return false;
    const same = (name: string): boolean =>
      sameJson(own(wanted, name) ?? null, own(given, name) ?? null);
    if (!Object.keys(wanted).every(same)) return false;
  }
  return rule.interactive === undefined || rule.interactive !== headless;
}

function matchesTool(rule: PolicyRule, tool: string, server: string | undefined): boolean {
  const pattern = rule.tool;
  if (pattern === "*") return true;
  if (pattern.includes("*")) {
    if (pattern === "mcp_*") return server !== undefined;
    if (pattern.startsWith("mcp_") && pattern.endsWith("_*")) {
      const name = pattern.slice(4, -2);
      return server === name && tool.startsWith(`mcp_${name}_`);
    }
    return pattern === tool;
  }
  if (pattern === tool) return true;
  if (server === undefined) return false;
  if (
    rule.server !== undefined &&
    !pattern.startsWith("mcp_") &&
    tool === fullName(rule.server, pattern)
  )
    return true;
  return pattern.startsWith("mcp_") && pattern === fullName(server, tool);
}

/** The name of a tool of a server, or a pattern for them. */
export function fullName(server: string, tool: string): string {
  if (server === "*") return tool === "*" ? "mcp_*" : `mcp_*_${tool}`;
  return `mcp_${server}_${tool}`;
}

interface Listed {
  readonly decision: PolicyDecision;
  readonly because?: string;
}

/** The built-in lists of commands, and the folder that a command runs in. */
function applyLists(
  command: string,
  decision: PolicyDecision,
  { args }: GeminiCall,
  { mode, trusted, place, grammars }: PolicyGround,
): Listed {
  const words = quotedWords(command);
  if (decision === "deny" || words === undefined) return { decision };
  const folder = textOf(args, "dir_path");
  const cwd =
    folder === undefined || folder === "" ? place.workspace : resolved(place.workspace, folder);
  const ask = (because: string): Listed => ({ decision: "ask_user", because });
  if (!isBelow(place.workspace, cwd) && mode !== "yolo")
    return ask("it runs in a folder outside of the workspace");
  if (!trusted && runsGit(words)) return ask("it runs `git`, and the folder is not trusted");
  if (isDangerous(words)) {
    if (mode === "yolo") return { decision };
    return ask("it is on the built-in list of dangerous commands");
  }
  const split = (script: string): readonly string[] => {
    const line = shellLine(script, grammars);
    return line.failed ? [] : line.commands.map(({ text }) => text);
  };
  if (decision === "ask_user" && isKnownSafe(words, { ...place, cwd }, split))
    return { decision: "allow", because: "it is on the built-in list of safe commands" };
  return { decision };
}

function runsGit(words: readonly string[]): boolean {
  const before = new Set(["sudo", "env", "time", "&&", "||", ";", "|", "&", "("]);
  return words.some((word, index) => {
    if (!/^(?:.*\/)?git(?:\.exe)?$/i.test(word.trim())) return false;
    let at = index - 1;
    while (at >= 0 && /^[a-zA-Z_]\w*=/.test(words[at] ?? "")) at--;
    return at < 0 || before.has((words[at] ?? "").toLowerCase());
  });
}

function checkLine(
  command: string,
  listed: Listed,
  call: GeminiCall,
  rule: PolicyRule | undefined,
  run: Run,
): Verdict {
  const { ground, depth } = run;
  const by = (decision: PolicyDecision, who: PolicyRule | undefined): Verdict => ({
    decision,
    ...(who === undefined ? {} : { rule: who }),
  });
  if (command === "") return by(listed.decision, rule);
  const line = shellLine(command, ground.grammars);
  if (line.failed || depth > DEEPEST) {
    if (listed.decision === "deny") return by("deny", rule);
    if (ground.mode === "yolo") return by(rule?.args === undefined ? "allow" : "deny", rule);
    const because = "the line cannot be read";
    return { decision: ground.headless ? "deny" : "ask_user", because };
  }
  if (listed.decision === "deny") return by("deny", rule);
  let decision = listed.decision;
  let blamed = rule?.decision === decision ? rule : undefined;
  const lenient =
    rule?.redirection === true || ground.mode === "autoEdit" || ground.mode === "yolo";
  if (line.redirected && !lenient && decision === "allow") {
    decision = "ask_user";
    blamed = undefined;
  }
  const parts: { command: string; verdict: Verdict }[] = [];
  for (const { text, start } of line.commands) {
    const whole = text === command || (start === 0 && text.length === command.length);
    const script = unwrapped(text);
    const inner = [...(script === text ? [] : [script]), ...(whole ? [] : [text])];
    for (const one of inner) {
      const verdict = checkPart(one, call, run);
      if (one === text || script !== text) parts.push({ command: one, verdict });
      if (verdict.unknown !== undefined) return { ...verdict, parts };
      if (verdict.decision === "deny") return { ...verdict, parts };
      if (verdict.decision === "ask_user") {
        if (decision === "allow") blamed = verdict.rule;
        else blamed ??= verdict.rule;
        decision = "ask_user";
      }
    }
  }
  return { ...by(decision, decision === listed.decision ? rule : blamed), parts };
}

function checkPart(command: string, call: GeminiCall, run: Run): Verdict {
  const before = run.known.get(command);
  if (before !== undefined) return before;
  const folder = own(call.args, "dir_path");
  const args: JsonObject = folder === undefined ? { command } : { command, dir_path: folder };
  const verdict = check({ ...call, args }, { ...run, heuristics: false, depth: run.depth + 1 });
  run.known.set(command, verdict);
  return verdict;
}

const BUILD_FILES: ReadonlySet<string> = new Set(
  "BUILD BUILD.bazel WORKSPACE WORKSPACE.bazel MODULE.bazel .bazelrc .blazerc Makefile makefile GNUmakefile CMakeLists.txt package.json package-lock.json pnpm-lock.yaml yarn.lock bun.lockb setup.py setup.cfg pyproject.toml go.mod go.sum Cargo.toml Cargo.lock pom.xml build.gradle build.gradle.kts settings.gradle settings.gradle.kts Dockerfile Containerfile".split(
    " ",
  ),
);

/** An edit of a file that a build runs is always asked about. Source: `utils/buildFileUtils.ts` and `policy/policy-engine.ts` (0.61.0). */
function protectBuildFiles(call: GeminiCall, verdict: Verdict, ground: PolicyGround): Verdict {
  if (verdict.decision !== "allow") return verdict;
  const edits =
    /(?:^|[^a-z0-9])(?:write|edit|replace|patch|update|create|append|save)(?![a-z0-9])/i;
  if (!edits.test(call.tool)) return verdict;
  const named = ["file_path", "path", "filePath", "file"]
    .map((name) => own(call.args, name))
    .find((value) => value !== undefined && value !== null);
  if (typeof named !== "string") return verdict;
  const path = resolved(ground.place.cwd, named.trim().replaceAll("\0", "").replaceAll("\\", "/"));
  const name = path.slice(path.lastIndexOf("/") + 1);
  const isBuild =
    BUILD_FILES.has(name) ||
    /^(?:Dockerfile|Containerfile)\./.test(name) ||
    /.\.(?:bzl|bazel|bzlmod|mk|cmake)$/i.test(name);
  if (!isBuild) return verdict;
  const because = "it is a file of the build, whose edits are always asked about";
  return { decision: ground.headless ? "deny" : "ask_user", because };
}

function textOf(args: JsonObject, name: string): string | undefined {
  const value = isObject(args) ? own(args, name) : undefined;
  return typeof value === "string" ? value : undefined;
}
