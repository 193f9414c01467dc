import { randomBytes } from "node:crypto";
import { lstat, mkdir, open, readFile, realpath, rename, rm, unlink } from "node:fs/promises";
import { join } from "node:path";

/** What to write where. */
export interface Write {
  /** Everything happens below this folder. It may be reached by links; below it none is followed. */
  readonly folder: string;
  /** Folders and the file's name, below `folder`; missing folders are made. */
  readonly names: readonly [string, ...string[]];
  readonly text: string;
  /** What the file held when it was read; `undefined` when there was none. */
  readonly before: string | undefined;
  /** The rights of a new file; those of a person's own files where nothing is said. */
  readonly mode?: number;
}

/**
 * The one function that writes. Nothing is written outside the folder, through a link, or over content that the caller has not read; the
 * file is whole at any time. Throws an error for people where that cannot be had.
 */
export async function writeFileInside({ folder, names, text, before, mode }: Write): Promise<void> {
  for (const name of names) {
    if (!isPlainName(name)) throw new Error(`\`${name}\` is no name of a file`);
  }
  const ground = await realpath(folder);
  const path = join(ground, ...names);
  const parent = await makeFolders(ground, names.slice(0, -1));
  await checkUnchanged(path, before);
  const draft = join(parent, `.${randomBytes(8).toString("hex")}.tmp`);
  try {
    const file = await open(draft, "wx", mode ?? 0o644);
    try {
      await file.writeFile(text, "utf8");
      await file.sync();
    } finally {
      await file.close();
    }
    await checkUnchanged(path, before);
    if ((await realpath(parent)) !== parent) throw new Error(`\`${parent}\` was moved meanwhile`);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Removes a file, only as it was read: never outside the folder, through a link, or what has changed meanwhile. Throws as writing does. */
export async function removeFileInside({
  folder,
  names,
  before,
}: Pick<Write, "folder" | "names"> & { readonly before: string }): Promise<void> {
  for (const name of names) {
    if (!isPlainName(name)) throw new Error(`\`${name}\` is no name of a file`);
  }
  const ground = await realpath(folder);
  const parent = join(ground, ...names.slice(0, -1));
  if ((await realpath(parent)) !== parent)
    throw new Error(`\`${parent}\` leads through a link, and links are not followed`);
  const path = join(ground, ...names);
  await checkUnchanged(path, before);
  await unlink(path);
}

function isPlainName(name: string): boolean {
  return name !== "" && name !== "." && name !== ".." && !/[/\\\0]/.test(name);
}

async function makeFolders(ground: string, names: readonly string[]): Promise<string> {
  let at = ground;
  for (const name of names) {
    at = join(at, name);
    await mkdir(at).catch(ignoreExisting);
    const info = await lstat(at);
    if (info.isSymbolicLink()) throw new Error(`\`${at}\` is a link, and links are not followed`);
    if (!info.isDirectory()) throw new Error(`\`${at}\` is no folder`);
  }
  return at;
}

async function checkUnchanged(path: string, before: string | undefined): Promise<void> {
  const info = await lstat(path).catch(() => undefined);
  if (info === undefined) {
    if (before !== undefined) throw new Error(`\`${path}\` was removed meanwhile`);
    return;
  }
  if (info.isSymbolicLink()) throw new Error(`\`${path}\` is a link, and links are not followed`);
  if (!info.isFile()) throw new Error(`\`${path}\` is no plain file`);
  if (before === undefined || (await readFile(path, "utf8")) !== before)
    throw new Error(`\`${path}\` was changed meanwhile; nothing was written over it`);
}

function ignoreExisting(error: unknown): void {
  if (error instanceof Error && "code" in error && error.code === "EEXIST") return;
  throw error;
}
