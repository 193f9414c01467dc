import type { World } from "../../engine/engine.ts";
import type { Scene } from "../../engine/scene.ts";
import type { Clause } from "../../model/clause.ts";
import type { ExplainedPart } from "../../engine/explanation.ts";
import type { Decision } from "../../model/call.ts";
import { unknownAnswer } from "./answer.ts";
import type { Answer } from "./answer.ts";
import { writeObstacle } from "./terminal/file-writes.ts";
import type { BlockedWrites } from "./terminal/file-writes.ts";
import type { Shell } from "./terminal/key.ts";
import { npmScriptOf } from "./terminal/npm-script.ts";
import { answerCommand, answerLine } from "./terminal/rules.ts";
import type { TerminalAnswer, TerminalRule } from "./terminal/rules.ts";
import { sedWrites } from "./terminal/sed-writes.ts";
import { readTerminalLine } from "./terminal/sub-commands.ts";
import type { TerminalLine } from "./terminal/sub-commands.ts";

/** What the settings say of command lines. */
export interface TerminalPolicy {
  readonly rules: readonly TerminalRule[];
  /** `chat.tools.terminal.enableAutoApprove`. */
  readonly enabled: boolean;
  readonly blockedWrites: BlockedWrites;
  /** Scripts of a package.json are approved. */
  readonly npmScripts: boolean;
  /** What runs in the sandbox is approved. */
  readonly sandboxApproves: boolean;
}

/** Which shell the call is for; `undefined`: one that VS Code's rules say nothing of. */
export function shellOf(scene: Scene): Shell | undefined {
  const { dialect = "bash" } = scene.call.context ?? {};
  return dialect === "bash" || dialect === "powershell" ? dialect : undefined;
}

/**
 * What VS Code does with a command line: asks where one command of it is denied or the whole line is; else approves it where all commands are
 * approved, or the whole line is. What it writes to may still keep it from being approved.
 *
 * Source: microsoft/vscode, `commandLineAutoApproveAnalyzer.ts` and `runInTerminalTool.ts` (autumn 2026).
 */
export function judgeShell(
  command: string,
  policy: TerminalPolicy,
  scene: Scene,
  { grammars }: World,
): Answer {
  const shell = shellOf(scene);
  if (shell === undefined) return unknownAnswer("the rules know bash and PowerShell only");
  if (policy.sandboxApproves)
    return {
      decision: "allow",
      rules: [],
      because: "the sandbox is on, and what runs in it is approved",
      sandboxed: true,
    };
  if (!policy.enabled)
    return ask("`chat.tools.terminal.enableAutoApprove` is `false`, so every command asks");
  const line = command.trimStart();
  if (line === "") return { decision: "allow", rules: [], because: "an empty line is approved" };
  const read = readTerminalLine(line, shell, grammars);
  if (read === undefined) return unknownAnswer("the line is too long to be read here");
  if (read.subCommands.length === 0) return ask("no command was found in the line");
  const judged = judgeLine(line, read, policy, shell);
  if (judged.decision !== "allow" && judged.pessimistic === undefined) return judged;
  const obstacle = obstacleOf(read, policy, shell, scene);
  if (obstacle === undefined) return judged;
  return { ...ask(obstacle), ...(judged.parts === undefined ? {} : { parts: judged.parts }) };
}

function ask(because: string, rules: readonly Clause[] = []): Answer {
  return { decision: "ask", rules, because };
}

function judgeLine(
  line: string,
  { subCommands, isUnanalyzable }: TerminalLine,
  { rules, npmScripts }: TerminalPolicy,
  shell: Shell,
): Answer {
  const answers = subCommands.map((text) => ({ text, answer: answerCommand(rules, text, shell) }));
  const whole = answerLine(rules, line);
  const parts = answers.map(({ text, answer }): ExplainedPart => ({
    tool: "shell",
    args: { command: text },
    decision: decisionOf(answer),
    rules: clausesOf([answer]),
    views: [],
  }));
  const all = answers.map(({ answer }) => answer);
  const denied = [...all, whole].filter(({ result }) => result === "denied");
  if (denied.length > 0) {
    const because = shippedReason(denied, "ask");
    return { decision: "ask", rules: clausesOf(denied), parts, ...because };
  }
  if ([...all, whole].some(({ result }) => result === "unknown"))
    return {
      ...unknownAnswer(
        "an expression of the rules cannot be judged here",
        clausesOf([...all, whole]),
      ),
      parts,
    };
  if (isUnanalyzable)
    return {
      ...ask(
        "the line sets variables by itself, or the grammar does not understand it, so it asks",
      ),
      parts,
    };
  if (all.every(({ result }) => result === "approved"))
    return { decision: "allow", rules: clausesOf(all), parts, ...shippedReason(all, "approve") };
  if (whole.result === "approved") return { decision: "allow", rules: clausesOf([whole]), parts };
  const open = answers.filter(({ answer }) => answer.result === "none").map(({ text }) => text);
  const answer = { ...ask(`no rule approves \`${(open[0] ?? line).slice(0, 80)}\``), parts };
  const scripts = open.map(npmScriptOf);
  if (!npmScripts || scripts.includes(undefined)) return answer;
  const why = `a script is approved where the package.json of the folder defines it, and whether it has \`${scripts[0] ?? ""}\` is not known here`;
  return { ...answer, pessimistic: { decision: "allow", why } };
}

function decisionOf({ result }: TerminalAnswer): Decision {
  return result === "approved" ? "allow" : result === "unknown" ? "deny" : "ask";
}

/** Those of files; where a shipped rule says the same, the file's own changes nothing. */
function clausesOf(answers: readonly TerminalAnswer[]): readonly Clause[] {
  const clauses = answers.flatMap(({ rules }) =>
    rules.some(({ clause }) => clause === undefined)
      ? []
      : rules.flatMap(({ clause }) => clause ?? []),
  );
  return [...new Set(clauses)];
}

function shippedReason(
  answers: readonly TerminalAnswer[],
  what: "ask" | "approve",
): { readonly because?: string } {
  const given = answers.find(({ because }) => because !== undefined)?.because;
  const shipped = answers.flatMap(({ rules }) => rules).find(({ clause }) => clause === undefined)
    ?.key.source;
  if (given !== undefined) return { because: given };
  if (shipped === undefined) return {};
  const verb = what === "ask" ? "asks" : "approves";
  return { because: `the shipped rule \`${shipped.slice(0, 80)}\` ${verb}` };
}

function obstacleOf(
  { subCommands, redirects }: TerminalLine,
  { blockedWrites }: TerminalPolicy,
  shell: Shell,
  scene: Scene,
): string | undefined {
  const edited = shell === "bash" ? subCommands.flatMap(sedWrites) : [];
  const { args } = scene.call;
  const cwd = typeof args["cwd"] === "string" ? args["cwd"] : scene.folder;
  const { workspace } = scene;
  return writeObstacle([...redirects, ...edited], blockedWrites, { shell, cwd, workspace });
}
