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

/** Longer patterns are not read. */
const LONGEST_PATTERN = 2000;

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
  const parsed = text.length > LONGEST_PATTERN ? TOO_LONG : PARSERS[key](literal(text));
  if (failed(parsed)) {
    const message = `\`${shorten(text)}\` is no pattern for \`${key}\`: ${parsed.error}`;
    reading.report.error("bad-pattern", spot.range, message);
    return [];
  }
  const cost = text.length * choicesOf(parsed.value);
  return reading.budget.spend(cost, spot.range) ? [parsed.value] : [];
}

const TOO_LONG = { error: `it is longer than ${LONGEST_PATTERN} characters` };

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

function choicesOf(pattern: Lists[ListName]): number {
  return typeof pattern === "object" && "choices" in pattern ? pattern.choices.length : 1;
}

/** What the author wrote, short enough for a message. */
export function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
