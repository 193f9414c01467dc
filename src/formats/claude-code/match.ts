import type { Scene } from "../../engine/scene.ts";
import { fromArgument } from "../../engine/paths.ts";
import type { KnownPath } from "../../engine/paths.ts";
import { globMatches } from "../../model/glob.ts";
import { own } from "../../model/json.ts";
import { parseUrl } from "../../model/url.ts";
import type { FileAt } from "../format.ts";
import type { ClaudeCommand } from "./claude-command.ts";
import { anchored, takesPath } from "./paths.ts";
import type { AnchoredPattern, PathGround } from "./paths.ts";
import { spelled, spelledGlob } from "./powershell.ts";
import type { ClaudeRule } from "./rule.ts";
import type { ClaudeCall } from "./tool-of.ts";

/** A rule and the file that it stands in, which says where its paths begin. */
export interface PlacedRule {
  readonly rule: ClaudeRule;
  readonly from: Pick<FileAt, "scope" | "base">;
}

/** Tools that are held against the rules of another one. Source: permissions (Grep, Glob, LSP: Read; the writers: Edit; Monitor: Bash). */
const JUDGED_AS: ReadonlyMap<string, string> = new Map([
  ["Grep", "Read"],
  ["Glob", "Read"],
  ["LSP", "Read"],
  ["Write", "Edit"],
  ["MultiEdit", "Edit"],
  ["NotebookEdit", "Edit"],
  ["Monitor", "Bash"],
]);

/** Is the rule about the whole call, or about its path, host, name or parameter? Commands are held against `commandMatches`. */
export function ruleMatches(placed: PlacedRule, call: ClaudeCall, scene: Scene): boolean {
  const { tool, test } = placed.rule;
  const judged = JUDGED_AS.get(call.tool);
  const own = toolMatches(tool, call.tool);
  switch (test.kind) {
    case "all":
      return own;
    case "command":
      return false;
    case "path":
      return (
        call.path !== undefined &&
        pathTool(placed, call.tool, own, judged) &&
        pathMatches(placed, call.path, scene)
      );
    case "domain":
      return own && call.url !== undefined && domainMatches(test.host, call.url);
    case "name":
      return own && call.name !== undefined && globMatches(test.glob, call.name);
    case "parameter":
      return own && parameterMatches(test, call);
  }
}

/** A deny of `Read` also stops `Edit` (2.1.208) and `Write` (2.1.228), an allow of `Edit` also lets read. Source: permissions, "Read and Edit". */
function pathTool(
  { rule }: PlacedRule,
  tool: string,
  isOwn: boolean,
  judged: string | undefined,
): boolean {
  if (isOwn || (judged !== undefined && toolMatches(rule.tool, judged))) return true;
  const named = rule.tool.length === 1 ? rule.tool[0] : undefined;
  if (rule.list === "deny" && named === "Read")
    return tool === "Edit" || tool === "Write" || tool === "MultiEdit";
  return rule.list === "allow" && named === "Edit" && (tool === "Read" || judged === "Read");
}

/** `mcp__server` is the whole server. */
export function toolMatches(glob: readonly string[], tool: string): boolean {
  if (globMatches(glob, tool)) return true;
  const [whole, star] = glob;
  if (star !== undefined || !whole?.startsWith("mcp__")) return false;
  return !whole.slice(5).includes("__") && tool.startsWith(`${whole}__`);
}

/** Is it a rule about command lines, be it of the tool that runs them or of the one that watches them? */
export function isShellRule({ rule: { tool } }: PlacedRule): boolean {
  return SHELLS.some((name) => toolMatches(tool, name));
}

const SHELLS = ["Bash", "PowerShell", "Monitor"];

/** Does the rule match a command of a line? An `allow` by its plain form, others by any. */
export function commandMatches({ rule }: PlacedRule, command: ClaudeCommand): boolean {
  const { test, list, tool } = rule;
  if (test.kind === "all") return !(list === "allow" && command.exactOnly);
  if (test.kind !== "command") return false;
  if (list === "allow" && command.exactOnly && test.glob.length > 1) return false;
  const { glob, bare } = isPowerShell(tool) ? spelledTest(test) : test;
  const holds = (text: string): boolean => text === bare || globMatches(glob, text);
  return list === "allow" ? holds(command.plain) : command.forms.some(holds);
}

type CommandTest = Extract<ClaudeRule["test"], { kind: "command" }>;

/** Is it a rule of `PowerShell` alone, which is compared in another way? */
export function isPowerShell(tool: ClaudeRule["tool"]): boolean {
  return tool.length === 1 && tool[0] === "PowerShell";
}

/** A rule of `PowerShell` in the spelling in which commands are compared with it, kept. */
export function spelledTest(test: CommandTest): CommandTest {
  const before = SPELLED.get(test);
  if (before !== undefined) return before;
  const { glob, bare } = test;
  const now = {
    ...test,
    glob: spelledGlob(glob),
    bare: bare === undefined ? undefined : spelled(bare),
  };
  SPELLED.set(test, now);
  return now;
}

const SPELLED = new WeakMap<CommandTest, CommandTest>();

/** An allow wants the path and what it leads to, a deny or ask either. Source: permissions, "Symlinks". */
function pathMatches(placed: PlacedRule, path: string, scene: Scene): boolean {
  const { test, list } = placed.rule;
  if (test.kind !== "path") return false;
  const known = knownPath(path, scene);
  const { workspace, home } = scene;
  if (known === undefined || workspace === undefined) return list !== "allow";
  const cwd = scene.call.context?.cwd ?? workspace;
  const pattern = anchoredAt(placed, test.pattern, { cwd, home });
  if (pattern === undefined) return list !== "allow";
  // What a path leads to costs a look at the disk.
  if (takesPath(pattern, known.given.machine) === (list !== "allow")) return list !== "allow";
  return known.real === undefined ? list !== "allow" : takesPath(pattern, known.real.machine);
}

/** As `anchored`; that of the last ground is kept, as rules probe a file with many paths from one folder. */
function anchoredAt(
  placed: PlacedRule,
  pattern: string,
  ground: PathGround,
): AnchoredPattern | undefined {
  const before = ANCHORED.get(placed);
  if (before?.ground.cwd === ground.cwd && before.ground.home === ground.home)
    return before.pattern;
  const { rule, from } = placed;
  const now = anchored(pattern, { ...from, list: rule.list }, ground);
  ANCHORED.set(placed, { ground, pattern: now });
  return now;
}

const ANCHORED = new WeakMap<
  PlacedRule,
  { readonly ground: PathGround; readonly pattern: AnchoredPattern | undefined }
>();

/** The path of a call, from the folder that it is made in. */
export function knownPath(path: string, scene: Scene): KnownPath | undefined {
  const absolute = fromArgument(path, scene.folder, scene.call.context ?? {});
  return absolute === undefined ? undefined : scene.path(absolute);
}

/** `*.host` is any depth below it and not itself; a star elsewhere stays inside one label. Source: permissions, "WebFetch". */
function domainMatches(pattern: string, url: string): boolean {
  const host = parseUrl(url)?.hostname.toLowerCase().replace(/\.$/, "");
  if (host === undefined) return false;
  if (pattern === "*") return true;
  if (pattern.startsWith("*.")) return host.endsWith(pattern.slice(1));
  const [labels, wanted] = [host.split("."), pattern.split(".")];
  return (
    labels.length === wanted.length &&
    wanted.every((label, at) => globMatches(label.split("*"), labels[at] ?? ""))
  );
}

function parameterMatches(
  { name, value }: Extract<ClaudeRule["test"], { kind: "parameter" }>,
  { args }: ClaudeCall,
): boolean {
  const given = own(args, name);
  if (given === undefined || typeof given === "object") return false;
  return globMatches(value, String(given));
}
