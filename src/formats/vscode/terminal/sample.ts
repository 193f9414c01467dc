import type { RegexNode } from "../regex/node.ts";
import { holds } from "../regex/set.ts";
import type { CharSet } from "../regex/set.ts";
import type { TerminalKey } from "./key.ts";

/** A text that the key matches, made to look like a command; `undefined` where none is found. */
export function sampleOf(key: TerminalKey): string | undefined {
  if (key.form !== "regex") {
    const text = /\w$/.test(key.source) ? key.source : `${key.source}x`;
    return key.matches(text, "bash") === true ? text : undefined;
  }
  if (key.node === undefined) return undefined;
  for (const times of [1, 0]) {
    const text = textOf(key.node, times);
    if (text.length < 300 && key.matches(text, "bash") === true) return text;
  }
  return undefined;
}

/** A text that the key matches with `inserted` where its last open part takes it; `undefined` where it has none, or that does not match. */
export function sampleWith(key: TerminalKey, inserted: string): string | undefined {
  if (key.node === undefined) return undefined;
  const last = openParts(key.node).at(-1);
  if (last === undefined) return undefined;
  const text = textOf(key.node, 1, (node) => (node === last ? inserted : undefined));
  return text.length < 300 && key.matches(text, "bash") === true ? text : undefined;
}

/** Repetitions of anything, also of what separates commands. */
function openParts(node: RegexNode): readonly RegexNode[] {
  switch (node.kind) {
    case "repeat": {
      const { node: inner, max } = node;
      if (inner.kind !== "set") return openParts(inner);
      return max === Infinity && holds(inner.set, 59) && holds(inner.set, 32) ? [node] : [];
    }
    case "seq":
      return node.items.flatMap(openParts);
    case "alt":
      return node.options.slice(0, 1).flatMap(openParts);
    case "group":
      return openParts(node.node);
    default:
      return [];
  }
}

/** A text by the tree; `times`: how often what may be left out is written. */
function textOf(
  node: RegexNode,
  times: number,
  instead: (node: RegexNode) => string | undefined = () => undefined,
): string {
  const given = instead(node);
  if (given !== undefined) return given;
  switch (node.kind) {
    case "set":
      return charOf(node.set);
    case "seq":
      return node.items.map((item) => textOf(item, times, instead)).join("");
    case "alt":
      return node.options[0] === undefined ? "" : textOf(node.options[0], times, instead);
    case "group":
      return textOf(node.node, times, instead);
    case "repeat":
      return textOf(node.node, times, instead).repeat(
        Math.min(Math.max(node.min, Math.min(times, node.max)), 20),
      );
    default:
      return "";
  }
}

function charOf(set: CharSet): string {
  for (const char of "x1 -") if (holds(set, char.charCodeAt(0))) return char;
  const [first] = set.spans;
  return set.negated || first === undefined ? "y" : String.fromCodePoint(first[0]);
}
