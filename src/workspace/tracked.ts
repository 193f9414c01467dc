import { folderOf, placedIn } from "./paths.ts";
import type { Files } from "./ports.ts";

/** What git keeps of a file. */
export interface Tracked {
  readonly tracked: boolean;
  /** The index of the repository, which says so; absent outside of one. */
  readonly index?: string;
}

/**
 * Does git track the file? Read from the index of the repository, as git itself may run programs that an untrusted folder names. `false` also where the
 * index cannot be read that way: one of version 4, which shortens paths, or larger than files are read.
 */
export async function trackedBy(file: string, files: Files): Promise<Tracked> {
  for (let at = folderOf(file); ; at = folderOf(at)) {
    const folder = at === "/" ? "" : at;
    if (await files.exists(`${folder}/.git`)) {
      const index = `${await gitFolder(folder, files)}/index`;
      const held = await files.read(index);
      const tracked = "text" in held && holds(held.text, file.slice(folder.length + 1));
      return { tracked, index };
    }
    if (at === folderOf(at)) return { tracked: false };
  }
}

/** In another working tree of a repository, `.git` is a file that says where it is. */
async function gitFolder(folder: string, files: Files): Promise<string> {
  const link = await files.read(`${folder}/.git`);
  const named = "text" in link ? /^gitdir: (.+?)\s*$/.exec(link.text)?.[1] : undefined;
  return named === undefined ? `${folder}/.git` : placedIn(folder, named, undefined);
}

/** An entry ends in two bytes of flags, of which the second is the length of the path (up to 255), the path, and zeros. Source: git, "index-format". */
function holds(index: string, path: string): boolean {
  if (!index.startsWith("DIRC")) return false;
  const length = new TextEncoder().encode(path).length;
  // What is no UTF-8 is read as U+FFFD.
  const flags = length < 128 ? `\0${String.fromCharCode(length)}` : "\uFFFD";
  return index.includes(`${flags}${path}\0`);
}
