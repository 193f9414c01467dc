import type { RegexNode } from "./node.ts";
import { charactersOf, single } from "./set.ts";

/** A group that captures one of so many characters is written out. */
const MOST_CHARACTERS = 4;
/** More variants than this are not made. */
const MOST_VARIANTS = 16;

/**
 * The expression without back references: where what a group captures is one of a few characters (`(['"])…\1`), each is written out.
 * `undefined` where that cannot be done.
 */
export function withoutBackReferences(node: RegexNode): RegexNode | undefined {
  const wanted = references(node);
  if (wanted.size === 0) return node;
  let variants: readonly RegexNode[] = [node];
  for (const to of wanted) {
    const set = capturedSet(node, to);
    const characters = set && charactersOf(set, MOST_CHARACTERS);
    if (set === undefined || characters === undefined) return undefined;
    variants = variants.flatMap((variant) =>
      characters.map((char) =>
        fixed(variant, to, {
          kind: "set",
          set: single(char.codePointAt(0) ?? 0, set.fold ? "fold" : "exact"),
        }),
      ),
    );
    if (variants.length > MOST_VARIANTS) return undefined;
  }
  return { kind: "alt", options: variants };
}

function references(node: RegexNode): ReadonlySet<number | string> {
  const found = new Set<number | string>();
  const visit = (one: RegexNode): void => {
    if (one.kind === "back") found.add(one.to);
    for (const child of childrenOf(one)) visit(child);
  };
  visit(node);
  return found;
}

function childrenOf(node: RegexNode): readonly RegexNode[] {
  switch (node.kind) {
    case "seq":
      return node.items;
    case "alt":
      return node.options;
    case "repeat":
    case "group":
    case "look":
      return [node.node];
    default:
      return [];
  }
}

/** What the group captures, where it is always passed, and once. A case-blind group does not fix its letter. */
function capturedSet(
  node: RegexNode,
  to: number | string,
): Extract<RegexNode, { kind: "set" }>["set"] | undefined {
  if (node.kind === "group" && (node.capture === to || node.name === to)) {
    const { node: inner } = node;
    if (inner.kind !== "set") return undefined;
    const isFixed = !inner.set.fold || charactersOf(inner.set, MOST_CHARACTERS)?.every(isCaseless);
    return isFixed === true ? inner.set : undefined;
  }
  if (node.kind === "group") return capturedSet(node.node, to);
  if (node.kind !== "seq") return undefined;
  for (const item of node.items) {
    const set = capturedSet(item, to);
    if (set !== undefined) return set;
  }
  return undefined;
}

function isCaseless(char: string): boolean {
  return char.toLowerCase() === char && char.toUpperCase() === char;
}

function fixed(node: RegexNode, to: number | string, char: RegexNode): RegexNode {
  switch (node.kind) {
    case "back":
      return node.to === to ? char : node;
    case "group":
      if (node.capture === to || node.name === to) return { ...node, node: char };
      return { ...node, node: fixed(node.node, to, char) };
    case "seq":
      return { ...node, items: node.items.map((item) => fixed(item, to, char)) };
    case "alt":
      return { ...node, options: node.options.map((option) => fixed(option, to, char)) };
    case "repeat":
    case "look":
      return { ...node, node: fixed(node.node, to, char) };
    default:
      return node;
  }
}
