import type { Range } from "../../model/place.ts";

/** A mapping; keys are unique (of a duplicate, the first counts) and in the order of the text. */
export interface MapNode {
  readonly kind: "map";
  readonly range: Range;
  readonly style: "block" | "flow";
  readonly entries: readonly MapEntry[];
}

/** A key and what stands under it. */
export interface MapEntry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: YamlNode;
}

/** A list. */
export interface ListNode {
  readonly kind: "list";
  readonly range: Range;
  readonly style: "block" | "flow";
  readonly items: readonly YamlNode[];
}

/** How a scalar is written. */
export type ScalarStyle = "plain" | "single" | "double" | "block";

/** A scalar by the core schema of YAML 1.2; only plain ones can be something else than text. */
export interface ScalarNode {
  readonly kind: "scalar";
  readonly range: Range;
  readonly style: ScalarStyle;
  readonly value: string | number | boolean | null;
  /** As written, without quotes; empty where nothing is written. */
  readonly source: string;
}

/** A node of a document. An alias is the node that it names, at the range of the alias; what is inside keeps its own range. */
export type YamlNode = MapNode | ListNode | ScalarNode;

/** What stands under `key`, if anything does. */
export function entryOf(node: YamlNode | undefined, key: string): MapEntry | undefined {
  return node?.kind === "map" ? node.entries.find((entry) => entry.key === key) : undefined;
}
