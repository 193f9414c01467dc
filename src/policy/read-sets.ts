import { BUILT_IN_SETS } from "./built-in-sets.ts";
import { isEmptyMap, readEntries, readFields } from "./fields.ts";
import { readList } from "./read-list.ts";
import { readValueTest } from "./read-value-test.ts";
import type { Reading } from "./reading.ts";
import type { ListName, ListValues, Lists, SetDefinition } from "./sets.ts";
import type { Spot } from "./spot.ts";

const LISTS: readonly ListName[] = ["path", "command", "cwd", "env", "host", "method"];
const KEYS = [...LISTS, "args"];

/** Reads `sets`, beside those that ship with the language. */
export function readSets(
  spot: Spot | undefined,
  reading: Reading,
): ReadonlyMap<string, SetDefinition> {
  const sets = new Map(BUILT_IN_SETS);
  if (spot === undefined) return sets;
  for (const [name, value] of readEntries(spot, "`sets`", reading.report) ?? []) {
    if (!/^[^\s$]\S*$/.test(name)) {
      const message = "the name of a set is one word that does not begin with `$`";
      reading.report.error("bad-name", value.keyRange ?? value.range, message);
    }
    sets.set(name, readSet(name, value, reading));
  }
  return sets;
}

function readSet(name: string, spot: Spot, reading: Reading): SetDefinition {
  const fields = readFields(spot, KEYS, "a set", reading.report);
  if (isEmptyMap(spot))
    reading.report.error(
      "empty-list",
      spot.range,
      "an empty set says nothing; give it values, as in `path: [...]`",
    );
  const lists: { -readonly [K in ListName]?: ListValues[K] } = {};
  for (const key of LISTS) {
    const value = fields?.get(key);
    if (value !== undefined) fill(lists, key, readList(key, value, reading));
  }
  const args = fields?.get("args");
  return {
    name,
    at: spot.path,
    lists,
    ...(args === undefined ? {} : { args: readValueTest(args, reading) }),
    cost: spot.node.range.end - spot.node.range.start,
  };
}

function fill<K extends ListName>(
  lists: { -readonly [P in ListName]?: ListValues[P] },
  key: K,
  values: readonly Lists[K][],
): void {
  Object.assign(lists, { [key]: values });
}
