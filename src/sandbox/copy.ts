import { constants } from "node:fs";
import {
  chmod,
  copyFile,
  lchown,
  lstat,
  mkdir,
  readdir,
  readlink,
  symlink,
} from "node:fs/promises";
import { join } from "node:path";

import type { Outcome } from "../model/problem.ts";
import type { Change, Changes, Ground, Runner } from "./throw-away.ts";

/** A larger workspace is not copied: it would take longer than a person waits. */
const MOST_ENTRIES = 50_000;
const MOST_BYTES = 1024 * 1024 * 1024;

/** Copies the workspace: where no overlay can be mounted, and for root, in whose place somebody else has to own the files. */
export async function openCopy(
  workspace: string,
  scratch: string,
  runner: Runner,
): Promise<Outcome<Ground>> {
  const from = join(scratch, "copy");
  const copied = await copyTree(workspace, from, runner);
  if (copied !== undefined) return { error: copied };
  const before = await stampsOf(from);
  const { uid, gid, is } = runner;
  const become = ["setpriv", `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups", "--"];
  return {
    value: {
      kind: "copy",
      words: "what is written goes to a copy and is thrown away",
      from,
      enter: is === "nobody" ? become : [],
      changes: async () => compare(before, await stampsOf(from)),
      pathOf: (name) => join(from, name),
      close: () => Promise.resolve(),
    },
  };
}

/** Why it could not be copied. Links stay links, special files are left out. */
async function copyTree(from: string, to: string, runner: Runner): Promise<string | undefined> {
  let [entries, bytes] = [0, 0];
  const own = async (path: string): Promise<void> => {
    if (runner.is === "nobody") await lchown(path, runner.uid, runner.gid);
  };
  await mkdir(to, { mode: 0o700 });
  await own(to);
  const open = [""];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const name of await readdir(join(from, at))) {
      const path = join(at, name);
      const [source, target] = [join(from, path), join(to, path)];
      const info = await lstat(source);
      if (++entries > MOST_ENTRIES) return `it has more than ${MOST_ENTRIES} files`;
      if (info.isDirectory()) {
        await mkdir(target);
        await chmod(target, (info.mode & 0o777) | 0o700);
        open.push(path);
      } else if (info.isSymbolicLink()) {
        await symlink(await readlink(source), target);
      } else if (info.isFile()) {
        bytes += info.size;
        if (bytes > MOST_BYTES) return `it is larger than ${MOST_BYTES / 1024 / 1024} MB`;
        await copyFile(source, target, constants.COPYFILE_FICLONE);
        await chmod(target, info.mode & 0o777);
      } else continue;
      await own(target);
    }
  }
  return undefined;
}

type Stamps = ReadonlyMap<string, { readonly stamp: string; readonly size: number }>;

async function stampsOf(folder: string): Promise<Stamps> {
  const stamps = new Map<string, { stamp: string; size: number }>();
  const open = [""];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const name of await readdir(join(folder, at)).catch(() => [])) {
      const path = join(at, name);
      const info = await lstat(join(folder, path), { bigint: true }).catch(() => undefined);
      if (info === undefined) continue;
      if (info.isDirectory()) {
        open.push(path);
        stamps.set(`${path}/`, { stamp: "", size: 0 });
      } else {
        const stamp = `${info.ino} ${info.size} ${info.mode} ${info.ctimeNs}`;
        stamps.set(path, { stamp, size: Number(info.size) });
      }
    }
  }
  return stamps;
}

function compare(before: Stamps, after: Stamps): Changes {
  const entries = new Map<string, Change>();
  let bytes = 0;
  for (const [path, { stamp, size }] of after) {
    const was = before.get(path);
    if (was?.stamp === stamp) continue;
    bytes += size;
    entries.set(path, { state: was === undefined ? "created" : "changed", stamp });
  }
  for (const path of before.keys())
    if (!after.has(path)) entries.set(path, { state: "deleted", stamp: "" });
  return { entries, bytes };
}
