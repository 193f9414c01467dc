import { Report } from "../report.ts";
import { compose } from "./compose.ts";
import { convert } from "./convert.ts";
import { cutAtRules } from "./cut.ts";
import type { Piece } from "./cut.ts";
import type { ListNode, MapNode, YamlNode } from "./tree.ts";

/** A piece of a text that was read, and where it stood. */
export interface ReadPiece {
  readonly start: number;
  readonly node: YamlNode;
  /** The same object for as long as a text is read again and the piece stands in it. */
  readonly mark: object;
}

/** Pieces of a text by their own text. */
export type ReadPieces = ReadonlyMap<string, ReadPiece>;

/** A tree that was made of pieces. */
export interface Pieced {
  readonly root: MapNode;
  readonly pieces: ReadPieces;
  /** The marks of the rules. */
  readonly marks: readonly object[];
}

/**
 * The tree of a text, in which every rule that stands in `known` too is taken from there. `undefined` where the text has to be read as a
 * whole: something is wrong in it, it has anchors, or it is laid out in another way than most. Whatever this gives, the whole would give too.
 */
export function readPieces(text: string, known: ReadPieces): Pieced | undefined {
  const cut = cutAtRules(text);
  if (cut === undefined) return undefined;
  const pieces = new Map<string, ReadPiece>();
  const read = (piece: Piece): YamlNode | undefined => {
    const node = readPiece(piece, known);
    const mark = (pieces.get(piece.text) ?? known.get(piece.text))?.mark ?? {};
    if (node !== undefined) pieces.set(piece.text, { start: piece.start, node, mark });
    return node;
  };
  const head = blockMap(read(cut.head));
  const key = head?.entries.at(-1);
  if (head === undefined || key?.key !== "rules" || !isEmpty(key.value)) return undefined;
  const lists = cut.items.map((piece) => oneItem(read(piece)));
  const rules = lists.every((list) => list !== undefined) ? joined(lists) : undefined;
  const tail = cut.tail === undefined ? undefined : blockMap(read(cut.tail));
  if (rules === undefined || (cut.tail !== undefined && tail === undefined)) return undefined;
  const entries = [
    ...head.entries.slice(0, -1),
    { ...key, value: rules },
    ...(tail?.entries ?? []),
  ];
  if (new Set(entries.map((entry) => entry.key)).size < entries.length) return undefined;
  const range = { start: head.range.start, end: tail?.range.end ?? rules.range.end };
  const marks = cut.items.map((piece) => pieces.get(piece.text)?.mark ?? {});
  return { root: { kind: "map", range, style: "block", entries }, pieces, marks };
}

function blockMap(node: YamlNode | undefined): MapNode | undefined {
  return node?.kind === "map" && node.style === "block" ? node : undefined;
}

/** A block list of one item. */
function oneItem(node: YamlNode | undefined): ListNode | undefined {
  return node?.kind === "list" && node.style === "block" && node.items.length === 1
    ? node
    : undefined;
}

function joined(lists: readonly ListNode[]): ListNode | undefined {
  const [first, last] = [lists[0], lists.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const range = { start: first.range.start, end: last.range.end };
  return { ...first, range, items: lists.flatMap(({ items }) => items) };
}

function readPiece(piece: Piece, known: ReadPieces): YamlNode | undefined {
  const before = known.get(piece.text);
  if (before !== undefined) return moved(before.node, piece.start - before.start);
  const report = new Report();
  const contents = compose(piece.text, report, DEEPEST_IN_PIECE);
  const read = contents === undefined ? undefined : convert(contents, report);
  if (read === undefined || read.anchored || report.problems().length > 0) return undefined;
  return moved(read.root, piece.start);
}

/** A rule stands deeper in the whole than alone. */
const DEEPEST_IN_PIECE = 90;

function isEmpty(node: YamlNode): boolean {
  return node.kind === "scalar" && node.source === "" && node.value === null;
}

/** The same node, `by` characters further. */
function moved<N extends YamlNode>(node: N, by: number): N;
function moved(node: YamlNode, by: number): YamlNode {
  if (by === 0) return node;
  const range = { start: node.range.start + by, end: node.range.end + by };
  switch (node.kind) {
    case "scalar":
      return { ...node, range };
    case "list":
      return { ...node, range, items: node.items.map((item) => moved(item, by)) };
    case "map": {
      const entries = node.entries.map(({ key, keyRange, value }) => ({
        key,
        keyRange: { start: keyRange.start + by, end: keyRange.end + by },
        value: moved(value, by),
      }));
      return { ...node, range, entries };
    }
  }
}
