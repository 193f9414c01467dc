import type { ExplainedPart } from "../../engine/explanation.ts";
import type { Scene } from "../../engine/scene.ts";
import type { Clause } from "../../model/clause.ts";
import type { LineRedirect } from "../bash-line.ts";
import type { Outcome } from "../vendor-engine.ts";
import {
  expands,
  filesOf,
  isCritical,
  isEditing,
  isProtected,
  isReadOnly,
  isRemoval,
} from "./built-in.ts";
import { readLineOf } from "./command-line.ts";
import type { ClaudeCommand } from "./claude-command.ts";
import type { ClaudeLine } from "./command-line.ts";
import { BYPASSED, isInside, matching, prompt, stoppedBy } from "./stages.ts";
import type { Rulebook } from "./stages.ts";
import { knownPath, toolMatches } from "./match.ts";
import type { ClaudeCall } from "./tool-of.ts";

/** A line that is judged. */
interface Asked {
  readonly book: Rulebook;
  readonly call: ClaudeCall;
  readonly line: ClaudeLine;
  readonly scene: Scene;
}

/**
 * The decision on a command line: a deny or ask that matches any command counts, an allow has to match every one. What a redirection writes is held
 * against `Edit`, what it reads, and what known readers read, against `Read`. Source: permissions, "Compound commands" and "Bash" (2.1.257, 2.1.269).
 */
export function judgeLine(book: Rulebook, call: ClaudeCall, scene: Scene): Outcome {
  const line = readLineOf(call, book.grammars);
  const asked: Asked = { book, call, line, scene };
  const outcome = decided(asked);
  return { ...outcome, parts: partsOf(asked), ...smuggled(asked, outcome) };
}

function decided(asked: Asked): Outcome {
  const { book, line, scene } = asked;
  for (const list of ["deny", "ask"] as const) {
    const rules = listed(asked, list);
    if (rules.length === 0) continue;
    if (list === "deny") return { decision: "deny", rules };
    return book.headless || book.mode === "dontAsk"
      ? { decision: "deny", rules, because: "what would be asked is denied, as nobody asks" }
      : { decision: "ask", rules };
  }
  if (line.unread !== undefined) return prompt(book, `${line.unread}, so it always asks`);
  const critical = line.commands.some(
    (command) =>
      isRemoval(command) &&
      filesOf(command, "changed").some((file) => {
        const path = knownPath(unquoted(file), scene);
        return path !== undefined && isCritical(path, scene.home);
      }),
  );
  if (critical) return prompt(book, "removing a critical path is approved by no rule and no mode");
  const writes = line.redirects.filter(isWrite);
  if (writes.some(({ target }) => targetOf(target, scene)?.protected === true))
    return prompt(book, "a write to a protected path is approved by no rule and no mode");
  const outcome = allowed(asked);
  if (book.mode !== "bypassPermissions") return outcome;
  return { ...BYPASSED, rules: outcome.decision === "allow" ? outcome.rules : [] };
}

/** The clauses of a list that match the call, one of its commands, or a file that it is known to touch. */
function listed({ book, call, line, scene }: Asked, list: "deny" | "ask"): readonly Clause[] {
  const found = new Set(matching(book, list, call, scene));
  for (const one of book.shell[list].matching(line.commands))
    if (isOfTool(one.rule.tool, call.tool)) found.add(one.clause);
  const touched = [
    ...line.redirects.map(({ operator, target }) => ({
      tool: operator.includes("<") ? "Read" : "Edit",
      path: unquoted(target),
    })),
    ...line.commands.flatMap((command) => [
      ...filesOf(command, "read").map((path) => ({ tool: "Read", path: unquoted(path) })),
      ...(command.plain.startsWith("tee ")
        ? command.words.slice(1).map((path) => ({ tool: "Edit", path: unquoted(path) }))
        : []),
    ]),
  ];
  for (const { tool, path } of touched)
    for (const clause of matching(book, list, { tool, args: {}, path }, scene)) found.add(clause);
  return [...found];
}

function isOfTool(tool: readonly string[], called: string): boolean {
  return toolMatches(tool, called) || (called === "Monitor" && toolMatches(tool, "Bash"));
}

function allowed(asked: Asked): Outcome {
  const { book, line } = asked;
  const rules = new Set<Clause>();
  let free: string | undefined;
  for (const command of line.commands) {
    const by = grantOf(asked, command);
    if (by === undefined) return prompt(book, `no rule allows \`${shortened(command.text)}\``);
    if (typeof by === "string") free = by;
    else for (const clause of by) rules.add(clause);
  }
  for (const redirect of line.redirects) {
    const by = redirectGrant(asked, redirect);
    if (by === undefined)
      return prompt(book, `no rule allows the redirection to \`${shortened(redirect.target)}\``);
    if (typeof by !== "string") for (const clause of by) rules.add(clause);
  }
  if (line.commands.length === 0 && line.redirects.length === 0)
    return prompt(book, "it holds no command");
  if (rules.size > 0 || free === undefined) return { decision: "allow", rules: [...rules] };
  return { decision: "allow", rules: [], because: free };
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** The clauses that allow a command, or why it needs none. */
function grantOf(
  { book, call, scene, line }: Asked,
  command: ClaudeCommand,
): readonly Clause[] | string | undefined {
  const rules = book.shell.allow
    .matching([command])
    .filter(({ rule }) => isOfTool(rule.tool, call.tool));
  if (rules.length > 0) return rules.map(({ clause }) => clause);
  const near = (which: "looked" | "changed"): boolean =>
    filesOf(command, which).every((file) => targetOf(file, scene, book)?.inside === true);
  // In another folder git may run what that one configures. Source: permissions, "Read-only commands".
  const moved =
    command.plain.startsWith("git ") && line.commands.some(({ plain }) => plain.startsWith("cd "));
  if (call.tool === "Bash" && isReadOnly(command) && !moved && near("looked"))
    return "commands that only read run without asking";
  if (book.mode === "acceptEdits" && isEditing(command) && near("changed"))
    return "the mode `acceptEdits` approves it in the working folders";
  return undefined;
}

function redirectGrant(
  { book, scene }: Asked,
  { operator, target }: LineRedirect,
): readonly Clause[] | string | undefined {
  if (operator.includes("&") || unquoted(target) === "/dev/null") return "it writes no file";
  if (/^~|[*?[$`]/.test(target)) return undefined;
  const path = unquoted(target);
  const read = operator.includes("<");
  const file = targetOf(target, scene, book);
  if (file === undefined) return undefined;
  const rules = matching(book, "allow", { tool: read ? "Read" : "Edit", args: {}, path }, scene);
  if (rules.length > 0) return rules;
  if (read && file.inside) return "it reads in the working folders";
  return book.mode === "acceptEdits" && file.inside && !file.protected
    ? "the mode `acceptEdits` approves it"
    : undefined;
}

function isWrite({ operator }: LineRedirect): boolean {
  return operator.includes(">") && !operator.includes("&");
}

interface Target {
  readonly inside: boolean;
  readonly protected: boolean;
}

/** Where a path leads that is written out; one that expands asks (anthropics/claude-code#28022, #43713, #77668: 2.1.210 to 2.1.237). */
function targetOf(written: string, scene: Scene, book?: Rulebook): Target | undefined {
  if (expands(written)) return undefined;
  const path = knownPath(unquoted(written), scene);
  if (path === undefined) return undefined;
  const inside = book !== undefined && isInside(path.given.machine, book, scene);
  return { inside, protected: isProtected(path) };
}

function unquoted(word: string): string {
  return word.replaceAll(/['"]/g, "");
}

/** Each command with what would be decided of it alone. */
function partsOf(asked: Asked): readonly ExplainedPart[] {
  const { line, call } = asked;
  if (line.commands.length < 2) return [];
  return line.commands.map((command) => {
    const alone = { ...asked, line: { commands: [command], redirects: [] } };
    const { decision, rules } =
      stoppedBy(asked.book, { tool: call.tool, args: call.args }, asked.scene) ?? decided(alone);
    return { tool: "shell", args: { command: command.text }, decision, rules, views: [] };
  });
}

/**
 * Against the documentation, an open report (anthropics/claude-code#94314, 2.1.183 and 2.1.236) says that what follows `;` or `&&` runs with the
 * rule of the first command.
 */
function smuggled(
  { line, book, call, scene }: Asked,
  outcome: Outcome,
): Pick<Outcome, "pessimistic"> {
  const [first, ...others] = line.commands;
  const joined = /;|&&/.test(call.command ?? "");
  if (outcome.decision !== "ask" || outcome.rules.length > 0) return {};
  if (!joined || first === undefined || others.length === 0 || line.unread !== undefined) return {};
  const by = grantOf({ line, book, call, scene }, first);
  if (by === undefined || typeof by === "string") return {};
  return {
    pessimistic: {
      decision: "allow",
      why: "an open report (anthropics/claude-code#94314) says that what follows `;` or `&&` may run with the rule of the first command",
    },
  };
}
