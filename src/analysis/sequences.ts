import { globMatches } from "../model/glob.ts";
import type { Glob } from "../model/glob.ts";

/** One place of a sequence: a text that the glob holds, or any number of texts. */
export type Step = Glob | "**";

/** A pattern over sequences of texts: the words of a command, the names of a path. */
export interface Sequence {
  readonly steps: readonly Step[];
  /** May a wildcard at a place from `from` on, before `to`, hold this text? Absent: any. */
  readonly spares?: {
    readonly from: number;
    readonly to?: number;
    readonly allows: (text: string) => boolean;
  };
}

/** What is compared with the texts: themselves, or how the most forgiving disk reads them. */
export interface SequenceSet {
  readonly choices: readonly Sequence[];
  readonly fold?: (text: string) => string;
}

/** What stands at a place: a text; a word that is not known and is one word; one that may be several. */
export type Item = { readonly text: string } | { readonly unknown: "one" | "several" };

/** Where a reading of a set stands: places of its choices, each once and in order. */
export type Standing = readonly number[];

/** A set of sequences, ready to be read item by item. */
export class Reader {
  readonly set: SequenceSet;
  readonly #places: readonly Place[];
  readonly start: Standing;

  constructor(set: SequenceSet) {
    this.set = set;
    const starts: number[] = [];
    const places: Place[] = [];
    for (const choice of set.choices) {
      starts.push(places.length);
      for (const [index, step] of choice.steps.entries()) places.push({ step, index, choice });
      places.push({ step: undefined, index: choice.steps.length, choice });
    }
    this.#places = places;
    this.start = this.#closed(new Set(starts));
  }

  /** Where it may stand after the item. */
  after(standing: Standing, item: Item): Standing {
    const next = new Set<number>();
    for (const place of standing) {
      if (!this.#holds(place, item)) continue;
      next.add(this.stepAt(place) === "**" ? place : place + 1);
    }
    return this.#closed(next);
  }

  /** Has it read all of some choice? */
  isDone(standing: Standing): boolean {
    return standing.some((place) => this.stepAt(place) === undefined);
  }

  /** The step at a place; `undefined` at the end of a choice. */
  stepAt(place: number): Step | undefined {
    return this.#places[place]?.step;
  }

  #holds(place: number, item: Item): boolean {
    const { step, index, choice } = this.#places[place] ?? {};
    if (step === undefined || index === undefined) return false;
    if ("unknown" in item)
      return step === "**" || (item.unknown === "one" && isAnyText(step) && index > 0);
    const text = this.set.fold === undefined ? item.text : this.set.fold(item.text);
    if (step !== "**" && !globMatches(step, text)) return false;
    const spares = choice?.spares;
    if (spares === undefined || (step !== "**" && step.length === 1)) return true;
    return index < spares.from || index >= (spares.to ?? Infinity) || spares.allows(text);
  }

  /** Does some wildcard of it stand for some texts only? */
  get isSparing(): boolean {
    return this.set.choices.some(({ spares }) => spares !== undefined);
  }

  #closed(places: Set<number>): Standing {
    for (const place of places) if (this.stepAt(place) === "**") places.add(place + 1);
    return [...places].sort((a, b) => a - b);
  }
}

interface Place {
  /** Absent: the end of the choice. */
  readonly step: Step | undefined;
  readonly index: number;
  readonly choice: Sequence;
}

/** Does the step hold every text? */
export function isAnyText(step: Step): boolean {
  return step === "**" || (step.length === 2 && step[0] === "" && step[1] === "");
}
