import { LineIndex } from "../model/place.ts";

/** The lines of several texts, each counted once. */
export class Texts {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #lines = new Map<string, LineIndex>();

  /** `texts` holds what each file held when it was read. */
  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  /** The lines of a file; of one that was not read, those of an empty text. */
  lines(file: string): LineIndex {
    const lines = this.#lines.get(file) ?? new LineIndex(this.#texts.get(file) ?? "");
    this.#lines.set(file, lines);
    return lines;
  }
}
