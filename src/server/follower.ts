import { isInside } from "../workspace/paths.ts";

/** Follows the files that the last answer depends on, and calls `tell` soon after one has changed: once for several changes at a time. */
export class Follower {
  readonly #tell: () => void;
  #links: readonly string[] = [];
  #telling = false;

  constructor(tell: () => void) {
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

  #soon(): void {
    if (this.#telling) return;
    this.#telling = true;
    setTimeout(() => {
      this.#telling = false;
      this.#tell();
    }, 0);
  }
}
