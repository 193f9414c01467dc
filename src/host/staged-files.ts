import { failed } from "../model/problem.ts";
import { isInside } from "../workspace/paths.ts";
import type { Files, FolderEntry } from "../workspace/ports.ts";
import { readObject } from "./git.ts";
import type { Staged } from "./git.ts";

/** The files of a machine, where a repository holds what is staged in it, and nothing else. Links are looked up on the disk. */
export function stagedFiles(disk: Files, { root, files }: Staged): Files {
  const objects = new Map(files.map(({ path, object }) => [`${root}/${path}`, object]));
  const entries = entriesOf([...objects.keys()], root);
  const isOurs = (path: string): boolean => isInside(path, root);
  return {
    read: async (path) => {
      if (!isOurs(path)) return disk.read(path);
      const object = objects.get(path);
      if (object === undefined) return { missing: true };
      const text = await readObject(root, object);
      return failed(text) ? { unreadable: text.error } : { text: text.value };
    },
    real: (path) => disk.real(path),
    // The marks of a workspace, such as `.git`, are on the disk alone.
    exists: async (path) =>
      isOurs(path) && !path.endsWith("/.git")
        ? objects.has(path) || entries.has(path)
        : disk.exists(path),
    list: async (folder) =>
      isOurs(folder) ? [...(entries.get(folder)?.values() ?? [])] : disk.list(folder),
    find: async (folder, wanted, overlooked) =>
      isOurs(folder)
        ? [...objects.keys()].filter((path) => isInside(path, folder) && wanted(path))
        : disk.find(folder, wanted, overlooked),
  };
}

/** What lies in each folder below the root, the root's own too, by name. */
function entriesOf(
  paths: readonly string[],
  root: string,
): ReadonlyMap<string, ReadonlyMap<string, FolderEntry>> {
  const folders = new Map<string, Map<string, FolderEntry>>();
  for (const path of paths.toSorted()) {
    let kind: FolderEntry["kind"] = "file";
    for (let at = path; at.length > root.length; at = at.slice(0, at.lastIndexOf("/"))) {
      const parent = at.slice(0, at.lastIndexOf("/"));
      const entries = folders.get(parent) ?? new Map<string, FolderEntry>();
      folders.set(parent, entries);
      const name = at.slice(parent.length + 1);
      if (entries.has(name)) break;
      entries.set(name, { name, kind });
      kind = "folder";
    }
  }
  return folders;
}
