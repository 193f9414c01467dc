import { randomBytes } from "node:crypto";
import { link, lstat, mkdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { stateFolder } from "../../host/state.ts";
import type { Outcome } from "../../model/problem.ts";
import { isWithin } from "../tool-folders.ts";

/** Where audits of a person lie: their logs, apart from them how far each goes, and the key of the hashes in them. */
export interface AuditPlaces {
  readonly logs: string;
  readonly heads: string;
  readonly key: string;
}

/** The places below the folder in which programs keep what they remember for a person; nothing is made. */
export function auditPlaces(state: string = stateFolder()): AuditPlaces {
  const base = join(state, "ambit");
  return {
    logs: join(base, "audit"),
    heads: join(base, "audit-heads"),
    key: join(base, "audit-key"),
  };
}

/** Makes the folders, for the person alone. The error, for people, says why nothing can be written down there. */
export async function makePlaces(
  { logs, heads }: AuditPlaces,
  workspace: string,
): Promise<Outcome<undefined>> {
  for (const folder of [logs, heads]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const info = await lstat(folder);
    if (!info.isDirectory())
      return { error: `\`${folder}\` is a link, and links are not followed` };
    if (process.getuid !== undefined && info.uid !== process.getuid())
      return { error: `\`${folder}\` belongs to somebody else` };
    if (isWithin(await realpath(folder), workspace))
      return {
        error: `\`${folder}\` lies in the workspace; let \`XDG_STATE_HOME\` name a folder outside of it`,
      };
  }
  return { value: undefined };
}

/** The key of this machine's person, made when it is first needed. It is handed on to nobody. */
export async function auditKey({ key }: AuditPlaces): Promise<Outcome<Buffer>> {
  const draft = `${key}.${randomBytes(8).toString("hex")}`;
  const known = await readKey(key);
  if (known !== undefined) return known;
  await writeFile(draft, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  try {
    // Two runs that begin at once agree on one key: a link is made only where there is none.
    await link(draft, key).catch(() => undefined);
  } finally {
    await rm(draft);
  }
  return (await readKey(key)) ?? { error: `\`${key}\` cannot be made` };
}

async function readKey(path: string): Promise<Outcome<Buffer> | undefined> {
  const info = await lstat(path).catch(() => undefined);
  if (info === undefined) return undefined;
  if (!info.isFile()) return { error: `\`${path}\` is no plain file` };
  if ((info.mode & 0o077) !== 0 && process.platform !== "win32")
    return { error: `others may read \`${path}\`, the key of the hashes; \`chmod 600\` it` };
  const text = (await readFile(path, "utf8")).trim();
  if (!/^[\da-f]{64}$/.test(text))
    return { error: `\`${path}\` is no key; remove it, and a new one is made` };
  return { value: Buffer.from(text, "hex") };
}

/** The files of one run. */
export function filesOf(
  { logs, heads }: AuditPlaces,
  run: string,
): { readonly log: string; readonly head: string } {
  return { log: join(logs, `${run}.jsonl`), head: join(heads, `${run}.json`) };
}
