import type { Decision } from "../../model/call.ts";
import type { Clause } from "../../model/clause.ts";
import type { OpencodeRule } from "./rule.ts";
import { withHome } from "./rule.ts";

/** What a key or a pattern says, and the clause that it is. */
export interface Leaf {
  readonly action: Decision;
  readonly clause: Clause;
}

/** `permission` of a file or an agent: actions, or actions by pattern, in order. */
export type PermissionMap = ReadonlyMap<string, Leaf | ReadonlyMap<string, Leaf>>;

/**
 * Merges two as opencode merges configurations: a key keeps the place that it had first, maps are merged, anything else is replaced. So what
 * a later file writes for a known key does not come later in the list. Recorded from 1.18.33.
 */
export function mergedMaps(before: PermissionMap, after: PermissionMap): PermissionMap {
  const merged = new Map(before);
  for (const [key, value] of after) {
    const old = merged.get(key);
    merged.set(key, isMap(old) && isMap(value) ? new Map([...old, ...value]) : value);
  }
  return merged;
}

/** The rules of a map in the order in which they are judged. */
export function rulesOf(map: PermissionMap, home: string | undefined): readonly OpencodeRule[] {
  return inOrder(map).flatMap(([permission, value]): readonly OpencodeRule[] =>
    isMap(value)
      ? inOrder(value).map(([pattern, leaf]) => ({
          permission,
          pattern: withHome(pattern, home),
          ...leaf,
        }))
      : [{ permission, pattern: "*", ...value }],
  );
}

function isMap<V>(
  value: Leaf | ReadonlyMap<string, V> | undefined,
): value is ReadonlyMap<string, V> {
  return value !== undefined && "entries" in value;
}

/** In an object of JavaScript, which the configuration becomes, keys that are whole numbers stand first. */
function inOrder<V>(map: ReadonlyMap<string, V>): readonly (readonly [string, V])[] {
  const numbers = [...map].filter(([key]) => isIndex(key));
  if (numbers.length === 0) return [...map];
  numbers.sort(([a], [b]) => Number(a) - Number(b));
  return [...numbers, ...[...map].filter(([key]) => !isIndex(key))];
}

function isIndex(key: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1;
}
