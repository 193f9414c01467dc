/** What one question may cost, counted in states and steps: the pure layers have no clock. */
export class Budget {
  readonly #all: number;
  #left: number;

  constructor(steps = STEPS) {
    this.#all = steps;
    this.#left = steps;
  }

  /** Takes `steps`; `false` once there are none left, and ever after. */
  take(steps = 1): boolean {
    this.#left -= steps;
    return this.#left >= 0;
  }

  /** Was more asked for than there was? */
  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** How many were taken, of those that there were. */
  get spent(): number {
    return this.#all - this.left;
  }

  /** How many are left. */
  get left(): number {
    return Math.max(this.#left, 0);
  }
}

/** A question that takes more is not analysed. On the machine that it was measured on, far less than half a second. */
const STEPS = 20_000;

/** Said of a question that was not answered within its budget. */
export const LIMIT = Symbol("not analysed");
