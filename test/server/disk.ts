import { isInside } from "../../src/workspace/paths.ts";
import type { Files } from "../../src/workspace/ports.ts";

/** A disk in memory: texts by absolute path. */
export class Disk implements Files {
  readonly texts: Map<string, string>;

  constructor(texts: Readonly<Record<string, string>>) {
    this.texts = new Map(Object.entries(texts));
  }

  async read(path: string): ReturnType<Files["read"]> {
    const text = this.texts.get(path);
    return text === undefined ? { missing: true } : { text };
  }

  async real(path: string): Promise<string> {
    return path;
  }

  async exists(path: string): Promise<boolean> {
    return [...this.texts.keys()].some((one) => isInside(one, path));
  }

  async list(folder: string): ReturnType<Files["list"]> {
    const top = folder.endsWith("/") ? folder : `${folder}/`;
    const kinds = new Map<string, "file" | "folder">();
    for (const path of this.texts.keys()) {
      const [name = "", ...rest] = path.startsWith(top) ? path.slice(top.length).split("/") : [];
      if (name !== "") kinds.set(name, rest.length > 0 ? "folder" : "file");
    }
    const names = [...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return names.map(([name, kind]) => ({ name, kind }));
  }

  async find(folder: string, wanted: (path: string) => boolean): Promise<readonly string[]> {
    return [...this.texts.keys()].filter((path) => isInside(path, folder) && wanted(path));
  }
}
