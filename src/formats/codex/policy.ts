import type { Range, SymbolicPath } from "../../model/place.ts";

/** What a rule of commands says. Source: codex-rs/execpolicy/README.md (0.169.0). */
export type RuleDecision = "allow" | "prompt" | "forbidden";

/** A word of a pattern: the words that it may be. */
export type PatternToken = readonly string[];

/** `prefix_rule(…)`. */
export interface PrefixRule {
  readonly pattern: readonly PatternToken[];
  readonly decision: RuleDecision;
  readonly justification?: string;
  readonly at: SymbolicPath;
  readonly range: Range;
  readonly source: string;
}

/** `network_rule(…)`. */
export interface NetworkRule {
  readonly host: string;
  readonly protocol: string;
  readonly decision: RuleDecision;
  readonly at: SymbolicPath;
  readonly range: Range;
  readonly source: string;
}

/** The rules of all files, ready to match. */
export interface Policy {
  readonly rules: readonly PrefixRule[];
  /** Of `host_executable(…)`: by the name of a program the paths that may stand for it. */
  readonly hosts: ReadonlyMap<string, readonly string[]>;
}

/**
 * The rules whose pattern the words of a command begin with. Words are compared as they are; where `resolve` is given and no rule names an absolute path itself,
 * the rules for its last part hold, within what `host_executable` lists. Source: codex-rs/execpolicy/README.md, "Matching semantics".
 */
export function matchingRules(
  { rules, hosts }: Policy,
  words: readonly string[],
  how: "exact" | "resolve",
): readonly PrefixRule[] {
  const [program, ...rest] = words;
  if (program === undefined) return [];
  const exact = rules.filter(({ pattern }) => takes(pattern, words));
  if (how === "exact" || exact.length > 0 || !program.includes("/")) return exact;
  const name = program.slice(program.lastIndexOf("/") + 1);
  const listed = hosts.get(name);
  if (listed !== undefined && !listed.includes(program)) return [];
  return rules.filter(({ pattern }) => takes(pattern, [name, ...rest]));
}

function takes(pattern: readonly PatternToken[], words: readonly string[]): boolean {
  if (words.length < pattern.length) return false;
  return pattern.every((token, at) => token.includes(words[at] ?? ""));
}

const STRICTNESS: Readonly<Record<RuleDecision, number>> = { allow: 0, prompt: 1, forbidden: 2 };

/** The strictest decision of rules; `undefined` where there are none. */
export function strictestRule(
  rules: readonly { readonly decision: RuleDecision }[],
): RuleDecision | undefined {
  let strictest: RuleDecision | undefined;
  for (const { decision } of rules)
    if (strictest === undefined || STRICTNESS[decision] > STRICTNESS[strictest])
      strictest = decision;
  return strictest;
}
