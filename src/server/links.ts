import { folderOf } from "../workspace/paths.ts";

/** Which documents depend on which files; those that depend on a folder do so on what documents there are below it. */
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

  /** The documents for which it counts that a document is there or not, without itself. */
  neighbours(document: string): readonly string[] {
    const found = new Set<string>();
    for (let at = document, folder = folderOf(at); folder !== at; folder = folderOf(at)) {
      for (const one of this.dependents(folder)) found.add(one);
      at = folder;
    }
    found.delete(document);
    return [...found];
  }
}
