import { digestOf } from "../../model/digest.ts";
import { isObject, own } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { visibleJson } from "../../model/visible-json.ts";

/** What the first record of a log follows. */
export const GENESIS = "0".repeat(64);

/** How far a log goes: its number of records, and the hash of the last one. It is kept apart from the log. */
export interface Head {
  readonly run: string;
  readonly n: number;
  readonly hash: string;
}

/** A record as a line of a log, and its hash: the SHA-256 over its canonical form, the hash of the record before it included. */
export function sealed(
  record: JsonObject,
  prev: string,
): { readonly line: string; readonly hash: string } {
  // What counts is what a reader will find: values that JSON does not have are gone by then.
  const body = JSON.parse(JSON.stringify({ ...record, prev })) as JsonObject;
  const hash = digestOf(body);
  return { line: `${visibleJson(JSON.stringify({ ...body, hash }))}\n`, hash };
}

/** A line of a log as it is read: what it says of itself, and whether its hash is that of its text. */
export interface ReadRecord {
  readonly seq: number | undefined;
  readonly run: string | undefined;
  readonly kind: string | undefined;
  readonly prev: string | undefined;
  readonly hash: string | undefined;
  readonly holds: boolean;
  readonly body: JsonObject;
}

/** Reads a line; `undefined` where it is no record. */
export function readRecord(line: string): ReadRecord | undefined {
  const value = parsed(line);
  if (!isObject(value)) return undefined;
  const { hash: _hash, ...body } = value;
  const text = (name: string): string | undefined => {
    const found = own(value, name);
    return typeof found === "string" ? found : undefined;
  };
  const seq = own(value, "seq");
  const hash = text("hash");
  return {
    seq: typeof seq === "number" ? seq : undefined,
    ...{ run: text("run"), kind: text("kind"), prev: text("prev"), hash },
    holds: hash === digestOf(body),
    body,
  };
}

/** Reads a head; `undefined` where the text is none. */
export function readHead(text: string): Head | undefined {
  const value = parsed(text.trimEnd());
  if (!isObject(value)) return undefined;
  const [run, n, hash] = ["run", "n", "hash"].map((name) => own(value, name));
  const isHead = typeof run === "string" && typeof n === "number" && typeof hash === "string";
  return isHead ? { run, n, hash } : undefined;
}

/** Only what we would write in the same way: where a name stands twice, different readers read different things. */
function parsed(line: string): Json | undefined {
  try {
    const value = JSON.parse(line) as Json;
    return visibleJson(JSON.stringify(value)) === line ? value : undefined;
  } catch {
    // No JSON, or nested deeper than anything of ours.
    return undefined;
  }
}
