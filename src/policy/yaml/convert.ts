import { isAlias, isMap, isScalar, isSeq } from "yaml";
import type { Alias, Pair, ParsedNode, Scalar, YAMLMap, YAMLSeq } from "yaml";
import type { Range } from "../../model/place.ts";
import type { Report } from "../report.ts";
import { resolvePlain } from "./scalar.ts";
import type { ListNode, MapEntry, MapNode, ScalarNode, ScalarStyle, YamlNode } from "./tree.ts";

/** All aliases of a document together may stand for this many nodes. */
const MOST_ALIASED = 10_000;

/** The tree of the library as ours: scalars resolved, aliases followed, keys checked. */
export function convert(contents: ParsedNode, report: Report): Converted {
  const converter = new Converter(report);
  const root = converter.node(contents);
  return { root, anchored: converter.anchored };
}

/** A tree, and whether some node of it has an anchor. */
export interface Converted {
  readonly root: YamlNode;
  readonly anchored: boolean;
}

/** A node with an anchor, and how many nodes it stands for; `undefined` while it is being read. */
type Anchor = { readonly node: YamlNode; readonly size: number } | undefined;

type Parsed = ParsedNode | YAMLMap | YAMLSeq | Scalar | Alias;

class Converter {
  readonly #report: Report;
  readonly #anchors = new Map<string, Anchor>();
  #size = 0;
  #aliased = 0;

  constructor(report: Report) {
    this.#report = report;
  }

  get anchored(): boolean {
    return this.#anchors.size > 0;
  }

  node(from: Parsed): YamlNode {
    const before = this.#size++;
    const anchor = isAlias(from) ? undefined : from.anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, undefined);
    if (from.tag !== undefined) this.#tag(from);
    const node = this.#content(from);
    if (anchor !== undefined) this.#anchors.set(anchor, { node, size: this.#size - before });
    return node;
  }

  #content(from: Parsed): YamlNode {
    if (isMap(from)) return this.#map(from);
    if (isSeq(from)) return this.#list(from);
    return isAlias(from) ? this.#alias(from) : scalar(from);
  }

  #map(from: YAMLMap): MapNode {
    const seen = new Set<string>();
    const entries: MapEntry[] = [];
    for (const pair of from.items) {
      const key = this.#key(pair);
      if (key === undefined) continue;
      const value = this.#value(pair.value, key.range.end);
      if (seen.has(key.source)) {
        const message = `\`${key.source}\` stands here for the second time; each key is written once`;
        this.#report.error("duplicate-key", key.range, message);
        continue;
      }
      seen.add(key.source);
      entries.push({ key: key.source, keyRange: key.range, value });
    }
    const range = within(from, entries.at(-1)?.value);
    return { kind: "map", range, style: from.flow === true ? "flow" : "block", entries };
  }

  /** The key of an entry; nothing where it is no text. */
  #key(pair: Pair): { readonly source: string; readonly range: Range } | undefined {
    const key = pair.key as Parsed | null;
    const node = key !== null && isScalar(key) ? scalar(key) : undefined;
    if (node?.style === "plain" && node.value === "<<") {
      const message = "there are no merge keys; name what is shared in `sets`, or write it out";
      this.#report.error("merge-key", node.range, message);
      return undefined;
    }
    if (typeof node?.value === "string") return { source: node.value, range: node.range };
    const range = rangeOf(key);
    const known =
      node === undefined || node.source === "" ? undefined : JSON.stringify(node.source);
    const message =
      known === undefined ? "a key must be text" : `a key must be text: write \`${known}\``;
    this.#report.error("non-string-key", range, message, known);
    // What stands under it is still read for its anchors.
    if (pair.value !== null) this.node(pair.value as Parsed);
    return undefined;
  }

  #value(value: unknown, end: number): YamlNode {
    return value === null || value === undefined ? empty(end) : this.node(value as Parsed);
  }

  #list(from: YAMLSeq): ListNode {
    const items = from.items.map((item) => this.#value(item, rangeOf(from).end));
    return {
      kind: "list",
      range: within(from, items.at(-1)),
      style: from.flow === true ? "flow" : "block",
      items,
    };
  }

  #alias(from: Alias): YamlNode {
    const range = rangeOf(from);
    const anchor = this.#anchors.get(from.source);
    if (anchor === undefined) {
      const quoted = JSON.stringify(`*${from.source}`);
      const message = `\`*${from.source}\` is read as an alias, and there is no such anchor; put text that starts with \`*\` in quotes`;
      this.#report.error("unknown-alias", range, message, quoted);
      return { ...empty(range.start), range };
    }
    this.#aliased += anchor.size;
    if (this.#aliased > MOST_ALIASED) {
      const message = `the aliases up to here stand for more than ${MOST_ALIASED} values; write out what is meant`;
      this.#report.error("alias-limit", range, message);
      return { ...empty(range.start), range };
    }
    this.#size += anchor.size;
    return { ...anchor.node, range };
  }

  #tag(from: Parsed): void {
    const message =
      "tags are not known here; put text that starts with `!` in quotes, and leave any other tag out";
    this.#report.error("yaml-tag", rangeOf(from), message);
  }
}

function scalar(from: Scalar): ScalarNode {
  const source = typeof from.value === "string" ? from.value : "";
  const style = STYLES.get(from.type ?? "") ?? "plain";
  const value = style === "plain" ? resolvePlain(source) : source;
  return { kind: "scalar", range: rangeOf(from), style, value, source };
}

const STYLES: ReadonlyMap<string, ScalarStyle> = new Map([
  ["QUOTE_SINGLE", "single"],
  ["QUOTE_DOUBLE", "double"],
  ["BLOCK_FOLDED", "block"],
  ["BLOCK_LITERAL", "block"],
]);

function empty(at: number): ScalarNode {
  return { kind: "scalar", range: { start: at, end: at }, style: "plain", value: null, source: "" };
}

function rangeOf(from: Parsed | null): Range {
  const [start = 0, end = start] = from?.range ?? [];
  return { start, end };
}

/** A block collection ends where its last value does, not after the blank lines and comments that follow. */
function within(from: YAMLMap | YAMLSeq, last: YamlNode | undefined): Range {
  const { start, end } = rangeOf(from);
  if (last === undefined) return { start, end };
  // In broken text an item may stand behind the bracket that closes its list.
  return { start, end: Math.max(from.flow === true ? end : start, last.range.end) };
}
