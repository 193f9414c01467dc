import type { Decision } from "../../model/call.ts";
import type { Clause } from "../../model/clause.ts";
import type { ExplainedPart } from "../../engine/explanation.ts";
import type { ShellGrammars } from "../../model/syntax.ts";
import { isDangerous } from "./dangerous.ts";
import { matchingRules, strictestRule } from "./policy.ts";
import type { Policy, PrefixRule, RuleDecision } from "./policy.ts";
import type { Settings } from "./settings.ts";
import { plainCommands } from "./shell-words.ts";

/** What Codex says of a call, before it is told. */
export interface Outcome {
  readonly decision: Decision;
  readonly rules: readonly Clause[];
  readonly parts?: readonly ExplainedPart[];
  readonly because?: string;
  readonly unknown?: string;
  readonly sandboxed?: true;
  readonly pessimistic?: { readonly decision: Decision; readonly why: string };
}

/** The rules of commands, and what they are as clauses. */
export interface Book {
  readonly policy: Policy;
  readonly clauses: ReadonlyMap<PrefixRule, Clause>;
  /** Something in a file would have to be run to be known. */
  readonly open: string | undefined;
  readonly settings: Settings;
  readonly grammars: ShellGrammars;
}

/**
 * What Codex decides of a command line: its commands one by one where it is nothing but plain words, else as a whole; the strictest wins. Sources: recorded from
 * Codex 0.169.0; codex-rs/core/src/exec_policy.rs.
 */
export function judgeLine(line: string, book: Book): Outcome {
  const plain = plainCommands(line, book.grammars);
  const commands = plain ?? [["/bin/bash", "-lc", line]];
  const judged = commands.map((words) => ({ words, ...judgeWords(words, book) }));
  const verdict = strictestRule(judged) ?? "allow";
  const deciding = judged.filter(({ decision }) => decision === verdict);
  const rules = [...new Set(deciding.flatMap((one) => one.rules))];
  const parts = judged.map((one): ExplainedPart => ({
    tool: "shell",
    args: { command: one.words.join(" ") },
    decision: answered(one, book.settings).decision,
    rules: one.rules,
    views: [],
  }));
  const asksByRule = deciding.some((one) => one.rules.length > 0);
  const outcome = answered({ decision: verdict, rules: asksByRule ? rules : [] }, book.settings);
  const whole =
    plain === undefined ? "it is more than plain words, so Codex judges the line as one; " : "";
  const said = deciding.find(({ because }) => because !== undefined)?.because;
  const because = outcome.because ?? (said === undefined ? undefined : whole + said);
  const decided: Outcome = {
    decision: outcome.decision,
    rules,
    parts: plain === undefined || parts.length < 2 ? [] : parts,
    ...(because === undefined ? {} : { because }),
    ...(isSandboxed(outcome.decision, rules, book.settings) ? { sandboxed: true } : {}),
  };
  if (book.open === undefined || decided.decision === "deny") return decided;
  // Code can only add rules, and the strictest wins: a denial stands.
  return { ...decided, decision: "deny", unknown: book.open };
}

/** What a rule allows runs outside, with the rights of the person, unless some reads are denied. Source: codex-rs/core/src/tools/sandboxing.rs. */
function isSandboxed(decision: Decision, rules: readonly Clause[], settings: Settings): boolean {
  if (decision !== "allow" || settings.sandbox === "danger-full-access") return false;
  return rules.length === 0 || settings.stays;
}

interface Judged {
  readonly decision: RuleDecision;
  readonly rules: readonly Clause[];
  readonly because?: string;
}

function judgeWords(words: readonly string[], book: Book): Judged {
  const { policy, clauses, settings, grammars } = book;
  const matched = matchingRules(policy, words, "resolve");
  const decision = strictestRule(matched);
  if (decision !== undefined) {
    const rules = matched.filter((rule) => rule.decision === decision);
    return { decision, rules: rules.flatMap((rule) => clauses.get(rule) ?? []) };
  }
  if (isDangerous(words, grammars)) {
    const never = settings.approval === "never" && settings.granular === undefined;
    const because = "Codex asks before a forced `rm`, whatever the rules say";
    return { decision: never ? "forbidden" : "prompt", rules: [], because };
  }
  if (settings.approval === "untrusted" && settings.granular === undefined)
    return { decision: "prompt", rules: [], because: "no rule allows it, and `untrusted` asks" };
  const where =
    settings.sandbox === "danger-full-access"
      ? "no rule matches, and it runs unasked with nothing around it, as the sandbox is off"
      : `no rule matches, so it runs unasked inside the sandbox (\`${settings.profile?.name ?? settings.sandbox}\`)`;
  return { decision: "allow", rules: [], because: where };
}

/** What becomes of a question that is not asked. A forced `rm` is asked about though `sandbox_approval` is off (recorded from 0.169.0). */
function answered(
  { decision, rules }: Judged,
  { approval, granular }: Settings,
): { readonly decision: Decision; readonly because?: string } {
  if (decision === "allow") return { decision: "allow" };
  if (decision === "forbidden") return { decision: "deny" };
  if (granular !== undefined) {
    if (rules.length === 0 || granular.rules) return { decision: "ask" };
    return { decision: "deny", because: "a rule asks, but `granular.rules` is off: it is refused" };
  }
  if (approval !== "never") return { decision: "ask" };
  return {
    decision: "deny",
    because: "it would have to be asked, but the approval policy is `never`: it is refused",
  };
}
