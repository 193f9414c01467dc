import { chmodSync, lstatSync, readdirSync, rmSync } from "node:fs";
import { chmod, lstat, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { isOpenToAll } from "./tool-folders.ts";

const PREFIX = "ambit-run-";

/** Who made the folder: a process by its number and the moment of its start. */
const OWNER = "owner";

/** A folder without a readable owner is another run's that has just begun, until it is this old, in milliseconds. */
const YOUNG_MS = 10 * 60_000;

/** Makes the private folder of one run, in the machine's folder for temporary files. What runs that were killed have left is removed first. */
export async function openScratch(base: string = tmpdir()): Promise<string> {
  await sweep(base);
  const folder = await mkdtemp(join(base, PREFIX));
  await writeFile(join(folder, OWNER), await markOf(process.pid), { mode: 0o600 });
  if (OPEN.size === 0) process.once("exit", removeOpen);
  OPEN.add(folder);
  return folder;
}

/** The folder in which the folders of runs are made: the machine's for temporary files, where everybody can come to it or only the person has to. */
export async function scratchBase(reader: "person" | "anybody"): Promise<string> {
  const usual = tmpdir();
  if (reader === "person" || (await isOpenToAll(usual))) return usual;
  return (await isOpenToAll("/var/tmp")) ? "/var/tmp" : "/tmp";
}

/** Removes a folder and all that is in it, whatever rights it was left with. Links are removed, never followed. */
export async function removeTree(folder: string): Promise<void> {
  await openUp(folder);
  await rm(folder, { recursive: true, force: true });
  OPEN.delete(folder);
  if (OPEN.size === 0) process.off("exit", removeOpen);
}

/** The folders that this process has made and not removed. */
const OPEN = new Set<string>();

/** A process that ends without closing its runs, as one does whose editor has gone, has only this moment left. */
function removeOpen(): void {
  for (const folder of OPEN) {
    try {
      openUpNow(folder);
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // The next run removes what is left.
    }
  }
}

function openUpNow(folder: string): void {
  if (!lstatSync(folder).isDirectory()) return;
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) openUpNow(join(folder, entry.name));
}

/** Only real folders of our own user, whose process has gone: a link, or a folder that somebody else has put there, is left alone. */
async function sweep(base: string): Promise<void> {
  const names = await readdir(base).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(base, name);
    if (await isStale(folder)) await removeTree(folder).catch(() => undefined);
  }
}

async function isStale(folder: string): Promise<boolean> {
  const info = await lstat(folder).catch(() => undefined);
  if (info?.isDirectory() !== true || info.uid !== process.getuid?.()) return false;
  const file = join(folder, OWNER);
  const isPlain = (await lstat(file).catch(() => undefined))?.isFile() === true;
  const mark = isPlain ? await readFile(file, "utf8").catch(() => "") : "";
  const pid = Number(mark.split(" ")[0]);
  if (mark === "" || !Number.isSafeInteger(pid)) return Date.now() - info.mtimeMs > YOUNG_MS;
  return (await markOf(pid)) !== mark;
}

/** The number of a process and when it started, in ticks since the machine did: numbers are used again. */
async function markOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // The name of the program, in brackets, may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return stat === "" ? "gone" : `${pid} ${fields[19] ?? ""}`;
}

async function openUp(folder: string): Promise<void> {
  const info = await lstat(folder).catch(() => undefined);
  if (info?.isDirectory() !== true) return;
  if ((info.mode & 0o700) !== 0o700) await chmod(folder, 0o700).catch(() => undefined);
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => []))
    if (entry.isDirectory()) await openUp(join(folder, entry.name));
}
