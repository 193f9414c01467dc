import type { Step } from "../../simulation/run.ts";

/** Steps of a session that are not known before they come: handed over one by one, until it is closed. */
export class StepQueue implements AsyncIterable<Step> {
  readonly #waiting: Step[] = [];
  #wake: (() => void) | undefined;
  #closed = false;

  /** The next step. */
  push(step: Step): void {
    this.#waiting.push(step);
    this.#wake?.();
  }

  /** No more come. */
  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Step> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next !== undefined) yield next;
      else if (this.#closed) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
