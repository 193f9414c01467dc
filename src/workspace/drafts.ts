import type { Files } from "./ports.ts";

/** The same files, where a draft stands in place of what a file holds. The map may change meanwhile. */
export function withDrafts(files: Files, drafts: ReadonlyMap<string, string>): Files {
  return {
    real: (path) => files.real(path),
    exists: (path) => files.exists(path),
    list: (folder) => files.list(folder),
    find: (folder, wanted, overlooked) => files.find(folder, wanted, overlooked),
    read: async (path) => {
      const text = drafts.get(path);
      return text === undefined ? files.read(path) : { text };
    },
  };
}
