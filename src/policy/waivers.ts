import type { Range } from "../model/place.ts";
import type { Waiver } from "../model/waiver.ts";
import type { YamlNode } from "./yaml/tree.ts";

/**
 * The waivers in the comments of a document: `# ambit: ignore[rule-id, …] reason`. One behind something is about its line, one that stands
 * alone about the next line that holds more than a comment.
 */
export function readWaivers(text: string, root: YamlNode | undefined): readonly Waiver[] {
  if (!text.includes("ambit:")) return [];
  const found = Array.from(text.matchAll(WAIVER)).filter(({ index }) => isComment(text, index));
  if (found.length === 0) return [];
  const scalars = root === undefined ? [] : scalarsOf(root);
  return found
    .filter(({ index }) => !scalars.some(({ start, end }) => start <= index && index < end))
    .map(({ index, 0: comment, groups = {} }) => ({
      rules: (groups["rules"] ?? "").split(",").map((rule) => rule.trim()),
      because: (groups["because"] ?? "").trim(),
      range: { start: index, end: index + comment.trimEnd().length },
      covers: coveredLine(text, index),
    }));
}

const WAIVER = /#[ \t]*ambit:[ \t]*ignore\[(?<rules>[^\]\r\n]*)\](?<because>[^\r\n]*)/g;

/** A `#` begins a comment at the start of a line and behind a blank; where a document is broken, that is all that is known. */
function isComment(text: string, at: number): boolean {
  return at === 0 || /[\s]/.test(text.charAt(at - 1));
}

/** Where texts stand in which a `#` is no comment. An alias is counted where it is written. */
function scalarsOf(node: YamlNode): readonly Range[] {
  switch (node.kind) {
    case "scalar":
      return [node.range];
    case "list":
      return node.items.flatMap(scalarsOf);
    case "map":
      return node.entries.flatMap(({ keyRange, value }) => [keyRange, ...scalarsOf(value)]);
  }
}

function coveredLine(text: string, at: number): Range {
  let start = text.lastIndexOf("\n", at - 1) + 1;
  if (text.slice(start, at).trim() === "") {
    const [skipped = ""] = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*/.exec(text.slice(start)) ?? [];
    start += skipped.length;
  }
  const end = text.indexOf("\n", start);
  return { start, end: end < 0 ? text.length : end };
}
