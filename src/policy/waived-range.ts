import type { Range } from "../model/place.ts";
import { parseDocument } from "./yaml/parse-document.ts";
import { entryOf } from "./yaml/tree.ts";
import type { YamlNode } from "./yaml/tree.ts";

/** The steps of an `at`: a JSON pointer (`/rules/0`), else keys between dots (`rules.0`, `rules[0]`). */
export function stepsOf(at: string): readonly string[] {
  if (at.startsWith("/"))
    return at
      .slice(1)
      .split("/")
      .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  return at
    .replaceAll(/\[([^\]]*)\]/g, ".$1")
    .split(".")
    .filter((step) => step !== "");
}

/** All that stands at the end of the steps, its key included; an item of a list by its index or its `id`. `undefined` where nothing does. */
export function rangeAt(text: string, steps: readonly string[]): Range | undefined {
  let range: Range = { start: 0, end: text.length };
  let node = steps.length === 0 ? undefined : parseDocument(text).root;
  for (const step of steps) {
    const found = node && stepInto(node, step);
    if (found === undefined) return undefined;
    ({ node, range } = found);
  }
  return range;
}

function stepInto(
  node: YamlNode,
  step: string,
): { readonly node: YamlNode; readonly range: Range } | undefined {
  if (node.kind === "list") {
    const item = /^\d+$/.test(step)
      ? node.items[Number(step)]
      : node.items.find((one) => idOf(one) === step);
    return item && { node: item, range: item.range };
  }
  const entry = entryOf(node, step);
  if (entry === undefined) return undefined;
  const { keyRange, value } = entry;
  return {
    node: value,
    range: { start: keyRange.start, end: Math.max(keyRange.end, value.range.end) },
  };
}

function idOf(item: YamlNode): unknown {
  const id = entryOf(item, "id")?.value;
  return id?.kind === "scalar" ? id.value : undefined;
}
