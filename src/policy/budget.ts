import type { Range } from "../model/place.ts";
import type { Report } from "./report.ts";

/** The characters of all patterns of a document, with braces and sets written out. A thousand rules of ten patterns have a third of a million. */
const MOST_CHARACTERS = 2_000_000;

/** Keeps small documents that stand for much (braces, one set in many rules) from taking more than their size. */
export class Budget {
  readonly #report: Report;
  #left = MOST_CHARACTERS;

  constructor(report: Report) {
    this.#report = report;
  }

  /** How much is left. */
  get left(): number {
    return this.#left;
  }

  /** Takes so much; says and reports where that is more than is left. From then on nothing is left. */
  spend(amount: number, range: Range): boolean {
    this.#left = amount > this.#left ? 0 : this.#left - amount;
    if (this.#left > 0) return true;
    const message =
      "the patterns up to here, with choices and sets written out, are more than can be decided";
    this.#report.error("too-many-patterns", range, message);
    return false;
  }
}
