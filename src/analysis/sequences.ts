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

export type { Reader };

/** A set of sequences, ready to be read item by item. */
class Reader {
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
    const start: number[] = [];
    for (const place of starts) this.#stand(start, place);
    this.start = start;
  }

  /** Where it may stand after the item. */
  after(standing: Standing, item: Item): Standing {
    if (standing.length === 0) return standing;
    const { fold } = this.set;
    const own = fold === undefined || !("text" in item) ? item : { text: fold(item.text) };
    const next: number[] = [];
    for (const place of standing) {
      if (!this.#holds(place, own)) continue;
      this.#stand(next, this.stepAt(place) === "**" ? place : place + 1);
    }
    return next;
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
    const { text } = item;
    if (step !== "**" && !globMatches(step, text)) return false;
    const spares = choice?.spares;
    if (spares === undefined || (step !== "**" && step.length === 1)) return true;
    return index < spares.from || index >= (spares.to ?? Infinity) || spares.allows(text);
  }

  /** Does some wildcard of it stand for some texts only? */
  get isSparing(): boolean {
    return this.set.choices.some(({ spares }) => spares !== undefined);
  }

  /** Adds a place, and those after it that `**` may leave at once. Places come in order, so that what is not beyond the last is there already. */
  #stand(places: number[], first: number): void {
    for (let place = first; ; place++) {
      if (place > (places.at(-1) ?? -1)) places.push(place);
      if (this.stepAt(place) !== "**") return;
    }
  }
}

const readers = new WeakMap<SequenceSet, Reader>();

/** The reader of a set; each set has one. */
export function readerOf(set: SequenceSet): Reader {
  const before = readers.get(set);
  if (before !== undefined) return before;
  const reader = new Reader(set);
  readers.set(set, reader);
  return reader;
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
