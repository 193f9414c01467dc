import { DFA, JS, NFA, TooManyNodesError, getIntersectionWordSets } from "refa";
import type { CharSet } from "refa";
import type { Glob } from "../model/glob.ts";
import { LIMIT } from "./budget.ts";
import type { Budget } from "./budget.ts";
import { toJsSource } from "./re2-source.ts";

/** A set of texts: those that a glob holds, or those in which an expression of RE2 finds something. */
export type Language = { readonly glob: Glob } | { readonly pattern: string };

/**
 * A shortest text that is in all of `within` and in none of `without`, and for which `fits` holds; `undefined` where there is none. `LIMIT` where
 * that takes more states than the budget has, or an expression has no automaton here.
 */
export function shortestText(
  within: readonly Language[],
  without: readonly Language[],
  budget: Budget,
  fits: (text: string) => boolean = () => true,
): string | undefined | typeof LIMIT {
  try {
    const wanted = within.map((one) => toNfa(one, budget));
    const unwanted = without.map((one) => toNfa(one, budget));
    let all = NFA.all(OPTIONS);
    for (const one of wanted) {
      if (one === LIMIT) return LIMIT;
      all = NFA.fromIntersection(all, one, new NFA.LimitedNodeFactory(nodesOf(budget)));
    }
    const some = NFA.empty(OPTIONS);
    for (const one of unwanted) {
      if (one === LIMIT) return LIMIT;
      some.union(one);
    }
    const others = DFA.fromFA(some, new DFA.LimitedNodeFactory(nodesOf(budget)));
    others.complement();
    if (!budget.take(all.countNodes() + others.countNodes())) return LIMIT;
    const both = getIntersectionWordSets(all, others, nodesOf(budget));
    return firstText(both, budget, fits);
  } catch (error) {
    if (error instanceof TooManyNodesError) return spent(budget);
    throw error;
  }
}

const OPTIONS = { maxCharacter: 0x10ffff };

/** More states than this for one automaton are not built: about a fiftieth of a second. */
const MOST_NODES = 4000;

function nodesOf(budget: Budget): number {
  return Math.min(budget.left + 1, MOST_NODES);
}

function spent(budget: Budget): typeof LIMIT {
  budget.take(MOST_NODES);
  return LIMIT;
}

function toNfa(language: Language, budget: Budget): NFA | typeof LIMIT {
  const source = "glob" in language ? globSource(language.glob) : toJsSource(language.pattern);
  if (source === undefined) return LIMIT;
  const parsed = parse(source);
  if (parsed === undefined) return LIMIT;
  const factory = new NFA.LimitedNodeFactory(nodesOf(budget));
  const nfa = NFA.fromRegex(parsed.expression, OPTIONS, {}, factory);
  return budget.take(nfa.countNodes()) ? nfa : LIMIT;
}

function parse(source: string): ReturnType<JS.Parser["parse"]> | undefined {
  try {
    return JS.Parser.fromLiteral({ source, flags: "u" }).parse({ assertions: "throw" });
  } catch {
    return undefined;
  }
}

function globSource(glob: Glob): string {
  return glob.map((piece) => piece.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("[^]*");
}

/** Words come shortest first; of each the most readable text is taken. */
function firstText(
  words: Iterable<readonly CharSet[]>,
  budget: Budget,
  fits: (text: string) => boolean,
): string | undefined | typeof LIMIT {
  for (const word of words) {
    if (!budget.take(word.length + 1)) return LIMIT;
    const text = word.map(plainChar).join("");
    if (fits(text)) return text;
  }
  return undefined;
}

function plainChar(set: CharSet): string {
  const plain = READABLE.find((char) => set.has(char));
  return String.fromCodePoint(plain ?? set.ranges[0]?.min ?? 0);
}

const READABLE = Array.from(
  "aebcdfghijklmnopqrstuvwxyz0123456789-_./ ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  (char) => char.charCodeAt(0),
);
