import { lstat, readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import type { Seen } from "./profile.ts";

/** Programs outside `/usr`: what is seen of the machine for them, and where they are looked for, in order. */
export interface ToolFolders {
  readonly visible: readonly Seen[];
  readonly path: readonly string[];
  /** Folders of `PATH` that are not seen inside, each with why, for people. */
  readonly leftOut: readonly string[];
}

/** What the search is about. */
export interface ToolQuery {
  /** `PATH` as the person has it. */
  readonly path: string;
  readonly home: string;
  /** It is seen anyway. */
  readonly workspace: string;
  /** Folders that hold more programs, such as that of the Node which runs. */
  readonly more: readonly string[];
  /** Who must be able to read it. */
  readonly reader: "person" | "anybody";
}

/** Version managers: the folder that holds all of one, by its name. They keep programs there, and nothing else. */
const MANAGERS: ReadonlySet<string> = new Set([
  ...[".pyenv", ".rbenv", ".nodenv", ".asdf", ".volta", ".goenv", ".sdkman"],
]);

/** Always there, in this order, behind the person's own. */
const SYSTEM = ["/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin"];

/**
 * Finds the folders of `PATH` outside `/usr`. Of each its resolved folder is seen, with the `lib` beside it, or the whole folder of a version
 * manager (`~/.pyenv`); never the home, the root, or a folder that holds one of them.
 */
export async function toolFolders(query: ToolQuery): Promise<ToolFolders> {
  const visible = new Map<string, Seen>();
  const path: string[] = [];
  const leftOut: string[] = [];
  for (const folder of [...query.path.split(":"), ...query.more]) {
    if (!folder.startsWith("/")) continue;
    const real = await realpath(folder).catch(() => undefined);
    if (real === undefined || path.includes(real) || isSystem(real)) continue;
    const refusal = await whyNot(real, query);
    if (refusal !== undefined) {
      leftOut.push(`${folder}: ${refusal}`);
      continue;
    }
    path.push(real);
    if (isWithin(real, query.workspace)) continue;
    for (const one of await treesOf(real, query)) visible.set(one, { from: one, at: one });
  }
  const seen = outermost([...visible.values()]);
  return { visible: seen, path: [...path, ...SYSTEM], leftOut: [...new Set(leftOut)] };
}

/** The system's folders beside `/usr`: links into it (`/bin` → `usr/bin`), or, on older systems, folders. */
export interface SystemFolders {
  readonly links: ReadonlyMap<string, string>;
  readonly folders: readonly Seen[];
}

/** Finds them. */
export async function systemFolders(): Promise<SystemFolders> {
  const links = new Map<string, string>();
  const folders: Seen[] = [];
  for (const at of ["/bin", "/sbin", "/lib", "/lib64", "/lib32", "/libx32"]) {
    const info = await lstat(at).catch(() => undefined);
    if (info?.isSymbolicLink() === true) links.set(at, await readlink(at));
    else if (info?.isDirectory() === true) folders.push({ from: at, at });
  }
  return { links, folders };
}

/** Is one path the other, or in it? */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === "/" ? "/" : `${folder}/`);
}

/** May everybody come to it and read it? */
export async function isOpenToAll(path: string): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    const info = await stat(at).catch(() => undefined);
    if (info === undefined || (info.mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function isSystem(folder: string): boolean {
  return isWithin(folder, "/usr") || SYSTEM.includes(folder);
}

async function whyNot(folder: string, { home, reader }: ToolQuery): Promise<string | undefined> {
  if (!(await stat(folder)).isDirectory()) return "it is no folder";
  if (isWithin(home, folder)) return "the home is in it";
  if (["/tmp", "/proc", "/dev", "/sys", "/run", "/etc"].some((one) => isWithin(folder, one)))
    return "such folders are the sandbox's own";
  if (reader === "anybody" && !(await isOpenToAll(folder)))
    return "root alone may read it, and nothing runs as root";
  return undefined;
}

async function treesOf(folder: string, { home, reader }: ToolQuery): Promise<readonly string[]> {
  for (let at = folder; at !== "/" && at !== home; at = dirname(at))
    if (MANAGERS.has(basename(at)) && !isWithin(home, at)) return [at];
  const lib = join(dirname(folder), "lib");
  // `~/.local/lib` and the like are a person's own.
  const isPrivate = isWithin(home, dirname(folder)) || basename(dirname(folder)) === ".local";
  const info = isPrivate ? undefined : await stat(lib).catch(() => undefined);
  const isReadable = reader === "person" || (await isOpenToAll(lib));
  return info?.isDirectory() === true && isReadable ? [folder, lib] : [folder];
}

/** Without those that lie in others. */
function outermost(seen: readonly Seen[]): readonly Seen[] {
  return seen.filter(({ at }) => !seen.some((other) => other.at !== at && isWithin(at, other.at)));
}
