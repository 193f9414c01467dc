import type { Dirent, Stats } from "node:fs";
import { lstat, open, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import type { Files, FileText, FolderEntry } from "../workspace/ports.ts";

/** Larger files are named, not read. */
const MOST_BYTES = 10 * 1024 * 1024;

/** More files than this are not looked for below one folder. */
const MOST_FILES = 50_000;

/** More entries of one folder than this are not listed. */
const MOST_ENTRIES = 5_000;

/** Folders in which nobody keeps policies. */
const SKIPPED: ReadonlySet<string> = new Set([".git", "node_modules", ".hg", ".svn"]);

/** The files of this machine. */
export const diskFiles: Files = {
  read: readText,
  real: realForm,
  exists: async (path) => (await stat(path).catch(() => undefined)) !== undefined,
  list: listFolder,
  find: findFiles,
};

async function listFolder(folder: string): Promise<readonly FolderEntry[]> {
  if (isOnAnotherMachine(folder)) return [];
  return listedOf(await readdir(folder, { withFileTypes: true }).catch(() => []));
}

/** What lies in a folder, sorted by name; what is neither a file nor a folder is left out. */
export function listedOf(entries: readonly Dirent[]): readonly FolderEntry[] {
  return entries
    .slice(0, MOST_ENTRIES)
    .flatMap((entry): readonly FolderEntry[] => {
      if (entry.isDirectory()) return [{ name: entry.name, kind: "folder" }];
      return entry.isFile() || entry.isSymbolicLink() ? [{ name: entry.name, kind: "file" }] : [];
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function readText(path: string): Promise<FileText> {
  if (isOnAnotherMachine(path)) return { unreadable: "it lies on another machine" };
  try {
    const file = await open(path, "r");
    try {
      return textFault(await file.stat()) ?? { text: await file.readFile("utf8") };
    } finally {
      await file.close();
    }
  } catch (error) {
    return unread(error);
  }
}

/** Is it a share? Asking for one may wait for long, and tell somebody who asks. */
export function isOnAnotherMachine(path: string): boolean {
  return path.startsWith("//") || path.startsWith("\\\\");
}

/** Why what was opened is not read as text; nothing where it is. */
export function textFault(info: Stats): FileText | undefined {
  if (!info.isFile()) return { unreadable: "it is no plain file" };
  if (info.size > MOST_BYTES)
    return { unreadable: `it is larger than ${MOST_BYTES / 1024 / 1024} MB` };
  return undefined;
}

/** What opening or reading a file failed with, as its content. */
export function unread(error: unknown): FileText {
  return isMissing(error) ? { missing: true } : { unreadable: reason(error) };
}

/** Resolves links through the nearest existing parent. */
async function realForm(path: string): Promise<string> {
  try {
    return slashed(await realpath(path));
  } catch {
    const parent = dirname(path);
    return parent === path ? path : slashed(join(await realForm(parent), basename(path)));
  }
}

/** What stands at a path, links followed. */
export async function kindOfPath(path: string): Promise<"file" | "folder" | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) return undefined;
  return info.isDirectory() ? "folder" : "file";
}

async function findFiles(
  folder: string,
  wanted: (path: string) => boolean,
  overlooked?: (folder: string, why: string) => void,
): Promise<readonly string[]> {
  return findBelow(folder, wanted, { overlooked, list: (at) => readdir(at, LISTED) });
}

const LISTED = { withFileTypes: true } as const;

/** How files are found. */
export interface Search {
  readonly overlooked: ((folder: string, why: string) => void) | undefined;
  /** What lies in a folder; throws where that cannot be told. */
  readonly list: (folder: string) => readonly Dirent[] | Promise<readonly Dirent[]>;
}

/** The files below a folder that are wanted, but for folders in which nobody keeps policies. */
export async function findBelow(
  folder: string,
  wanted: (path: string) => boolean,
  { overlooked = () => undefined, list }: Search,
): Promise<readonly string[]> {
  const found: string[] = [];
  const open = [folder];
  let seen = 0;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen >= MOST_FILES) {
      overlooked(folder, `it holds more than ${MOST_FILES} files`);
      break;
    }
    let entries: readonly Dirent[] = [];
    try {
      entries = await list(at);
    } catch (error) {
      overlooked(at, reason(error));
    }
    for (const entry of entries) {
      seen++;
      const path = at === "/" ? `/${entry.name}` : `${at}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) open.push(path);
      } else if (wanted(path) && (entry.isFile() || (await isLinkToNoFolder(path))))
        found.push(path);
    }
  }
  return found;
}

/** A link that leads nowhere counts too: whoever reads it finds that out. */
async function isLinkToNoFolder(path: string): Promise<boolean> {
  const link = await lstat(path).catch(() => undefined);
  return link?.isSymbolicLink() === true && (await kindOfPath(path)) !== "folder";
}

/** Is there nothing at the path? */
export function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "ENOENT" || error.code === "ENOTDIR")
  );
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS.get(code) ?? (error instanceof Error ? error.message : "it cannot be opened");
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["EACCES", "you may not read it"],
  ["EPERM", "you may not read it"],
  ["EISDIR", "it is a folder"],
  ["ELOOP", "its links lead in a circle"],
  ["ENAMETOOLONG", "its name is too long"],
  ["EMFILE", "too many files are open"],
]);

/** Ambit writes `/` between folders everywhere. */
export function slashed(path: string): string {
  return process.platform === "win32" ? path.replaceAll("\\", "/") : path;
}
