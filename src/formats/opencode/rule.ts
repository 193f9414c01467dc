import { kept } from "../../engine/kept.ts";
import type { Decision } from "../../model/call.ts";
import type { Clause } from "../../model/clause.ts";
import { keptByText } from "../../model/kept-by-text.ts";
import { parseWildcard, wildcardHolds } from "./wildcard.ts";
import type { Wildcard } from "./wildcard.ts";

/** A line of opencode's list: of all lines that match, the last decides. Without a clause it is built in. */
export interface OpencodeRule {
  readonly permission: string;
  readonly pattern: string;
  readonly action: Decision;
  readonly clause?: Clause;
}

/** A rule that stands in a file. */
export interface WrittenRule extends OpencodeRule {
  readonly clause: Clause;
}

/** The last rule that is about the permission and this text; the agent asks where there is none. */
export function lastRule(
  rules: readonly OpencodeRule[],
  permission: string,
  text: string,
): OpencodeRule | undefined {
  const first = text.startsWith("\\") ? "/" : text.charAt(0);
  return aboutKept(rules)(permission)(first).find(({ pattern }) => wildcardHolds(pattern, text))
    ?.rule;
}

interface ReadRule {
  readonly rule: OpencodeRule;
  readonly pattern: Wildcard;
}

/** By list, permission and the first character of the text, the last first: lists are asked about every spelling of every entry. */
const aboutKept = kept((rules: readonly OpencodeRule[]) =>
  keptByText(
    (permission) => {
      const all = rules
        .filter((rule) => isAbout(rule, permission))
        .map((rule): ReadRule => ({ rule, pattern: parseWildcard(rule.pattern) }))
        .toReversed();
      return keptByText(
        (first) => all.filter(({ pattern: { head } }) => head === "" || head.startsWith(first)),
        { most: 100 },
      );
    },
    { most: 100, longest: 200 },
  ),
);

function isAbout(rule: OpencodeRule, permission: string): boolean {
  return wildcardHolds(parseWildcard(rule.permission), permission);
}

/**
 * The rule that takes the tool away from the model: the last one that is about the permission at all, where it denies everything.
 * Source: `disabled` in `packages/opencode/src/permission/index.ts` of anomalyco/opencode; recorded from 1.18.33.
 */
export function hidingRule(
  rules: readonly OpencodeRule[],
  permission: string,
): OpencodeRule | undefined {
  const last = rules.findLast((rule) => isAbout(rule, permission));
  return last?.pattern === "*" && last.action === "deny" ? last : undefined;
}

/** A pattern with the home written out, which opencode does at its start only. `home` absent: as written. */
export function withHome(pattern: string, home: string | undefined): string {
  if (home === undefined) return pattern;
  if (pattern === "~" || pattern.startsWith("~/")) return home + pattern.slice(1);
  return pattern.startsWith("$HOME") ? home + pattern.slice("$HOME".length) : pattern;
}
