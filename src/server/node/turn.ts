/** One at a time: whoever has the turn can be ended from outside. */
export class Turn {
  #taken: AbortController | undefined;
  #done: Promise<unknown> = Promise.resolve();

  /** Has somebody taken it? */
  get isTaken(): boolean {
    return this.#taken !== undefined;
  }

  /** Does work that can be ended, if nobody else is at it; else does nothing. */
  async take<T>(work: (cancel: AbortController) => Promise<T>): Promise<T | undefined> {
    if (this.#taken !== undefined) return undefined;
    const cancel = new AbortController();
    this.#taken = cancel;
    const done = work(cancel).finally(() => (this.#taken = undefined));
    this.#done = done.catch(() => undefined);
    return done;
  }

  /** Ends what goes on, and waits for that. */
  async end(): Promise<void> {
    this.#taken?.abort();
    await this.#done;
  }
}
