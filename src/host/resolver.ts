import { lstatSync, readdirSync, readlinkSync } from "node:fs";
import type { Dirent } from "node:fs";

import type { PathResolver } from "../model/resolver.ts";

/** More entries than this in one tree are not looked through: then nobody can say. */
const MOST_ENTRIES = 20_000;

/** More links than this on the way to one file lead nowhere. */
const MOST_LINKS = 40;

/** Something in a folder. */
interface Entry {
  readonly path: string;
  readonly isFolder: boolean;
}

/** Paths of this machine. Make one for each decision or batch of decisions: answers are kept. */
export function diskResolver(): PathResolver {
  const known = new Map<string, string | undefined>();
  const links = new Map<string, boolean>();
  const isLink = (path: string): boolean => {
    const before = links.get(path);
    if (before !== undefined) return before;
    const now = lstat(path)?.isSymbolicLink() === true;
    links.set(path, now);
    return now;
  };
  const folders = new Map<string, readonly Entry[] | undefined>();
  const entriesOf = (folder: string): readonly Entry[] | undefined => {
    if (folders.has(folder)) return folders.get(folder);
    const entries = listing(folder)?.map((entry) => {
      const path = `${folder === "/" ? "" : folder}/${entry.name}`;
      links.set(path, entry.isSymbolicLink());
      return { path, isFolder: entry.isDirectory() };
    });
    folders.set(folder, entries);
    return entries;
  };
  // Of a whole tree every folder is asked for before what lies in it.
  const besideKnown = (path: string): string | undefined => {
    const slash = path.lastIndexOf("/");
    const folder = known.get(path.slice(0, slash));
    const name = path.slice(slash + 1);
    if (folder === undefined || name === "" || name === "." || name === "..") return undefined;
    const at = `${folder === "/" ? "" : folder}/${name}`;
    return isLink(at) ? undefined : at;
  };
  return {
    real: (path) => {
      if (!known.has(path)) known.set(path, besideKnown(path) ?? realPath(path, isLink));
      return known.get(path);
    },
    holds: (tree, matches) => {
      const isFolder = lstat(tree)?.isDirectory() === true;
      return holdsSome({ path: tree, isFolder }, entriesOf, matches);
    },
    kind: (path) => {
      const info = lstat(path);
      if (info === undefined) return "missing";
      return info.isDirectory() ? "folder" : "file";
    },
  };
}

/** Goes component by component: `..` after a link leaves the link's target. A part that does not exist is kept as it is. */
function realPath(path: string, isLink: (path: string) => boolean): string | undefined {
  const open = path.split("/").reverse();
  const done: string[] = [];
  let links = 0;
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === "" || name === ".") continue;
    if (name === "..") {
      done.pop();
      continue;
    }
    const at = `/${[...done, name].join("/")}`;
    if (!isLink(at)) {
      done.push(name);
      continue;
    }
    if (++links > MOST_LINKS) return undefined;
    const target = readlinkSync(at);
    if (target.startsWith("/")) done.length = 0;
    open.push(...target.split("/").reverse());
  }
  return `/${done.join("/")}`;
}

function holdsSome(
  tree: Entry,
  entriesOf: (folder: string) => readonly Entry[] | undefined,
  matches: (path: string) => boolean,
): boolean | undefined {
  const open = [tree];
  let seen = 0;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (++seen > MOST_ENTRIES) return undefined;
    if (matches(at.path)) return true;
    if (!at.isFolder) continue;
    const entries = entriesOf(at.path);
    if (entries === undefined) return undefined;
    for (const entry of entries) open.push(entry);
  }
  return false;
}

/** What lies in a folder; `undefined` where that cannot be read. */
function listing(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

function lstat(path: string): ReturnType<typeof lstatSync> | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
