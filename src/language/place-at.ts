import type { Range, SymbolicPath } from "../model/place.ts";
import type { MapEntry, ScalarNode, YamlNode } from "../policy/yaml/tree.ts";

/** What stands at an offset: a key of a mapping, or a scalar. */
export type PlaceAt =
  | {
      readonly on: "key";
      readonly path: SymbolicPath;
      readonly range: Range;
      readonly entry: MapEntry;
    }
  | {
      readonly on: "value";
      readonly path: SymbolicPath;
      readonly range: Range;
      readonly node: ScalarNode;
    };

/** The key or scalar at an offset; its end counts too. */
export function placeAt(root: YamlNode | undefined, offset: number): PlaceAt | undefined {
  return root === undefined ? undefined : find(root, [], offset);
}

/** All ranges around an offset, the outermost first: collections, entries, keys and scalars. */
export function rangesAt(root: YamlNode | undefined, offset: number): readonly Range[] {
  const ranges: Range[] = [];
  let node = root;
  while (node !== undefined && holds(node.range, offset)) {
    ranges.push(node.range);
    const [entry, child] = childAt(node, offset);
    if (entry !== undefined) ranges.push(entry);
    node = child;
  }
  return ranges;
}

/** Is the offset in the range, or at its end? */
function holds({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end;
}

function find(node: YamlNode, path: SymbolicPath, offset: number): PlaceAt | undefined {
  if (!holds(node.range, offset)) return undefined;
  if (node.kind === "scalar") return { on: "value", path, range: node.range, node };
  if (node.kind === "list") {
    const index = node.items.findIndex((item) => holds(item.range, offset));
    const item = node.items[index];
    return item && find(item, [...path, index], offset);
  }
  for (const entry of node.entries) {
    const inside = [...path, entry.key];
    if (holds(entry.keyRange, offset))
      return { on: "key", path: inside, range: entry.keyRange, entry };
    const found = find(entry.value, inside, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}

function childAt(
  node: YamlNode,
  offset: number,
): readonly [Range | undefined, YamlNode | undefined] {
  if (node.kind === "scalar") return [undefined, undefined];
  if (node.kind === "list")
    return [undefined, node.items.find((item) => holds(item.range, offset))];
  for (const { keyRange, value } of node.entries) {
    const whole = { start: keyRange.start, end: Math.max(keyRange.end, value.range.end) };
    if (holds(keyRange, offset)) return [whole, { ...NO_SCALAR, range: keyRange }];
    if (holds(value.range, offset)) return [whole, value];
  }
  return [undefined, undefined];
}

const NO_SCALAR = { kind: "scalar", style: "plain", value: null, source: "" } as const;
