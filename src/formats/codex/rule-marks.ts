import type { ToolCall } from "../../model/call.ts";
import type { Mark } from "../../model/mark.ts";
import { shownShort } from "../../model/shown.ts";
import type { PrefixRule } from "./policy.ts";
import type { RulesText } from "./read-rules.ts";

/** What rules do otherwise than they read. Sources: recorded from Codex 0.169.0; developers.openai.com/codex/rules. */
export function ruleMarks({ rules, faults }: RulesText): readonly Mark[] {
  return [
    ...refused(faults),
    ...rules.flatMap((rule, index) => [
      ...blank(rule),
      ...wildcard(rule),
      ...machinePath(rule),
      ...oneOff(rule),
      ...respelled(rule),
      ...covered(rule, rules, index),
    ]),
  ];
}

/** One cause has the whole file not loaded: what else does is related to it. */
function refused([first, ...others]: RulesText["faults"]): readonly Mark[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? "" : `, and ${others.length} more such`;
  const related = others.map(({ at, message }) => ({ at: { path: at }, message }));
  return [
    {
      kind: "file-not-read",
      at: { path: first.at },
      message: `Codex does not load this file: ${first.message}${more}; every rule of every file is then gone, also what they forbid; mend it, and run \`codex execpolicy check\``,
      severity: "error",
      ...(related.length === 0 ? {} : { related }),
    },
  ];
}

function pattern(rule: PrefixRule, index: number): Mark["at"] {
  return { path: [...rule.at, "pattern", index] };
}

function blank(rule: PrefixRule): readonly Mark[] {
  const word = rule.pattern[0]?.find((one) => /\s/.test(one) && !one.startsWith("/"));
  if (word === undefined) return [];
  const words = word
    .trim()
    .split(/\s+/)
    .map((one) => JSON.stringify(one));
  const message = `\`${shownShort(word, 60)}\` is one word with a blank in it, and no program is called so: the rule matches nothing; write \`[${shownShort(words.join(", "), 80)}]\``;
  const meant = rule.pattern[0]?.length === 1 ? words.join(", ") : undefined;
  const at = pattern(rule, 0);
  return [{ kind: "entry-not-consulted", at, message, ...(meant === undefined ? {} : { meant }) }];
}

function wildcard(rule: PrefixRule): readonly Mark[] {
  const index = rule.pattern.findIndex((token) =>
    token.some((word) => /^\*+$|^[\w./-]+\*$|^\*[\w./-]+$/.test(word)),
  );
  if (index < 0) return [];
  const word = rule.pattern[index]?.find((one) => one.includes("*")) ?? "";
  const advice =
    index === rule.pattern.length - 1 && /^\*+$/.test(word)
      ? "leave it out: a pattern is a prefix"
      : "list the words as alternatives";
  const message = `\`${shownShort(word, 60)}\` is no wildcard: Codex compares words letter by letter, so only this very word matches; ${advice}`;
  return [{ kind: "wildcard-inside-command", at: pattern(rule, index), message }];
}

function machinePath(rule: PrefixRule): readonly Mark[] {
  const index = rule.pattern.findIndex((token) =>
    token.some((word) => /(?:^|[\s="'])\/(?:Users|home)\/[^/\s]+\//.test(word)),
  );
  if (index < 0) return [];
  const message =
    "it names a folder of one person's machine: for everybody else the rule matches nothing; use a path from the project, or keep it in `~/.codex/rules`";
  return [{ kind: "machine-path", at: pattern(rule, index), message }];
}

function oneOff(rule: PrefixRule): readonly Mark[] {
  const [program, flag, script] = rule.pattern;
  if (program === undefined || flag === undefined || script === undefined) return [];
  if (!program.some((word) => /(?:^|\/)(?:ba|z|da)?sh$/.test(word))) return [];
  if (!flag.some((word) => word === "-lc" || word === "-c")) return [];
  const message =
    "it is one script, saved letter by letter when somebody approved it: the next one differs, and the approval stays for good; remove it, or allow the commands by themselves";
  return [{ kind: "piled-up-approvals", at: { path: rule.at }, message }];
}

/** A redirection makes the line opaque to rules. */
function respelled(rule: PrefixRule): readonly Mark[] {
  if (rule.decision === "allow") return [];
  const words = rule.pattern.map((token) => token[0] ?? "");
  if (words.some((word) => !/^[\w./:=@+-]+$/.test(word))) return [];
  const command = `${words.join(" ")} 2>&1`;
  const witness: ToolCall = { tool: "shell", args: { command } };
  const verb = rule.decision === "forbidden" ? "forbids" : "asks about";
  const message = `what it ${verb} runs with a redirection, a variable, \`$(…)\` or \`( )\` in the line: Codex then judges the line as one command \`bash -lc …\`, and the rule does not match; rely on the sandbox for what must not happen`;
  // What is asked about otherwise runs in the sandbox, and not outside of it as when it is approved.
  const severity = rule.decision === "forbidden" ? "error" : "warning";
  return [{ kind: "deny-respelled", at: { path: rule.at }, message, witness, severity }];
}

/** The strictest of all matching rules wins, so a wider rule that is stricter leaves nothing of this one. */
function covered(rule: PrefixRule, rules: readonly PrefixRule[], index: number): readonly Mark[] {
  if (rule.decision === "forbidden") return [];
  const stricter = rules.find(
    (other, at) =>
      at !== index &&
      (other.decision === "forbidden" ||
        (other.decision === "prompt" && rule.decision === "allow")) &&
      other.pattern.length <= rule.pattern.length &&
      other.pattern.every((token, place) =>
        (rule.pattern[place] ?? []).every((word) => token.includes(word)),
      ),
  );
  if (stricter === undefined) return [];
  const message = `it never has an effect: the strictest rule wins, and one with \`${stricter.decision}\` matches all of it; order and length do not matter, so narrow that one`;
  const related = [{ at: { path: stricter.at }, message: "this rule is stricter and wider" }];
  return [{ kind: "unreachable-entry", at: { path: rule.at }, message, related }];
}
