import { setFlagsFromString } from "node:v8";

import type { Finding } from "../lint/finding.ts";
import { hears } from "../model/level.ts";
import type { Persona } from "../model/level.ts";
import { agentOf } from "../workspace/inspection.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Threads } from "./threads.ts";

/** What was found in one file: plain data, which one thread can hand to another. */
export type Inspected =
  | {
      readonly findings: readonly Finding[];
      readonly waived: number;
      /** What each file that a finding speaks of held. */
      readonly texts: ReadonlyMap<string, string>;
    }
  | { readonly unread: string }
  | "not concerned";

/** Which findings are wanted. */
export interface Wanted {
  /** Absent: as the configuration of each file has it. */
  readonly persona: Persona | undefined;
  /** Does a file of which these may change the findings concern the caller? Absent: each does. */
  readonly concerns?: (links: readonly string[]) => boolean;
  /** Among which many files are shared. */
  readonly threads: Threads;
}

/** What threads share: the files, and how many batches of them are taken: at all, from the front and from the back. */
export interface Share {
  readonly files: readonly (readonly [index: number, path: string])[];
  readonly persona: Persona | undefined;
  readonly taken: Int32Array;
  /** Where this thread takes from. */
  readonly end: "front" | "back";
}

/** What is found in some of the files, each by its index. */
export type Found = readonly (readonly [index: number, found: Inspected])[];

/** Files of a batch: what lies in one folder is read for all neighbours. */
const TOGETHER = 8;

/** What is found in each of the files, in their order; many are shared among threads. */
export async function inspectFiles(
  workspace: Workspace,
  files: readonly string[],
  wanted: Wanted,
): Promise<readonly Inspected[]> {
  if (isNode20()) compileSparingly();
  const { persona, concerns, threads } = wanted;
  const taken = new Int32Array(new SharedArrayBuffer(12));
  const share = { files: byAgent(files), persona, taken };
  const shareOf = (end: Share["end"]): Share => ({ ...share, end });
  // They read the disk itself, and cannot ask the caller.
  const others =
    concerns === undefined
      ? threads.share<Found>(files.length, (nth) => shareOf(nth % 2 === 0 ? "back" : "front"))
      : [];
  const all = await Promise.all([inspectShare(workspace, shareOf("front"), concerns), ...others]);
  const inspected: Inspected[] = [];
  for (const [index, found] of all.flat()) inspected[index] = found;
  return inspected;
}

/** In the order of agents: a thread that begins at one end has to get going only what reads those. */
function byAgent(files: readonly string[]): Share["files"] {
  return [...files.entries()]
    .map((file) => ({ file, agent: agentOf(file[1]) ?? "" }))
    .toSorted((a, b) => (a.agent < b.agent ? -1 : a.agent > b.agent ? 1 : 0))
    .map(({ file }) => file);
}

/** Takes files until none is left, and gives what is found in those. */
export async function inspectShare(
  workspace: Workspace,
  share: Share,
  concerns?: Wanted["concerns"],
): Promise<Found> {
  const { persona } = share;
  const found: [number, Inspected][] = [];
  for (const batch of batches(share))
    for (const [index, file] of batch)
      found.push([index, await inspectFile(workspace, file, { persona, concerns })]);
  return found;
}

function* batches({ files, taken, end }: Share): Iterable<Share["files"]> {
  const all = Math.ceil(files.length / TOGETHER);
  while (Atomics.add(taken, 0, 1) < all) {
    const nth = Atomics.add(taken, end === "front" ? 1 : 2, 1);
    const at = (end === "front" ? nth : all - 1 - nth) * TOGETHER;
    yield files.slice(at, at + TOGETHER);
  }
}

async function inspectFile(
  workspace: Workspace,
  file: string,
  { persona, concerns }: { persona: Persona | undefined; concerns: Wanted["concerns"] },
): Promise<Inspected> {
  const found = await workspace.inspect(file);
  if (!("findings" in found))
    return { unread: "missing" in found ? "there is no such file" : found.unreadable };
  if (concerns?.(found.links) === false) return "not concerned";
  const findings = found.findings.filter((one) => isHeard(one, persona, found.persona));
  return {
    findings,
    waived: found.waived.length,
    texts: findings.length === 0 ? new Map() : found.texts,
  };
}

/** Is the finding for the persona that is asked for, else for the one that is configured? */
export function isHeard(
  { persona }: Finding,
  asked: Persona | undefined,
  configured: Persona | undefined,
): boolean {
  return hears(asked ?? configured ?? "regular", persona);
}

/**
 * Has V8 optimise only what runs very often, from now on. Over a thousand files the optimising compiler of Node 20 takes as long as all the rest,
 * and what it makes faster is hardly used afterwards.
 */
function compileSparingly(): void {
  setFlagsFromString("--interrupt-budget=20000000");
}

/** Newer ones have a compiler between the two, and do not know the flag. */
function isNode20(): boolean {
  return process.versions.node.startsWith("20.");
}
