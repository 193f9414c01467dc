import { GENESIS, readRecord } from "./chain.ts";
import type { Head, ReadRecord } from "./chain.ts";

/** What is wrong with a log. The names in JSON are stable. */
export type FaultKind =
  | "edited"
  | "removed"
  | "inserted"
  | "reordered"
  | "truncated"
  | "rewritten"
  | "foreign-head"
  | "missing-head"
  | "missing-log"
  | "unreadable";

/** Something wrong with a log: at a line, counted from 1, where it is about one. */
export interface Fault {
  readonly kind: FaultKind;
  readonly line?: number;
  readonly words: string;
}

/**
 * What is to be said of a log. `intact`: all is there and as it was written. `unfinished`: so is all that its head vouches for, but the run has
 * not ended; it goes on, or was killed. `broken`: somebody has changed it, or nobody can vouch for it.
 */
export interface Verified {
  readonly status: "intact" | "unfinished" | "broken";
  readonly run: string | undefined;
  readonly records: number;
  readonly faults: readonly Fault[];
  /** What is no sign of a change, for people: what a killed run leaves. */
  readonly remarks: readonly string[];
}

/** Holds a log against itself and its head. */
export function verifyLog(text: string, head: Head | undefined): Verified {
  const { lines, torn } = linesOf(text);
  const read = lines.map((line, at): Line => ({ at: at + 1, record: readRecord(line) }));
  const good = read.flatMap(({ at, record }) => (record === undefined ? [] : [{ at, record }]));
  const run = good[0]?.record.run;
  const faults = [...editedIn(read), ...chainFaults(good, run)];
  const ended = good.at(-1)?.record.kind === "end";
  if (torn !== undefined && ended)
    faults.push({
      kind: "inserted",
      line: lines.length + 1,
      words: "something stands after the end of the run",
    });
  // A chain that does not hold has no one hash to hold a head against.
  if (faults.length === 0 || head === undefined) faults.push(...headFaults(good, head, run));
  const count = { run, records: lines.length, faults };
  if (faults.length > 0) return { ...count, status: "broken", remarks: [] };
  if (ended && head?.n === lines.length) return { ...count, status: "intact", remarks: [] };
  return {
    ...count,
    status: "unfinished",
    remarks: unfinishedWords(lines.length - (head?.n ?? 0), torn),
  };
}

/** A line with its number from 1; without a record where it holds none. */
interface Line {
  readonly at: number;
  readonly record: ReadRecord | undefined;
}

type Good = Line & { readonly record: ReadRecord };

/** Only a whole line counts: what stands after the last line end was torn off when it was written. */
function linesOf(text: string): {
  readonly lines: readonly string[];
  readonly torn: string | undefined;
} {
  const all = text.split("\n");
  const torn = all.pop();
  return { lines: all, torn: torn === "" ? undefined : torn };
}

function editedIn(lines: readonly Line[]): readonly Fault[] {
  return lines.flatMap(({ at, record }): readonly Fault[] => {
    if (record === undefined)
      return [{ kind: "edited", line: at, words: "it is no record, or not written as one" }];
    return record.holds
      ? []
      : [{ kind: "edited", line: at, words: "its hash is not that of what it says" }];
  });
}

/** Removed, inserted and reordered records, by their numbers and by what each says of the one before it. */
function chainFaults(lines: readonly Good[], run: string | undefined): Fault[] {
  const faults: Fault[] = [];
  const followed = new Set(lines.map(({ record }) => record.prev));
  const bySeq = new Map<number, Good>();
  const odd = (line: Good, words: string): void => {
    faults.push({ kind: "inserted", line: line.at, words });
  };
  for (const line of lines) {
    const { seq, run: own, hash } = line.record;
    const twin = seq === undefined ? undefined : bySeq.get(seq);
    if (seq === undefined || own !== run) odd(line, "it is of another run");
    else if (twin === undefined) bySeq.set(seq, line);
    else if (twin.record.hash === hash) odd(line, `it is a copy of line ${twin.at}`);
    else {
      // Of two with one number the odd one is that which no other record follows.
      const isTrue = followed.has(hash) && !followed.has(twin.record.hash);
      if (isTrue) bySeq.set(seq, line);
      odd(isTrue ? twin : line, `there are two records with the number ${seq}`);
    }
  }
  const kept = [...bySeq.values()].toSorted((a, b) => a.at - b.at);
  const moved = kept.find(({ record }, at) => (record.seq ?? 0) < (kept[at - 1]?.record.seq ?? 0));
  if (moved !== undefined)
    faults.push({ kind: "reordered", line: moved.at, words: "it stands behind a later record" });
  faults.push(
    ...linkFaults(
      [...bySeq].toSorted(([a], [b]) => a - b),
      faults.length > 0,
    ),
  );
  return faults;
}

function linkFaults(
  records: readonly (readonly [number, Good])[],
  isExplained: boolean,
): readonly Fault[] {
  const faults: Fault[] = [];
  let [seq, prev]: [number, string | undefined] = [0, GENESIS];
  for (const [number, { at, record }] of records) {
    if (number > seq) faults.push({ kind: "removed", line: at, words: missing(seq, number - 1) });
    else if (record.prev !== prev && !isExplained)
      faults.push({
        kind: "edited",
        line: at - 1 > 0 ? at - 1 : at,
        words: "it is not the record that the next one follows",
      });
    [seq, prev] = [number + 1, record.hash];
  }
  return faults;
}

function missing(from: number, to: number): string {
  const which = from === to ? `record ${from} is` : `records ${from} to ${to} are`;
  return `${which} missing before it`;
}

function headFaults(
  lines: readonly Good[],
  head: Head | undefined,
  run: string | undefined,
): readonly Fault[] {
  if (head === undefined)
    return [
      {
        kind: "missing-head",
        words: "there is nothing to say how far it went, so its end may be missing",
      },
    ];
  if (run !== undefined && head.run !== run)
    return [{ kind: "foreign-head", words: "what is to say how far it went is of another run" }];
  if (lines.length < head.n)
    return [
      {
        kind: "truncated",
        words: `${head.n - lines.length} of ${head.n} records are missing at its end`,
      },
    ];
  const last = head.n === 0 ? GENESIS : lines[head.n - 1]?.record.hash;
  if (last !== head.hash)
    return [
      { kind: "rewritten", words: "its chain was made anew: it is not the one that was kept" },
    ];
  const isOver = lines[head.n - 1]?.record.kind === "end";
  return isOver && lines.length > head.n
    ? [{ kind: "inserted", line: head.n + 1, words: "it stands after the end of the run" }]
    : [];
}

function unfinishedWords(after: number, torn: string | undefined): readonly string[] {
  return [
    "the run did not end as it should: it goes on, or was killed",
    ...(after === 0
      ? []
      : [
          `${after} of its records were not yet kept on the disk then, and nobody vouches for them`,
        ]),
    ...(torn === undefined
      ? []
      : ["its last line was torn off while it was written, and does not count"]),
  ];
}
