import { lstat, readFile, readdir } from "node:fs/promises";
import { basename } from "node:path";

import { isObject, own } from "../../model/json.ts";
import type { JsonObject } from "../../model/json.ts";
import { GENESIS, readHead, readRecord } from "./chain.ts";
import type { Head } from "./chain.ts";
import { filesOf } from "./places.ts";
import type { AuditPlaces } from "./places.ts";
import { verifyLog } from "./verify.ts";
import type { Fault, Verified } from "./verify.ts";

/** A log that was verified. */
export interface VerifiedFile extends Verified {
  readonly file: string;
}

/** Verifies one log. `head`: the file that says how far it goes, where it is not the one that is kept for its run. */
export async function verifyFile(
  file: string,
  places: AuditPlaces,
  head?: string,
): Promise<VerifiedFile> {
  const text = await textOf(file);
  if (typeof text !== "string") return { file, ...unreadable(text) };
  const [first = ""] = text.split("\n", 1);
  const run = readRecord(first)?.run ?? basename(file, ".jsonl");
  const at = head ?? (isPlain(run) ? filesOf(places, run).head : undefined);
  const known = at === undefined ? undefined : await textOf(at);
  return { file, ...verifyLog(text, typeof known === "string" ? readHead(known) : undefined) };
}

/** Verifies all logs of a person, and that none of them was taken away; the oldest may be. */
export async function verifyAll(places: AuditPlaces): Promise<readonly VerifiedFile[]> {
  const logs = await runsIn(places.logs, ".jsonl");
  const heads = await runsIn(places.heads, ".json");
  const runs = [...new Set([...logs, ...heads])].toSorted();
  const results: VerifiedFile[] = [];
  for (const run of runs) {
    const { log: file } = filesOf(places, run);
    if (logs.includes(run)) {
      const verified = await verifyFile(file, places);
      const fault = await beforeFault(file, runs, places);
      results.push(fault === undefined ? verified : withFault(verified, fault));
    } else {
      const words = "the log of a run was taken away; what was kept apart of it is still here";
      const fault: Fault = { kind: "missing-log", words };
      results.push({ file, status: "broken", run, records: 0, faults: [fault], remarks: [] });
    }
  }
  return results;
}

/** A run says which one came before it and how far that was. Whoever clears away old logs begins with the oldest one. */
async function beforeFault(
  file: string,
  runs: readonly string[],
  places: AuditPlaces,
): Promise<Fault | undefined> {
  const text = await textOf(file);
  const [first = ""] = typeof text === "string" ? text.split("\n", 1) : [];
  const before = followed(readRecord(first)?.body);
  if (before === undefined) return undefined;
  const { log } = filesOf(places, before.run);
  const earlier = isPlain(before.run) ? await textOf(log) : undefined;
  if (typeof earlier !== "string") {
    const isOldest = runs.every((run) => run > before.run);
    const words = `the run before it, \`${before.run}\`, was taken away, though older ones are here`;
    return isOldest || !isPlain(before.run) ? undefined : { kind: "missing-log", line: 1, words };
  }
  const last = before.n === 0 ? GENESIS : readRecord(earlier.split("\n")[before.n - 1] ?? "")?.hash;
  if (last === before.hash) return undefined;
  const words = `the run before it, \`${before.run}\`, is not the one that it followed`;
  return { kind: "rewritten", line: 1, words };
}

function followed(body: JsonObject | undefined): Head | undefined {
  const before = body === undefined ? undefined : own(body, "follows");
  return isObject(before) ? readHead(JSON.stringify(before)) : undefined;
}

function withFault(verified: VerifiedFile, fault: Fault): VerifiedFile {
  return { ...verified, status: "broken", faults: [...verified.faults, fault], remarks: [] };
}

function unreadable(why: { readonly why: string }): Verified {
  const fault: Fault = { kind: "unreadable", words: why.why };
  return { status: "broken", run: undefined, records: 0, faults: [fault], remarks: [] };
}

async function runsIn(folder: string, ending: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
}

/** A run is named in a log, which anybody may have written. */
function isPlain(run: string): boolean {
  return /^[\w-]{1,100}$/.test(run);
}

/** The text of a file. Larger logs are none of ours. */
async function textOf(path: string): Promise<string | { readonly why: string }> {
  const info = await lstat(path).catch(() => undefined);
  if (info === undefined) return { why: "there is no such file" };
  if (!info.isFile()) return { why: "it is no plain file" };
  if (info.size > MOST_BYTES) return { why: `it is larger than ${MOST_BYTES / 1024 / 1024} MB` };
  return readFile(path, "utf8").catch(() => ({ why: "you may not read it" }));
}

const MOST_BYTES = 256 * 1024 * 1024;
