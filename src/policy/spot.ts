import type { Range, SymbolicPath } from "../model/place.ts";
import type { ListNode, MapEntry, MapNode, YamlNode } from "./yaml/tree.ts";

/** A node, and where it stands. */
export interface Spot<N extends YamlNode = YamlNode> {
  readonly node: N;
  readonly path: SymbolicPath;
  /** What a problem with it underlines: the value, or its key where the value is empty or runs over several lines. */
  readonly range: Range;
  readonly keyRange?: Range;
}

/** The top of a document. */
export function rootSpot(node: YamlNode): Spot {
  return { node, path: [], range: { start: node.range.start, end: node.range.start } };
}

/** The value of an entry of the mapping at `spot`. */
export function entrySpot(spot: Spot, entry: MapEntry): Spot {
  const { node, keyRange } = { node: entry.value, keyRange: entry.keyRange };
  const empty = node.range.start === node.range.end;
  const block = node.kind !== "scalar" && node.style === "block";
  const range = empty || block ? keyRange : node.range;
  return { node, path: [...spot.path, entry.key], range, keyRange };
}

/** An item of the list at `spot`. */
export function itemSpot(spot: Spot, node: YamlNode, index: number): Spot {
  return { node, path: [...spot.path, index], range: headRange(node) };
}

/** Is it a mapping? */
export function isMapSpot(spot: Spot): spot is Spot<MapNode> {
  return spot.node.kind === "map";
}

/** Is it a list? */
export function isListSpot(spot: Spot): spot is Spot<ListNode> {
  return spot.node.kind === "list";
}

/** A block mapping in a list is underlined at its first key. */
function headRange(node: YamlNode): Range {
  return node.kind === "map" && node.style === "block"
    ? (node.entries[0]?.keyRange ?? node.range)
    : node.range;
}
