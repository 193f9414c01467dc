/** Which documents depend on which files. */
export class Links {
  readonly #links = new Map<string, ReadonlySet<string>>();

  /** Says what a document depends on now. */
  set(document: string, files: readonly string[]): void {
    this.#links.set(document, new Set(files));
  }

  /** Forgets a document. */
  delete(document: string): void {
    this.#links.delete(document);
  }

  /** The documents that depend on a file, without itself. */
  dependents(file: string): readonly string[] {
    return [...this.#links].flatMap(([document, files]) =>
      document !== file && files.has(file) ? [document] : [],
    );
  }
}
