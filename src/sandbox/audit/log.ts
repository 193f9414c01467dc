import { constants } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { open, readFile, readdir } from "node:fs/promises";

import type { JsonObject } from "../../model/json.ts";
import { GENESIS, readHead, sealed } from "./chain.ts";
import type { Head } from "./chain.ts";
import { filesOf } from "./places.ts";
import type { AuditPlaces } from "./places.ts";

/** A log is the person's alone, is new, and is never reached by a link. */
const NEW = constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/**
 * The log of one run. Each run has a file of its own, so that runs at the same time need no lock and cannot tear each other's chain; that no
 * file was taken away is seen by what each run says of the one before it.
 */
export class AuditLog {
  readonly run: string;
  readonly file: string;
  readonly #log: FileHandle;
  readonly #head: FileHandle;
  #prev = GENESIS;
  #n = 0;
  #kept = 0;

  private constructor(run: string, file: string, log: FileHandle, head: FileHandle) {
    this.run = run;
    this.file = file;
    this.#log = log;
    this.#head = head;
  }

  /** Makes the files of a new run. */
  static async create(places: AuditPlaces, run: string): Promise<AuditLog> {
    const { log, head } = filesOf(places, run);
    const opened = await open(log, NEW | constants.O_WRONLY | constants.O_APPEND, 0o600);
    const kept = await open(head, NEW | constants.O_WRONLY, 0o600);
    const made = new AuditLog(run, log, opened, kept);
    await made.#writeHead();
    for (const folder of [places.logs, places.heads]) await syncFolder(folder);
    return made;
  }

  /** How many records it has. */
  get records(): number {
    return this.#n;
  }

  /** Adds a record; a program that is killed leaves it. */
  async append(record: JsonObject): Promise<void> {
    const { line, hash } = sealed({ v: 1, seq: this.#n, run: this.run, ...record }, this.#prev);
    await this.#log.appendFile(line);
    this.#prev = hash;
    this.#n++;
  }

  /** Brings all to the disk; a machine that loses its power leaves it. The head is never ahead of the log. */
  async keep(): Promise<void> {
    if (this.#kept === this.#n) return;
    await this.#log.datasync();
    await this.#writeHead();
    await this.#head.datasync();
    this.#kept = this.#n;
  }

  async close(): Promise<void> {
    await this.#log.close();
    await this.#head.close();
  }

  /** It never gets shorter, so nothing of an older one is left behind it. */
  async #writeHead(): Promise<void> {
    const head: Head = { run: this.run, n: this.#n, hash: this.#prev };
    await this.#head.write(`${JSON.stringify(head)}\n`, 0);
  }
}

/** How far the newest run has come, as far as anybody knows; names of runs begin with their time. */
export async function newestHead({ heads }: AuditPlaces): Promise<Head | undefined> {
  const names = (await readdir(heads)).filter((name) => name.endsWith(".json")).toSorted();
  for (const name of names.toReversed()) {
    const text = await readFile(`${heads}/${name}`, "utf8").catch(() => "");
    const head = readHead(text);
    if (head !== undefined && name === `${head.run}.json`) return head;
  }
  return undefined;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
