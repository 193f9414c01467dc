import { DFA, JS, NFA, TooManyNodesError, getIntersectionIterator } from "refa";
import type { CharSet, TransitionIterator } from "refa";
import type { Glob } from "../model/glob.ts";
import { LIMIT } from "./budget.ts";
import type { Budget } from "./budget.ts";
import { toJsSource } from "./re2-source.ts";

/** A set of texts: those that a glob holds, or those in which an expression of RE2 finds something. */
export type Language = { readonly glob: Glob } | { readonly pattern: string };

/** How long a text may be, in code points, both included. */
export type Lengths = readonly [number, number];

/**
 * A shortest text of a length in `lengths` that is in all of `within` and in none of `without`; `undefined` where there is none. `LIMIT` where
 * that takes more states than the budget has, or an expression has no automaton here.
 */
export function shortestText(
  within: readonly Language[],
  without: readonly Language[],
  budget: Budget,
  lengths: Lengths = [0, Infinity],
): string | undefined | typeof LIMIT {
  if (budget.isSpent) return LIMIT;
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
    const both = getIntersectionIterator(all, others, nodesOf(budget));
    return firstText(both, budget, lengths);
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

/** Length by length, with each state once for a length: there are as many ways to a state as one likes. */
function firstText<S>(
  { initial, getOut, isFinal }: TransitionIterator<S>,
  budget: Budget,
  [from, to]: Lengths,
): string | undefined | typeof LIMIT {
  // From the shortest length on, a state that was there before is of no use.
  const seen = new Set<S>();
  let level = new Map<S, Path | undefined>([[initial, undefined]]);
  for (let length = 0; length <= to && level.size > 0; length++) {
    const next = new Map<S, Path | undefined>();
    for (const [state, path] of level) {
      if (!budget.take()) return LIMIT;
      if (length >= from) {
        if (isFinal(state)) return textOf(path);
        if (seen.has(state)) continue;
        seen.add(state);
      }
      for (const [one, set] of getOut(state))
        if (!next.has(one)) next.set(one, { set, before: path });
    }
    level = next;
  }
  return undefined;
}

/** The last character of a text, and those before it. */
interface Path {
  readonly set: CharSet;
  readonly before: Path | undefined;
}

/** Of each set the most readable character is taken. */
function textOf(path: Path | undefined): string {
  const chars: string[] = [];
  for (let one = path; one !== undefined; one = one.before) chars.push(plainChar(one.set));
  return chars.reverse().join("");
}

function plainChar(set: CharSet): string {
  const plain = READABLE.find((char) => set.has(char));
  return String.fromCodePoint(plain ?? set.ranges[0]?.min ?? 0);
}

const READABLE = Array.from(
  "aebcdfghijklmnopqrstuvwxyz0123456789-_./ ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  (char) => char.charCodeAt(0),
);
