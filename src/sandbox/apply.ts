import { constants } from "node:fs";
import { lstat, open } from "node:fs/promises";
import { join } from "node:path";

import { isProtected } from "../engine/protected.ts";
import { removeFileInside, writeFileInside } from "../host/write.ts";
import { failed } from "../model/problem.ts";
import type { Outcome } from "../model/problem.ts";
import { changedBetween } from "./changed.ts";
import type { World } from "./world.ts";

/** A file of the throw-away workspace that may be taken over, as it was looked at: `before` is absent where it is new, `after` where it is gone. */
export interface Offer {
  /** From the workspace folder. */
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
  /** The rights of the file to be. */
  readonly mode: number;
  /** What a person should know of it, besides its text. */
  readonly warning?: string;
}

/** A change that is not taken over, and why not, for people. */
export interface Withheld {
  readonly path: string;
  readonly why: string;
}

/** A file or folder of the throw-away workspace that is otherwise than in the workspace. */
export interface Changed {
  /** From the workspace folder; that of a folder ends in `/`. */
  readonly path: string;
  readonly what: "created" | "changed" | "deleted";
  /** May it change what agents may do, or what runs by itself? */
  readonly isTelling: boolean;
}

/** What is otherwise after a run whose programs have ended. */
export async function changesOf(world: World): Promise<readonly Changed[]> {
  const nothing = { entries: new Map(), bytes: 0 };
  const now = changedBetween(nothing, await world.ground.changes());
  return (
    (["created", "changed", "deleted"] as const)
      .flatMap((what) => now[what].map((path) => ({ path, what })))
      // A folder is made for the files in it.
      .filter(({ path, what }) => !path.endsWith("/") || what !== "created")
      .map((one) => ({ ...one, isTelling: isProtected(one.path.split("/")) }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
  );
}

/** What could be taken over from a run whose programs have ended. */
export async function offersOf(world: World): Promise<readonly (Offer | Withheld)[]> {
  const all: (Offer | Withheld)[] = [];
  for (const change of await changesOf(world)) all.push(await offerOf(change, world));
  return all;
}

/** One change, as it is now, with its texts. */
export async function offerOf(
  { path, what }: Pick<Changed, "path" | "what">,
  world: World,
): Promise<Offer | Withheld> {
  const offer = await readOffer(path, world, what);
  return failed(offer) ? { path, why: offer.error } : offer.value;
}

/** What a person should know of a change to such a file. */
export const TELLING_WORDS = "it may change what agents may do, or what runs by itself";

/** Takes over what a person has looked at and agreed to: what differs by now from what was shown is left alone. */
export async function applyOffer(
  { path, before, after, mode }: Offer,
  workspace: string,
): Promise<Outcome<undefined>> {
  const [first = "", ...rest] = path.split("/");
  const place = { folder: workspace, names: [first, ...rest] as const, before };
  try {
    if (after !== undefined) await writeFileInside({ ...place, text: after, mode });
    else await removeFileInside({ ...place, before: before ?? "" });
    return { value: undefined };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** More of a file is not looked at, in bytes. */
const MOST_BYTES = 1_000_000;

async function readOffer(
  path: string,
  world: World,
  what: Changed["what"],
): Promise<Outcome<Offer>> {
  if (path.endsWith("/")) return { error: "folders are removed by hand" };
  const info = await lstat(join(world.workspace, path)).catch(() => undefined);
  // What was there when the run began has not been touched since.
  if (info !== undefined && Math.max(info.mtimeMs, info.ctimeMs) >= world.opened)
    return { error: "it was changed since the run began" };
  if (info?.isSymbolicLink() === true) return { error: "it is a link in the workspace" };
  const before = info === undefined ? undefined : await textOf(join(world.workspace, path));
  if (before !== undefined && failed(before)) return before;
  const after = what === "deleted" ? undefined : await textOf(world.ground.pathOf(path));
  if (after !== undefined && failed(after)) return after;
  if (before === undefined && after === undefined) return { error: "it is gone already" };
  const offer = {
    path,
    mode: after?.value.mode ?? 0o644,
    ...(before === undefined ? {} : { before: before.value.text }),
    ...(after === undefined ? {} : { after: after.value.text }),
  };
  const warning = isProtected(path.split("/"))
    ? TELLING_WORDS
    : offer.mode & 0o111 && (info === undefined || (info.mode & 0o111) === 0)
      ? "it becomes a program"
      : undefined;
  return { value: warning === undefined ? offer : { ...offer, warning } };
}

interface TextFile {
  readonly text: string;
  readonly mode: number;
}

/** A link is not followed, and what is no plain text file is not opened any further. */
async function textOf(path: string): Promise<Outcome<TextFile>> {
  const seen = await lstat(path).catch(() => undefined);
  if (seen?.isSymbolicLink() === true) return { error: "it is a link, which may lead out" };
  if (seen?.isFile() !== true) return { error: "it is a special file" };
  if ((seen.mode & 0o7000) !== 0) return { error: "it runs with rights of its owner (set-uid)" };
  if (seen.size > MOST_BYTES) return { error: "it is larger than 1 MB" };
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      await file.readFile(),
    );
    return text.includes("\0") ? NO_TEXT : { value: { text, mode: seen.mode & 0o777 } };
  } catch {
    return NO_TEXT;
  } finally {
    await file.close();
  }
}

const NO_TEXT = { error: "it is no text" };
