/** Cuts a stream of bytes into lines; says when one of them, or all together, are too long. */
export class Lines {
  readonly #most: number;
  #chunks: Buffer[] = [];
  #length = 0;

  /** `most`: bytes of one line. */
  constructor(most: number) {
    this.#most = most;
  }

  /** The lines that are complete now; `undefined` when a line is too long. */
  add(chunk: Buffer): readonly string[] | undefined {
    const lines: string[] = [];
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      this.#keep(chunk.subarray(from, end));
      if (this.#length > this.#most) return undefined;
      lines.push(Buffer.concat(this.#chunks).toString("utf8").replace(/\r$/, ""));
      this.#chunks = [];
      this.#length = 0;
      from = end + 1;
    }
    this.#keep(chunk.subarray(from));
    return this.#length > this.#most ? undefined : lines;
  }

  #keep(part: Buffer): void {
    if (part.length === 0) return;
    this.#chunks.push(part);
    this.#length += part.length;
  }
}
