import type { ServerNames } from "../engine/tools.ts";
import type { Clause } from "../model/clause.ts";
import type { CommandPattern } from "../model/command-pattern.ts";
import type { PathPattern } from "../model/path-pattern.ts";
import { Budget } from "./budget.ts";
import { narrowCommands } from "./commands.ts";
import type { CommandBound } from "./commands.ts";
import type { Ground } from "./ground.ts";
import { narrowPaths, treePaths, widePaths } from "./paths.ts";
import { exceptionKey } from "./keys.ts";
import { search } from "./search.ts";
import { readerOf } from "./sequences.ts";
import type { Sequence, SequenceSet } from "./sequences.ts";

/** How a pattern of paths is read: by a grant to read, by a grant to write, as the tops of trees of these, or widely. */
export type PathUse = "read" | "write" | "read-trees" | "write-trees" | "wide";

/**
 * What patterns amount to, and which holds which, by their texts: an edit finds again what it did not change. Kept by a caller, for one
 * workspace.
 */
export class AnalysisCache {
  readonly #sets = new Map<string, SequenceSet | undefined>();
  readonly #answers = new Map<string, number>();
  readonly #ids = new Map<string, number>();
  readonly #pairs = new Map<number, number>();
  #clauses = new WeakMap<Clause, number>();
  #lists = new WeakMap<object, Map<string, SequenceSet | undefined>>();
  #place = "";
  #spent = 0;

  /** What the answers since `settle` have cost, in steps of a budget; one that is found again costs what it did. */
  get spent(): number {
    return this.#spent;
  }

  /** Says what a question has cost. */
  spend(steps: number): void {
    this.#spent += steps;
  }

  /** Begins an analysis. Forgets all that was said of another place, or has grown too large. */
  settle(place: string): void {
    this.#spent = 0;
    const sizes = [this.#answers.size, this.#sets.size, this.#pairs.size / 10];
    if (place === this.#place && sizes.every((size) => size < MOST)) return;
    this.#place = place;
    this.#sets.clear();
    this.#answers.clear();
    this.#ids.clear();
    this.#pairs.clear();
    this.#clauses = new WeakMap();
    this.#lists = new WeakMap();
  }

  set(key: string, make: () => SequenceSet | undefined): SequenceSet | undefined {
    if (!this.#sets.has(key)) this.#sets.set(key, make());
    return this.#sets.get(key);
  }

  /** The answer about two clauses, in this order. */
  ofPair(a: Clause, b: Clause, make: () => boolean): boolean {
    return this.#keep(this.#pairs, this.#idOf(a) * 2 ** 26 + this.#idOf(b), make);
  }

  /** An answer and its cost are kept as one number: there are very many. */
  #keep<K>(kept: Map<K, number>, key: K, make: () => boolean): boolean {
    const before = kept.get(key);
    if (before !== undefined) {
      this.#spent += Math.floor(before / 2);
      return before % 2 === 1;
    }
    const start = this.#spent;
    const answer = make();
    kept.set(key, (this.#spent - start) * 2 + Number(answer));
    return answer;
  }

  #idOf(clause: Clause): number {
    const before = this.#clauses.get(clause);
    if (before !== undefined) return before;
    const key = clauseKey(clause);
    const id = this.#ids.get(key) ?? this.#ids.size;
    this.#ids.set(key, id);
    this.#clauses.set(clause, id);
    return id;
  }

  /** The set of a list of patterns. */
  ofList(list: object, use: string, make: () => SequenceSet | undefined): SequenceSet | undefined {
    const known = this.#lists.get(list) ?? new Map<string, SequenceSet | undefined>();
    if (!known.has(use)) known.set(use, make());
    this.#lists.set(list, known);
    return known.get(use);
  }

  answer(key: string, make: () => boolean): boolean {
    return this.#keep(this.#answers, key, make);
  }
}

/** A text that two clauses share when they decide the same. */
function clauseKey({ effect, tools, where, except, seen, expires, faulty }: Clause): string {
  const exceptions = except.map((one) => exceptionKey(one, tools));
  return JSON.stringify([
    effect,
    exceptionKey({ where }, tools),
    exceptions,
    seen,
    expires,
    faulty,
  ]);
}

/** More entries than this are not kept. */
const MOST = 200_000;

/** What every question needs besides the rules. */
export interface Desk {
  readonly ground: Ground;
  readonly servers: ServerNames;
  readonly cache: AnalysisCache;
}

/** The paths of a pattern by its use; `undefined` where it starts from a folder that is not known. */
export function pathsOf(pattern: PathPattern, use: PathUse, desk: Desk): SequenceSet | undefined {
  return desk.cache.set(`path ${use} ${pattern.source}`, () => {
    const { ground } = desk;
    if (use === "wide") return widePaths([pattern], ground);
    const guard = use.startsWith("write") ? "guarded" : "open";
    return narrowPaths(use.endsWith("trees") ? treePaths(pattern) : pattern, ground, guard);
  });
}

/** The commands of a pattern, narrowly. */
function commandsOf(pattern: CommandPattern, bound: CommandBound, desk: Desk): SequenceSet {
  const make = (): SequenceSet => narrowCommands([pattern], desk.ground, bound);
  return desk.cache.set(`command ${bound} ${pattern.source}`, make) ?? { choices: [] };
}

/** All commands of a list of patterns. */
export function allCommands(
  patterns: readonly CommandPattern[],
  bound: CommandBound,
  desk: Desk,
): SequenceSet {
  const make = (): SequenceSet => together(patterns.map((one) => commandsOf(one, bound, desk)));
  return desk.cache.ofList(patterns, bound, make) ?? { choices: [] };
}

/** All paths of a list of patterns; `undefined` where one starts from a folder that is not known. */
export function allPaths(
  patterns: readonly PathPattern[],
  use: PathUse,
  desk: Desk,
): SequenceSet | undefined {
  return desk.cache.ofList(patterns, use, () => {
    const known = patterns.flatMap((one) => pathsOf(one, use, desk) ?? []);
    return known.length < patterns.length ? undefined : together(known);
  });
}

/** All sequences of the sets. They are folded alike. */
export function together(sets: readonly SequenceSet[]): SequenceSet {
  const [first, second] = sets;
  if (first === undefined) return { choices: [] };
  return second === undefined ? first : { ...first, choices: sets.flatMap((one) => one.choices) };
}

/** Is every sequence of `inner` surely one of `outer`? */
export function holdsAll(
  outer: SequenceSet,
  inner: SequenceSet,
  question: {
    readonly least?: number;
    readonly open?: boolean;
    readonly marks?: readonly string[];
  },
  { cache }: Desk,
): boolean {
  if (inner.choices.length === 0) return true;
  if (!mayHold(outer, inner)) return false;
  const budget = new Budget();
  const readers = { within: [readerOf(inner)], without: [readerOf(outer)] };
  const found = search({ ...question, ...readers }, budget);
  cache.spend(budget.spent);
  return found === "none";
}

/** Each choice begins with the names with which one that holds it begins. */
function mayHold(outer: SequenceSet, inner: SequenceSet): boolean {
  return inner.choices.every((one) => outer.choices.some((other) => beginsWith(one, other)));
}

function beginsWith(inner: Sequence, outer: Sequence): boolean {
  for (const [at, step] of outer.steps.entries()) {
    if (step === "**" || step.length > 1) return true;
    const own = inner.steps[at];
    // A wildcard that stands for nothing may hide what follows.
    if (own === "**") return false;
    if (own?.length !== 1 || own[0] !== step[0]) return false;
  }
  return true;
}
