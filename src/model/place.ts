/** A stretch of a text, as UTF-16 offsets; `end` is not in it. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where something stands in a document, by names and indexes from its top: `["rules", 2, "path", 0]`. Never an offset. */
export type SymbolicPath = readonly (string | number)[];

/** A symbolic path, and whether the name or (default) the value at its end is meant. */
export interface Place {
  readonly path: SymbolicPath;
  readonly on?: "key" | "value";
}

/** A line and a column, both from zero; columns count UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of one text into positions. */
export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    if (text.includes("\r")) {
      for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g))
        this.#starts.push(index + end.length);
      return;
    }
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1))
      this.#starts.push(at + 1);
  }

  /** The offset of a position; one beyond the text is moved to its end. */
  offset({ line, column }: Position): number {
    const start = this.#starts[line] ?? this.#length;
    return Math.min(start + Math.max(column, 0), this.#starts[line + 1] ?? this.#length);
  }

  /** The position of `offset`; offsets outside the text are moved to its nearer end. */
  position(offset: number): Position {
    const at = Math.min(Math.max(offset, 0), this.#length);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: at - (this.#starts[low] ?? 0) };
  }
}
