import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { redactTokens } from "../../src/model/redact.ts";
import { readHead, readRecord, sealed } from "../../src/sandbox/audit/chain.ts";
import { openJournal } from "../../src/sandbox/audit/journal.ts";
import type { AuditJournal, AuditQuery } from "../../src/sandbox/audit/journal.ts";
import { AuditLog } from "../../src/sandbox/audit/log.ts";
import { auditKey, auditPlaces } from "../../src/sandbox/audit/places.ts";
import type { AuditPlaces } from "../../src/sandbox/audit/places.ts";
import type { Effects } from "../../src/sandbox/effects.ts";
import type { RunOutcome } from "../../src/sandbox/outcome.ts";
import { verifyAll, verifyFile } from "../../src/sandbox/audit/verify-files.ts";
import { verifyLog } from "../../src/sandbox/audit/verify.ts";

const WORLD = { layers: ["no network"], records: "all" } as const;

let base: string;
let places: AuditPlaces;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "ambit-audit-"));
  places = auditPlaces(base);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function query(more: Partial<AuditQuery> = {}): AuditQuery {
  return {
    ...{ workspace: "/ws", scenario: "s", agent: "a", policies: [], calls: 3, version: "1" },
    ...{ details: "hashed", redact: redactTokens, places, ...more },
  };
}

async function journal(more: Partial<AuditQuery> = {}): Promise<AuditJournal> {
  const opened = await openJournal(query(more), WORLD);
  if ("error" in opened) throw new Error(opened.error);
  return opened.value;
}

/** A log of some records, `end` among them or not, as it lies on the disk. */
async function written(records: number, last: "ended" | "cut off" = "ended"): Promise<string> {
  const log = await journal();
  for (let at = 1; at < records - 1; at++)
    await log.done(at, { kind: "not-run", why: `why ${at}` });
  const end = { steps: [], counts: { allow: 1, ask: 2, deny: 3 }, starts: new Map() };
  return (await log.end(last === "ended" ? end : undefined)).file;
}

const headOf = (file: string): string => file.replace("/audit/", "/audit-heads/").replace(/l$/, "");

describe("a log that nobody has touched", () => {
  it("holds, and is for the person alone", async () => {
    const file = await written(6);
    expect(await verifyFile(file, places)).toMatchObject({
      ...{ status: "intact", records: 6, faults: [], remarks: [] },
    });
    for (const path of [file, headOf(file), places.key])
      expect(statSync(path).mode & 0o777).toBe(0o600);
    for (const path of [places.logs, places.heads]) expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  it("holds where it has everything that JSON can say", async () => {
    mkdirSync(places.logs, { recursive: true });
    mkdirSync(places.heads);
    const log = await AuditLog.create(places, "run");
    const odd = `"\\\n\u0000\u001b[2J\u202e\ud800 ü 😀`;
    await log.append({ kind: "odd", [odd]: [odd, -0, 1e21, 0.1, null, true, { __proto__x: {} }] });
    await log.append(
      JSON.parse('{"kind":"end","__proto__":{"a":1},"1":2,"0":1}') as object as never,
    );
    await log.keep();
    await log.close();
    const { faults, status } = await verifyFile(log.file, places);
    expect({ faults, status }).toEqual({ faults: [], status: "intact" });
    // eslint-disable-next-line no-control-regex -- these are what is looked for.
    expect(readFileSync(log.file, "utf8")).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});

describe("what somebody does to a log is found", () => {
  const swap = (lines: string[], a: number, b: number): void => {
    [lines[a], lines[b]] = [lines[b] ?? "", lines[a] ?? ""];
  };
  /** Changes a record and makes its hash anew. */
  const resealed = (line: string, change: object): string => {
    const { prev = "", body } = readRecord(line) ?? { body: {} };
    return sealed({ ...body, ...change }, prev).line.trimEnd();
  };
  const cases: readonly (readonly [string, (lines: string[]) => void, readonly string[]])[] = [
    ["an edit", (lines) => (lines[3] = lines[3]?.replace("why 3", "why 4") ?? ""), ["edited 4"]],
    [
      "an edit with a new hash",
      (lines) => (lines[3] = resealed(lines[3] ?? "", { why: "x" })),
      ["edited 4"],
    ],
    [
      "an edit of the last record",
      (lines) => (lines[7] = resealed(lines[7] ?? "", { counts: {} })),
      ["rewritten"],
    ],
    [
      "a name that stands twice",
      (lines) => (lines[3] = lines[3]?.replace("{", '{"why":"x",') ?? ""),
      ["edited 4"],
    ],
    ["blanks", (lines) => (lines[3] = lines[3]?.replace(",", ", ") ?? ""), ["edited 4"]],
    ["a line that is none", (lines) => (lines[3] = "nonsense"), ["edited 4", "removed 5"]],
    ["an empty line", (lines) => lines.splice(3, 0, ""), ["edited 4"]],
    ["a removal", (lines) => lines.splice(3, 1), ["removed 4"]],
    ["a removal of several", (lines) => lines.splice(3, 3), ["removed 4"]],
    ["a removal of the first", (lines) => lines.splice(0, 1), ["removed 1"]],
    ["a swap", (lines) => swap(lines, 3, 4), ["reordered 5"]],
    ["a swap far apart", (lines) => swap(lines, 2, 6), ["reordered 4"]],
    ["a copy", (lines) => lines.splice(3, 0, lines[3] ?? ""), ["inserted 5"]],
    [
      "an insertion",
      (lines) => lines.splice(4, 0, resealed(lines[4] ?? "", { why: "x" })),
      ["inserted 5"],
    ],
    ["a truncation", (lines) => lines.splice(5), ["truncated"]],
    ["a truncation of one", (lines) => lines.splice(7), ["truncated"]],
    ["a truncation of all", (lines) => lines.splice(0), ["truncated"]],
    [
      "more after the end",
      (lines) =>
        lines.push(resealed(lines[7] ?? "", { seq: 8, prev: readRecord(lines[7] ?? "")?.hash })),
      ["edited 8", "inserted 9"],
    ],
  ];

  it.each(cases)("%s", async (_name, change, expected) => {
    const file = await written(8);
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    change(lines);
    writeFileSync(file, lines.map((line) => `${line}\n`).join(""));
    const { status, faults } = await verifyFile(file, places);
    expect(status).toBe("broken");
    const found = faults.map(({ kind, line }) => (line === undefined ? kind : `${kind} ${line}`));
    expect(found).toEqual(expect.arrayContaining(expected.slice(0, 1)));
    expect(found.length).toBeLessThanOrEqual(3);
  });

  it("a chain that was made anew from one record on", async () => {
    const file = await written(8);
    const records = readFileSync(file, "utf8").trimEnd().split("\n").map(readRecord);
    let prev = "0".repeat(64);
    const lines = records.map((record) => {
      const { prev: _prev, ...body } = record?.body ?? {};
      const changed = body["why"] === "why 3" ? { ...body, why: "other" } : body;
      const made = sealed(changed, prev);
      prev = made.hash;
      return made.line;
    });
    writeFileSync(file, lines.join(""));
    expect((await verifyFile(file, places)).faults.map(({ kind }) => kind)).toEqual(["rewritten"]);
  });

  it("any byte", async () => {
    const text = readFileSync(await written(4), "utf8");
    const head = { run: readRecord(text.split("\n")[0] ?? "")?.run ?? "", n: 4, hash: "" };
    const hash = readRecord(text.split("\n")[3] ?? "")?.hash ?? "";
    expect(verifyLog(text, { ...head, hash }).status).toBe("intact");
    for (let at = 0; at < text.length; at++) {
      const other = text[at] === "0" ? "1" : "0";
      const changed = text.slice(0, at) + other + text.slice(at + 1);
      expect(verifyLog(changed, { ...head, hash }).status, `at ${at}`).toBe("broken");
      const shorter = text.slice(0, at);
      expect(verifyLog(shorter, { ...head, hash }).status, `up to ${at}`).toBe("broken");
    }
  });

  it("a head that is missing, foreign or nonsense", async () => {
    const [one, two] = [await written(4), await written(4)];
    const kinds = async (): Promise<readonly string[]> =>
      (await verifyFile(one, places)).faults.map(({ kind }) => kind);
    writeFileSync(headOf(one), readFileSync(headOf(two)));
    expect(await kinds()).toEqual(["foreign-head"]);
    writeFileSync(headOf(one), "nonsense");
    expect(await kinds()).toEqual(["missing-head"]);
    rmSync(headOf(one));
    expect(await kinds()).toEqual(["missing-head"]);
  });

  it("a log that was taken away", async () => {
    const files = [await written(3), await written(3), await written(3)] as const;
    expect((await verifyAll(places)).map(({ status }) => status)).toEqual(Array(3).fill("intact"));
    rmSync(files[1]);
    const kinds = async (): Promise<readonly string[]> =>
      (await verifyAll(places)).flatMap(({ faults }) => faults.map(({ kind }) => kind));
    expect(await kinds()).toEqual(["missing-log", "missing-log"]);
    rmSync(headOf(files[1]));
    expect(await kinds()).toEqual(["missing-log"]);
    rmSync(files[0]);
    rmSync(headOf(files[0]));
    // Old logs may be cleared away, from the oldest one on.
    expect(await kinds()).toEqual([]);
  });

  it("a log that stands in place of another one", async () => {
    const first = await written(3);
    await written(3);
    const text = readFileSync(first, "utf8").replace("not-run", "not-ran");
    writeFileSync(first, text);
    const kinds = (await verifyAll(places)).flatMap(({ faults }) => faults.map(({ kind }) => kind));
    expect(kinds[0]).toBe("edited");
  });
});

describe("what a crash leaves is no sign of a change", () => {
  it("a run that was broken off", async () => {
    const file = await written(5, "cut off");
    const found = await verifyFile(file, places);
    expect(found).toMatchObject({ status: "unfinished", faults: [] });
    expect(found.remarks).toEqual(["the run did not end as it should: it goes on, or was killed"]);
  });

  it("a torn last line, and records that were not kept", async () => {
    const log = await journal();
    await log.done(1, { kind: "not-run", why: "not kept" });
    const [name = ""] = readdirSync(places.logs);
    const file = join(places.logs, name);
    appendFileSync(file, '{"v":1,"seq":2,"ru');
    const found = await verifyFile(file, places);
    expect(found).toMatchObject({ status: "unfinished", records: 2, faults: [] });
    expect(found.remarks).toHaveLength(3);
    expect(found.remarks[2]).toContain("torn off");
    await log.end(undefined);
  });

  it("but one that was kept and is torn is", async () => {
    const file = await written(5, "cut off");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.slice(0, -20));
    expect((await verifyFile(file, places)).faults.map(({ kind }) => kind)).toEqual(["truncated"]);
  });

  it("and so is one after the end", async () => {
    const file = await written(5);
    appendFileSync(file, '{"v":1');
    expect((await verifyFile(file, places)).faults.map(({ kind }) => kind)).toEqual(["inserted"]);
  });
});

describe("what is written", () => {
  const call = { tool: "shell", args: { command: "echo hello", "ghp-less": 1 } };
  const verdict = { decision: "allow", rules: [], parts: [], problems: [], tool: "shell" } as const;
  const effects: Effects = {
    programs: undefined,
    missed: undefined,
    created: ["a"],
    changed: [],
    deleted: [],
    read: undefined,
    network: undefined,
  };
  const outcome = {
    ...{ kind: "done", result: { text: "hello", isError: false }, ms: 3, remarks: [] },
    effects: { ...effects, programs: ["/usr/bin/echo hello"], missed: undefined },
  } satisfies RunOutcome;

  async function recordsOf(details: AuditQuery["details"]): Promise<string> {
    const log = await journal({ details });
    await log.decided(1, { call, verdict }, undefined);
    await log.done(1, outcome);
    return readFileSync((await log.end(undefined)).file, "utf8");
  }

  it("says of arguments and results only whether they are the same, until asked for more", async () => {
    const hashed = await recordsOf("hashed");
    expect(hashed).not.toContain("hello");
    expect(hashed).toContain('"program":"/usr/bin/echo"');
    const [, decision = "", done = ""] = hashed.split("\n");
    const hash = /"command":"hmac-sha256:([\da-f]{64})"/.exec(decision)?.[1];
    expect(hash).toBeDefined();
    expect((await recordsOf("hashed")).split("\n")[1]).toContain(hash);
    expect(done).toContain('"agreement":{"policy":"holds","annotations":"unsaid"}');
    expect(done).toContain('"read":null');
    const readable = await recordsOf("readable");
    expect(readable).toContain('"arguments":{"command":"echo hello"');
    expect(readable).toContain('"line":"/usr/bin/echo hello"');
  });

  it("has hashes of another key on another machine", async () => {
    const one = await recordsOf("hashed");
    rmSync(places.key);
    const two = await recordsOf("hashed");
    const hashOf = (text: string): string | undefined => /hmac-sha256:(\w+)/.exec(text)?.[1];
    expect(hashOf(one)).not.toBe(hashOf(two));
  });

  it("is kept before a call is carried out, and not for each that is not", async () => {
    const log = await journal();
    await log.decided(1, { call, verdict }, undefined);
    const [head = ""] = readdirSync(places.heads);
    const kept = (): number | undefined =>
      readHead(readFileSync(join(places.heads, head), "utf8"))?.n;
    expect(kept()).toBe(2);
    await log.decided(2, { call, verdict: { ...verdict, decision: "deny" } }, undefined);
    expect(kept()).toBe(2);
    await log.end(undefined);
    expect(kept()).toBe(3);
  });
});

describe("where it is written", () => {
  it("is never the workspace", async () => {
    const opened = await openJournal(query({ workspace: base }), WORLD);
    expect(opened).toMatchObject({ error: expect.stringContaining("lies in the workspace") });
  });

  it("is never behind a link, and has a key that only the person reads", async () => {
    mkdirSync(join(base, "ambit"), { recursive: true });
    mkdirSync(join(base, "elsewhere"));
    symlinkSync(join(base, "elsewhere"), places.logs);
    expect(await openJournal(query(), WORLD)).toMatchObject({
      error: expect.stringContaining("is a link"),
    });
    expect(readdirSync(join(base, "elsewhere"))).toEqual([]);
    rmSync(places.logs);
    writeFileSync(places.key, `${"0".repeat(64)}\n`, { mode: 0o644 });
    expect(await openJournal(query(), WORLD)).toMatchObject({
      error: expect.stringContaining("others may read"),
    });
    rmSync(places.key);
    writeFileSync(places.key, "short", { mode: 0o600 });
    expect(await openJournal(query(), WORLD)).toMatchObject({
      error: expect.stringContaining("is no key"),
    });
  });

  it("is a file of its own for each run, whatever runs beside it", async () => {
    const names = await Promise.all(Array.from({ length: 12 }, async () => written(9)));
    expect(new Set(names).size).toBe(12);
    const keys = await Promise.all(Array.from({ length: 8 }, async () => auditKey(places)));
    expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(1);
    expect((await verifyAll(places)).map(({ faults, status }) => [status, ...faults])).toEqual(
      Array(12).fill(["intact"]),
    );
    expect(readdirSync(join(base, "ambit")).toSorted()).toEqual([
      "audit",
      "audit-heads",
      "audit-key",
    ]);
  });
});
