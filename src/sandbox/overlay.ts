import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { lstat, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";

import type { Outcome } from "../model/problem.ts";
import { shownShort } from "../model/shown.ts";
import type { Change, Changes, Ground } from "./throw-away.ts";
import { LAUNCH_ENV } from "./launch-env.ts";

/** The workspace is the folder in which this runs, so that its name needs no escapes. Without its input it ends, and the mount with it. */
const HOLD = `mount -t overlay overlay -o "lowerdir=.,upperdir=$1,workdir=$2,userxattr" "$3" && echo mounted && exec cat >/dev/null`;

/** How long a mount may take, in milliseconds. */
const MOUNT_MS = 5_000;

/** Mounts an overlay over the workspace, in namespaces of its own that a process of ours keeps. It costs the same for any workspace. */
export async function openOverlay(workspace: string, scratch: string): Promise<Outcome<Ground>> {
  // They stand in the options of a mount, where these characters part one from the next.
  if (/[,:\\]/.test(scratch)) return { error: "the folder for temporary files has a special name" };
  const [upper, work, merged] = ["upper", "work", "merged"].map((name) => join(scratch, name));
  if (upper === undefined || work === undefined || merged === undefined) return { error: "" };
  for (const folder of [upper, work, merged]) await mkdir(folder, { mode: 0o700 });
  const holder = spawn("unshare", ["-Urm", "--", "sh", "-c", HOLD, "sh", upper, work, merged], {
    cwd: workspace,
    env: LAUNCH_ENV,
    detached: true,
  });
  const fault = await mounted(holder);
  if (fault !== undefined) {
    holder.kill("SIGKILL");
    return { error: fault };
  }
  const { pid = 0 } = holder;
  const seen = join("/proc", String(pid), "root", merged);
  return {
    value: {
      kind: "overlay",
      words: "what is written goes to an overlay and is thrown away",
      from: merged,
      enter: ["nsenter", "-t", String(pid), "-U", "-m", "--preserve-credentials", "--"],
      changes: () => changesIn({ upper, seen, workspace }),
      pathOf: (name) => join(upper, name),
      close: async () => {
        if (holder.exitCode !== null || holder.signalCode !== null) return;
        holder.kill("SIGKILL");
        await once(holder, "close");
      },
    },
  };
}

/** Why it is not mounted; nothing where it is. */
async function mounted(holder: ChildProcessWithoutNullStreams): Promise<string | undefined> {
  let said = "";
  holder.stderr.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  holder.stdin.on("error", () => undefined);
  const ended = new Promise<string>((resolve) => {
    holder.once("error", (error) => resolve(error.message));
    holder.once("close", () => resolve(shownShort(said.trim(), 300)));
    setTimeout(() => resolve("the mount takes too long"), MOUNT_MS).unref();
  });
  const ready = new Promise<undefined>((resolve) =>
    holder.stdout.once("data", () => resolve(undefined)),
  );
  return Promise.race([ready, ended]);
}

interface Trees {
  /** What was written. */
  readonly upper: string;
  /** The whole, as the sandbox sees it. */
  readonly seen: string;
  readonly workspace: string;
}

async function changesIn(trees: Trees): Promise<Changes> {
  const entries = new Map<string, Change>();
  let bytes = 0;
  const open = [""];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const here = at;
    const names = await readdir(join(trees.upper, at)).catch(() => []);
    for (const name of names) {
      const path = join(here, name);
      const info = await lstat(join(trees.upper, path), { bigint: true }).catch(() => undefined);
      if (info === undefined) continue;
      const below = await lstat(join(trees.workspace, path)).catch(() => undefined);
      const stamp = `${info.ino} ${info.size} ${info.mode} ${info.ctimeNs}`;
      // A file that is gone is a device without a number.
      if (info.isCharacterDevice() && info.rdev === 0n) {
        if (below !== undefined)
          entries.set(below.isDirectory() ? `${path}/` : path, { state: "deleted", stamp: "" });
      } else if (info.isDirectory()) {
        open.push(path);
        if (below?.isDirectory() === true) await addHidden(path, trees, entries);
        else entries.set(`${path}/`, { state: "created", stamp: "" });
      } else {
        bytes += Number(info.size);
        entries.set(path, { state: below === undefined ? "created" : "changed", stamp });
      }
    }
  }
  return { entries, bytes };
}

/** A folder that was removed and made again hides all that was in it. */
async function addHidden(
  path: string,
  { upper, seen, workspace }: Trees,
  entries: Map<string, Change>,
): Promise<void> {
  const written = new Set(await readdir(join(upper, path)).catch(() => []));
  const visible = await readdir(join(seen, path)).catch(() => undefined);
  if (visible === undefined) return;
  const left = new Set(visible);
  for (const entry of await readdir(join(workspace, path), { withFileTypes: true })) {
    if (written.has(entry.name) || left.has(entry.name)) continue;
    const name = join(path, entry.name);
    entries.set(entry.isDirectory() ? `${name}/` : name, { state: "deleted", stamp: "" });
  }
}
