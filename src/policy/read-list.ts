import { parseCommandPattern } from "../model/command-pattern.ts";
import { parseHostPattern } from "../model/host-pattern.ts";
import { parsePathPattern } from "../model/path-pattern.ts";
import { failed } from "../model/problem.ts";
import type { Outcome } from "../model/problem.ts";
import { oneOrMany, readText } from "./fields.ts";
import type { Reading } from "./reading.ts";
import { literal, namesSet } from "./sets.ts";
import type { ListName, Lists, SetDefinition } from "./sets.ts";
import type { Spot } from "./spot.ts";

/** A pattern that is longer is not read, nor one that is longer with its choices written out. */
const LONGEST = 4000;
const LONGEST_WRITTEN_OUT = 100_000;

/** Reads the value of a constraint that is a pattern, a `$set`, or a list of both. What is wrong in it is reported and left out. */
export function readList<K extends ListName>(
  key: K,
  spot: Spot,
  reading: Reading,
): readonly Lists[K][] {
  const items = oneOrMany(spot, reading.report);
  // A set alone is shared, not copied.
  if (items.length === 1 && items[0] !== undefined) return readItem(key, items[0], reading);
  return items.flatMap((item) => readItem(key, item, reading));
}

/** The set that a `$name` stands for; reports where there is none, or none can be used. */
export function useSet(
  text: string,
  key: ListName | "args",
  spot: Spot,
  reading: Reading,
): SetDefinition | undefined {
  if (reading.sets === undefined) {
    const message =
      "a set uses no other set; write its values out, or `$$` where a dollar sign is meant";
    reading.report.error("set-in-set", spot.range, message);
    return undefined;
  }
  const set = reading.sets.use(text, key, spot);
  return set !== undefined && reading.budget.spend(set.cost, spot.range) ? set : undefined;
}

function readItem<K extends ListName>(key: K, spot: Spot, reading: Reading): readonly Lists[K][] {
  const text = readText(spot, `\`${key}\``, reading.report);
  if (text === undefined) return [];
  if (namesSet(text)) return useSet(text, key, spot, reading)?.lists[key] ?? [];
  const cost = writtenOut(text);
  if (cost !== undefined && !reading.budget.spend(cost, spot.range)) return [];
  const parsed = cost === undefined ? TOO_LONG : PARSERS[key](literal(text));
  if (failed(parsed)) {
    const message = `\`${shorten(text)}\` is no pattern for \`${key}\`: ${parsed.error}`;
    reading.report.error("bad-pattern", spot.range, message);
    return [];
  }
  return [parsed.value];
}

/** What is wrong with a pattern that is too long. */
export const TOO_LONG = {
  error: `it is longer than ${LONGEST} characters, or with its choices written out than ${LONGEST_WRITTEN_OUT}`,
};

/** The length of a pattern with its choices written out, known before they are; nothing where it is too long. */
export function writtenOut(text: string): number | undefined {
  let length = text.length;
  for (const [group] of text.matchAll(/\{[^{}]*\}/g)) length *= group.split(",").length;
  return text.length > LONGEST || length > LONGEST_WRITTEN_OUT ? undefined : length;
}

const PARSERS: { readonly [K in ListName]: (text: string) => Outcome<Lists[K]> } = {
  path: parsePathPattern,
  command: parseCommandPattern,
  cwd: parsePathPattern,
  env: parseVariable,
  host: parseHostPattern,
  method: parseMethod,
};

function parseVariable(text: string): Outcome<string> {
  return /^[A-Za-z_]\w*$/.test(text)
    ? { value: text }
    : { error: "name a variable, as in `NODE_ENV`, without its value" };
}

function parseMethod(text: string): Outcome<string> {
  return /^[A-Za-z]+$/.test(text)
    ? { value: text.toUpperCase() }
    : { error: "name a method of HTTP, as in `GET`" };
}

/** What the author wrote, short enough for a message. */
export function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
