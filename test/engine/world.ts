import type { PathResolver } from "../../src/model/resolver.ts";

/** A small disk: symbolic links and files by absolute path. `blind`: nobody can look into folders. */
export interface Disk {
  readonly links: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly blind: boolean;
}

/** A resolver of a disk, which can still be printed. */
export interface World extends PathResolver {
  readonly disk: Disk;
}

/** Looks at a disk that only exists in a test. */
export function worldOf(disk: Disk): World {
  return {
    disk,
    real: (path) => real(disk, path),
    holds: (tree, matches) => {
      const top = real(disk, tree);
      if (disk.blind || top === undefined) return undefined;
      return below(disk, top).some(matches);
    },
  };
}

/** Component by component; after forty links it is a loop. */
function real(disk: Disk, path: string): string | undefined {
  let left = path.split("/");
  let done: string[] = [];
  let links = 0;
  while (left.length > 0) {
    const [segment, ...rest] = left;
    left = rest;
    if (segment === undefined || segment === "" || segment === ".") continue;
    if (segment === "..") {
      done = done.slice(0, -1);
      continue;
    }
    const target = disk.links[`/${[...done, segment].join("/")}`];
    if (target === undefined) done = [...done, segment];
    else {
      if (++links > 40) return undefined;
      if (target.startsWith("/")) done = [];
      left = [...target.split("/"), ...left];
    }
  }
  return `/${done.join("/")}`;
}

/** Every file and folder strictly below a real folder. */
function below(disk: Disk, top: string): string[] {
  const prefix = top === "/" ? "/" : `${top}/`;
  const found = new Set<string>();
  for (const file of [...disk.files, ...Object.keys(disk.links)]) {
    if (!file.startsWith(prefix)) continue;
    const names = file.slice(prefix.length).split("/");
    names.forEach((_, i) => found.add(prefix + names.slice(0, i + 1).join("/")));
  }
  return [...found];
}
