import { lstatSync, readdirSync, readlinkSync } from "node:fs";

import type { PathResolver } from "../model/resolver.ts";

/** More entries than this in one tree are not looked through: then nobody can say. */
const MOST_ENTRIES = 20_000;

/** More links than this on the way to one file lead nowhere. */
const MOST_LINKS = 40;

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
  return {
    real: (path) => {
      if (!known.has(path)) known.set(path, realPath(path, isLink));
      return known.get(path);
    },
    holds: holdsSome,
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

function holdsSome(tree: string, matches: (path: string) => boolean): boolean | undefined {
  const open = [tree];
  let seen = 0;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (++seen > MOST_ENTRIES) return undefined;
    if (matches(at)) return true;
    if (lstat(at)?.isDirectory() !== true) continue;
    try {
      for (const name of readdirSync(at)) open.push(`${at}/${name}`);
    } catch {
      return undefined;
    }
  }
  return false;
}

function lstat(path: string): ReturnType<typeof lstatSync> | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
