import { isInside } from "../workspace/paths.ts";
import type { Files } from "../workspace/ports.ts";
import type { OpenDocuments } from "./open-documents.ts";
import { isVirtual } from "./uris.ts";

/** The files of the disk, where a document that is open in the editor stands as it is there. */
export function withOpenDocuments(disk: Files, open: OpenDocuments): Files {
  return {
    read: async (path) => {
      const document = open.get(path);
      if (document !== undefined) return { text: document.getText() };
      return isVirtual(path) ? { missing: true } : disk.read(path);
    },
    exists: async (path) =>
      open.get(path) !== undefined || (!isVirtual(path) && (await disk.exists(path))),
    real: async (path) => (isVirtual(path) ? path : disk.real(path)),
    list: async (folder) => (isVirtual(folder) ? [] : disk.list(folder)),
    find: async (folder, wanted) => {
      const opened = open.paths().filter((path) => isInside(path, folder) && wanted(path));
      const found = isVirtual(folder) ? [] : await disk.find(folder, wanted);
      return [...new Set([...found, ...opened])];
    },
  };
}
