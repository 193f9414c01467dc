import type { KnownPath } from "../../engine/paths.ts";
import type { ClaudeCommand } from "./claude-command.ts";

/** Tools that never ask. Source: tools-reference, "Permission required", 2026-08-22; reading is free in the working folders alone. */
export const FREE_TOOLS: ReadonlySet<string> = new Set([
  ...["Agent", "AskUserQuestion", "CronCreate", "CronDelete", "CronList", "EnterPlanMode"],
  ...["ExitWorktree", "KillShell", "ListMcpResourcesTool", "ReadMcpResourceTool", "SendMessage"],
  ...["TaskCreate", "TaskGet", "TaskList", "TaskOutput", "TaskStop", "TaskUpdate", "TodoWrite"],
  ...["ToolSearch"],
]);
export const READ_TOOLS: ReadonlySet<string> = new Set(["Read", "Grep", "Glob", "LSP"]);
export const WRITE_TOOLS: ReadonlySet<string> = new Set([
  ...["Edit", "Write", "MultiEdit", "NotebookEdit"],
]);

/** Folders and files that no rule approves a write to. Source: permission-modes, "Protected paths", 2026-08-22. */
const PROTECTED_FOLDERS: ReadonlySet<string> = new Set([
  ...[".git", ".vscode", ".idea", ".husky", ".cargo", ".devcontainer", ".yarn", ".mvn", ".claude"],
]);
const PROTECTED_FILES: ReadonlySet<string> = new Set([
  ...[".gitconfig", ".gitmodules", ".envrc", ".npmrc", "bunfig.toml", ".bazelrc"],
  ...[".pre-commit-config.yaml", ".devcontainer.json", ".ripgreprc", "pyrightconfig.json"],
  ...[".mcp.json", ".claude.json", ".bashrc", ".bash_profile", ".bash_login", ".bash_logout"],
  ...[".profile", ".zshrc", ".zprofile", ".zshenv", ".zlogin", ".zlogout"],
]);
const PROTECTED_NAMES = /^(?:\.yarnrc.*|\.pnp.*|lefthook\..*|.*-wrapper\.properties)$/;

/** Is the file one that a write to always asks for? */
export function isProtected(path: KnownPath): boolean {
  return [path.given, path.real].some((form) => form !== undefined && holds(form.machine));
}

function holds(names: readonly string[]): boolean {
  const last = names.at(-1) ?? "";
  if (PROTECTED_FILES.has(last) || PROTECTED_NAMES.test(last)) return true;
  return names.some(
    (name, at) =>
      (PROTECTED_FOLDERS.has(name) && !(name === ".claude" && names[at + 1] === "worktrees")) ||
      (name === ".config" && names[at + 1] === "git"),
  );
}

/** Commands that run without asking, in any mode. Source: permissions, "Read-only commands"; changelog for those behind `cd`. */
const READ_ONLY: ReadonlySet<string> = new Set([
  ...["ls", "cat", "echo", "pwd", "head", "tail", "grep", "find", "wc", "which", "diff", "stat"],
  ...["du", "cd", "lsof", "pgrep", "tput", "ss", "fd", "fdfind", "fmt", "comm", "cmp", "numfmt"],
  ...["expr", "test", "printf", "getconf", "seq", "tsort", "pr"],
]);
/** "Read-only forms of git" are not listed by the vendor: these change nothing with any arguments but those that `WRITES` names. */
const READ_ONLY_GIT: ReadonlySet<string> = new Set([
  ...["status", "log", "diff", "show", "blame", "ls-files", "ls-tree", "rev-parse", "describe"],
  ...["shortlog", "cat-file", "rev-list", "merge-base"],
]);
/** Commands that read the files that their arguments name, and so meet the denies of `Read`. Source: permissions ("cat head tail sed" are named). */
const READERS: ReadonlySet<string> = new Set([
  ...["cat", "head", "tail", "sed", "grep", "wc", "diff", "stat", "less", "more"],
]);
/** What `acceptEdits` also approves below the working folders. Source: permission-modes. */
const EDITS: ReadonlySet<string> = new Set(["mkdir", "touch", "rm", "rmdir", "mv", "cp", "sed"]);

/** Does the command run without asking? `sed -n` and the like are left to rules. */
export function isReadOnly({ plain, words }: ClaudeCommand): boolean {
  const [name = "", second = ""] = plain.split(" ");
  if (name !== unquoted(words.find((word) => unquoted(word) === name) ?? name)) return false;
  if (name === "git")
    return READ_ONLY_GIT.has(second) && !/ (?:--output|--ext-diff|--textconv|-O)/.test(plain);
  if (!READ_ONLY.has(name)) return false;
  if (name === "find")
    return !/ -(?:exec|execdir|ok|okdir|delete|fprint|fls)/.test(plain) && !globs(words);
  if (name === "fd" || name === "fdfind") return !/ (?:-x|-X|--exec|--exec-batch)/.test(plain);
  return true;
}

/** Unquoted globs with find, sort, sed and git ask. Source: permissions, "Read-only commands". */
function globs(words: readonly string[]): boolean {
  return words.some((word) => !/^['"]/.test(word) && /[*?[]/.test(word));
}

/** What an edit-accepting mode approves. */
export function isEditing({ plain }: ClaudeCommand): boolean {
  return EDITS.has(plain.split(" ")[0] ?? "");
}

/** Commands that only read, by files that their arguments name: outside of the working folders they ask (anthropics/claude-code#36682, 2.1.80, has it of `ls`). */
const LOOKERS: ReadonlySet<string> = new Set([
  ...[...READERS, "ls", "find", "fd", "fdfind", "du", "fmt", "comm", "cmp", "pr", "tsort"],
]);
/** Commands of which the first argument is a text. */
const TEXT_FIRST: ReadonlySet<string> = new Set(["grep", "sed", "fd", "fdfind"]);

/** The files that a command is known to read or change by its arguments, as written with their quotes. `looked`: also where reading is none of their text. */
export function filesOf(
  { words, plain }: ClaudeCommand,
  which: "read" | "looked" | "changed",
): readonly string[] {
  const name = plain.split(" ")[0] ?? "";
  const program = name.slice(name.lastIndexOf("/") + 1);
  if (!FILES[which].has(program)) return [];
  const from = words.findIndex((word) => unquoted(word) === name);
  const named = words
    .slice(from + 1)
    .filter((word) => unquoted(word) !== "" && !unquoted(word).startsWith("-"));
  const isOption = (word: string): boolean => /^-(?:[a-zA-Z]*[ef]|-[ref])/.test(word);
  return TEXT_FIRST.has(program) && !words.some(isOption) ? named.slice(1) : named;
}

const FILES = { read: READERS, looked: LOOKERS, changed: EDITS } as const;

/** Is what the shell makes of the word only known when it runs? */
export function expands(word: string): boolean {
  return /[$`]|\{[^}]*(?:,|\.\.)/.test(word.replaceAll(/'[^']*'/g, ""));
}

/** `rm` and `rmdir` of these always ask, whatever allows it. Source: permission-modes, "Critical paths". */
export function isCritical(path: KnownPath, home: string | undefined): boolean {
  const names = path.given.machine;
  return names.length <= 1 || `/${names.join("/")}` === home;
}

export function isRemoval({ plain }: ClaudeCommand): boolean {
  return /^(?:\S*\/)?(?:rm|rmdir)(?: |$)/.test(plain);
}

function unquoted(word: string): string {
  return word.replaceAll(/['"]/g, "");
}
