import { isInside } from "../workspace/paths.ts";

/** Follows the files that the last answer depends on, and calls `tell` soon after one has changed: once for several changes at a time. */
export class Follower {
  readonly #tell: () => unknown;
  #links: readonly string[] = [];
  #waits = false;
  #telling: Promise<void> | undefined;

  /** `tell` may take its time: what it gives is awaited by `told`. */
  constructor(tell: () => unknown) {
    this.#tell = tell;
  }

  /** The answer depends on these files from now on. */
  follow(links: readonly string[]): void {
    this.#links = links;
  }

  /** Files or folders have changed. */
  changed(paths: readonly string[]): void {
    if (this.#links.some((link) => paths.some((path) => isInside(link, path)))) this.#soon();
  }

  /** Something has changed that every answer depends on. */
  allChanged(): void {
    if (this.#links.length > 0) this.#soon();
  }

  /** Is there when what has changed was told of; nothing where all is. */
  get told(): Promise<void> | undefined {
    return this.#telling;
  }

  #soon(): void {
    if (this.#waits) return;
    this.#waits = true;
    const telling = new Promise((resolve) => setTimeout(resolve, 0)).then(async () => {
      this.#waits = false;
      await this.#tell();
      if (this.#telling === telling) this.#telling = undefined;
    });
    this.#telling = telling;
  }
}
