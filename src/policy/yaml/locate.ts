import type { Place, Range } from "../../model/place.ts";
import type { MapEntry, MapNode, YamlNode } from "./tree.ts";

/** Finds the ranges of places in a tree; of a place that is not written, that of its nearest written parent. */
export function locator(root: YamlNode | undefined): (place: Place) => Range {
  const index = new WeakMap<MapNode, ReadonlyMap<string, MapEntry>>();
  const find = (node: MapNode, key: string): MapEntry | undefined => {
    let entries = index.get(node);
    if (entries === undefined) {
      entries = new Map(node.entries.map((entry) => [entry.key, entry]));
      index.set(node, entries);
    }
    return entries.get(key);
  };
  return ({ path, on }) => {
    let node = root;
    let key: Range | undefined;
    for (const step of path) {
      const entry = node?.kind === "map" && typeof step === "string" ? find(node, step) : undefined;
      const item = node?.kind === "list" && typeof step === "number" ? node.items[step] : undefined;
      const next = entry?.value ?? item;
      if (next === undefined) break;
      key = entry?.keyRange;
      node = next;
    }
    const range = node?.range ?? { start: 0, end: 0 };
    const empty = range.start === range.end;
    return key !== undefined && (on === "key" || empty) ? key : range;
  };
}
