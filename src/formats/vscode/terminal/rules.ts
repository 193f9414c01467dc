import { kept } from "../../../engine/kept.ts";
import type { Clause } from "../../../model/clause.ts";
import { keptByText } from "../../../model/kept-by-text.ts";
import { readTerminalKey } from "./key.ts";
import type { Shell, TerminalKey } from "./key.ts";

/** An entry of `chat.tools.terminal.autoApprove` that approves, or asks. */
export interface TerminalRule {
  readonly key: TerminalKey;
  readonly approve: boolean;
  /** Compared with the whole line instead of each command of it. */
  readonly wholeLine: boolean;
  /** Absent for those that VS Code ships. */
  readonly clause?: Clause;
}

/** What rules say of a text; `rules` are those that said it. */
export interface TerminalAnswer {
  readonly result: "approved" | "denied" | "none" | "unknown";
  readonly rules: readonly TerminalRule[];
  /** What decided where no rule did. */
  readonly because?: string;
}

/** A rule of a key, as written. */
export function terminalRule({
  key,
  ...rule
}: Omit<TerminalRule, "key"> & { readonly key: string }): TerminalRule {
  return { ...rule, key: terminalKey(key) };
}

/** A key, compiled once: the same ones come again with every file. */
export function terminalKey(source: string): TerminalKey {
  return readKept(source);
}

const readKept = keptByText(readTerminalKey, { most: 5000 });

/** What the rules say of one command: a `false` wins, wherever it stands. `NAME=value` before it is never approved. */
export function answerCommand(
  rules: readonly TerminalRule[],
  command: string,
  shell: Shell,
): TerminalAnswer {
  if (/^[A-Z_][A-Z0-9_]*=/i.test(command))
    return {
      result: "denied",
      rules: [],
      because: "a command with variables set before it always asks",
    };
  return answer(sorted(rules).commands, (key) => {
    const found = key.matches(command, shell);
    if (found !== false || shell !== "powershell" || !command.startsWith("(")) return found;
    return key.matches(command.slice(1), shell);
  });
}

/** What the rules for whole lines say of one. Its case counts, in PowerShell too. */
export function answerLine(rules: readonly TerminalRule[], line: string): TerminalAnswer {
  return answer(sorted(rules).lines, (key) => key.matches(line, "bash"));
}

interface Effects {
  readonly asking: readonly TerminalRule[];
  readonly approving: readonly TerminalRule[];
}

/** By what they are compared with and what they say: each line asks all of them. */
const sorted = kept((rules: readonly TerminalRule[]) => {
  const effects = (some: readonly TerminalRule[]): Effects => ({
    asking: some.filter(({ approve }) => !approve),
    approving: some.filter(({ approve }) => approve),
  });
  return {
    commands: effects(rules.filter(({ wholeLine }) => !wholeLine)),
    lines: effects(rules.filter(({ wholeLine }) => wholeLine)),
  };
});

function answer(
  rules: Effects,
  matches: (key: TerminalKey) => boolean | undefined,
): TerminalAnswer {
  const denying = found(rules.asking, matches);
  if (denying.sure.length > 0) return { result: "denied", rules: denying.sure };
  const approving = found(rules.approving, matches);
  const open = [...denying.open, ...approving.open];
  if (denying.open.length > 0 || (open.length > 0 && approving.sure.length === 0))
    return { result: "unknown", rules: open };
  if (approving.sure.length > 0) return { result: "approved", rules: approving.sure };
  return { result: "none", rules: [] };
}

/** The rules that match, and those of which nobody can say. */
function found(
  rules: readonly TerminalRule[],
  matches: (key: TerminalKey) => boolean | undefined,
): { readonly sure: readonly TerminalRule[]; readonly open: readonly TerminalRule[] } {
  const sure: TerminalRule[] = [];
  const open: TerminalRule[] = [];
  rules.forEach((rule) => {
    const matched = matches(rule.key);
    if (matched === true) sure.push(rule);
    else if (matched === undefined) open.push(rule);
  });
  return { sure, open };
}
