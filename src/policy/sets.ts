import type { CommandPattern } from "../model/command-pattern.ts";
import type { HostPattern } from "../model/host-pattern.ts";
import type { PathPattern } from "../model/path-pattern.ts";
import type { SymbolicPath } from "../model/place.ts";
import type { NamedSet } from "../model/subject.ts";
import type { ValueTest } from "../model/value-test.ts";
import type { Report } from "./report.ts";
import type { Spot } from "./spot.ts";
import { nearest } from "./suggest.ts";

/** The constraints that are lists, and what they are lists of. */
export interface Lists {
  readonly path: PathPattern;
  readonly command: CommandPattern;
  readonly cwd: PathPattern;
  readonly env: string;
  readonly host: HostPattern;
  readonly method: string;
}

/** The name of a constraint that is a list. */
export type ListName = keyof Lists;

/** Values for constraints that are lists. */
export type ListValues = { readonly [K in ListName]?: readonly Lists[K][] };

/** A set, and how much it costs to use it, in characters. */
export interface SetDefinition {
  readonly name: string;
  /** Absent for a set that ships with the language. */
  readonly at?: SymbolicPath;
  readonly lists: ListValues;
  readonly args?: ValueTest;
  readonly cost: number;
}

/** That a set is used, and where. */
export interface SetUse {
  readonly name: string;
  readonly at: SymbolicPath;
}

/** The sets of a document, and who uses them. */
export class Sets {
  readonly #report: Report;
  readonly #sets: ReadonlyMap<string, SetDefinition>;
  readonly #uses: SetUse[] = [];

  constructor(sets: ReadonlyMap<string, SetDefinition>, report: Report) {
    this.#sets = sets;
    this.#report = report;
  }

  /** The set that `text` (`$name`) names, where it has values for `key`. */
  use(text: string, key: ListName | "args", spot: Spot): SetDefinition | undefined {
    const name = text.slice(1);
    const set = this.#sets.get(name);
    if (set === undefined) {
      this.#unknown(name, spot);
      return;
    }
    this.#uses.push({ name, at: spot.path });
    if ((key === "args" ? set.args : set.lists[key]) !== undefined) return set;
    const keys = [...Object.keys(set.lists), ...(set.args === undefined ? [] : ["args"])];
    const has = keys.map((one) => `\`${one}\``);
    const message = `the set \`${name}\` has no \`${key}\`${has.length === 0 ? "" : `; it has ${has.join(", ")}`}`;
    this.#report.error("unknown-set", spot.range, message);
    return undefined;
  }

  /** A text that the sets of two documents share when they stand for the same. */
  get key(): string {
    const own = [...this.#sets.values()].filter(({ at }) => at !== undefined);
    return JSON.stringify(
      own.map(({ name, lists, args, cost }) => [
        name,
        Object.entries(lists).map(([key, list]) => [key, list.map(sourceOf)]),
        args,
        cost,
      ]),
    );
  }

  /** The uses so far. */
  get uses(): readonly SetUse[] {
    return this.#uses;
  }

  /** Uses that were found before. */
  useAgain(uses: readonly SetUse[]): void {
    this.#uses.push(...uses);
  }

  /** The sets that the document defines. */
  named(): readonly NamedSet[] {
    const uses = new Map<string, SymbolicPath[]>();
    for (const { name, at } of this.#uses) {
      const before = uses.get(name);
      if (before === undefined) uses.set(name, [at]);
      else before.push(at);
    }
    return [...this.#sets.values()].flatMap(({ name, at }) =>
      at === undefined ? [] : [{ name, at, uses: uses.get(name) ?? [] }],
    );
  }

  #unknown(name: string, spot: Spot): undefined {
    const meant = this.#report.curious ? nearest(name, this.#sets.keys()) : undefined;
    const hint =
      meant === undefined
        ? "; define it in `sets`, or write `$$` where a dollar sign is meant"
        : `; did you mean \`$${meant}\`?`;
    const suggestion = meant === undefined ? undefined : `$${meant}`;
    this.#report.error("unknown-set", spot.range, `there is no set \`${name}\`${hint}`, suggestion);
    return undefined;
  }
}

function sourceOf(item: string | { readonly source: string }): string {
  return typeof item === "string" ? item : item.source;
}

/** Does the text name a set? `$$` begins a literal dollar sign. */
export function namesSet(text: string): boolean {
  return text.startsWith("$") && !text.startsWith("$$");
}

/** The text that is meant where no set is named. */
export function literal(text: string): string {
  return text.startsWith("$$") ? text.slice(1) : text;
}
