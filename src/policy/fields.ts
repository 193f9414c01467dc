import type { Report } from "./report.ts";
import { entrySpot, isListSpot, isMapSpot, itemSpot } from "./spot.ts";
import type { Spot } from "./spot.ts";
import { nearest } from "./suggest.ts";
import type { YamlNode } from "./yaml/tree.ts";

/** The values of a mapping under the keys that it knows; another key is reported. Nothing where it is no mapping. */
export function readFields(
  spot: Spot,
  keys: readonly string[],
  what: string,
  report: Report,
): ReadonlyMap<string, Spot> | undefined {
  const entries = readEntries(spot, what, report);
  if (entries === undefined) return undefined;
  const fields = new Map<string, Spot>();
  for (const [key, value] of entries) {
    if (keys.includes(key)) fields.set(key, value);
    else reportUnknownKey(key, value, keys, what, report);
  }
  return fields;
}

/** The values of a mapping with names of the author's own. Nothing where it is no mapping. */
export function readEntries(
  spot: Spot,
  what: string,
  report: Report,
): ReadonlyMap<string, Spot> | undefined {
  if (!isMapSpot(spot)) {
    wrongType(spot, `${what} is a mapping (\`key: value\`)`, report);
    return;
  }
  return new Map(spot.node.entries.map((entry) => [entry.key, entrySpot(spot, entry)]));
}

/** The items of a list. Nothing where it is none. */
export function readItems(spot: Spot, what: string, report: Report): readonly Spot[] | undefined {
  if (!isListSpot(spot)) {
    wrongType(spot, `${what} is a list`, report);
    return;
  }
  return spot.node.items.map((node, index) => itemSpot(spot, node, index));
}

/** Is it a mapping without content? */
export function isEmptyMap({ node }: Spot): boolean {
  return node.kind === "map" && node.entries.length === 0;
}

/** Is it a list without content? */
export function isEmptyList({ node }: Spot): boolean {
  return node.kind === "list" && node.items.length === 0;
}

/** One value, or the items of a list that is not empty. */
export function oneOrMany(spot: Spot, report: Report): readonly Spot[] {
  if (!isListSpot(spot)) return [spot];
  if (isEmptyList(spot)) {
    const message = "an empty list says nothing; name at least one value, or leave the key out";
    report.error("empty-list", spot.range, message);
  }
  return spot.node.items.map((node, index) => itemSpot(spot, node, index));
}

/** Text that is not empty. */
export function readText(spot: Spot, what: string, report: Report): string | undefined {
  const { node } = spot;
  if (node.kind !== "scalar" || typeof node.value !== "string") {
    wrongType(spot, `${what} is text`, report);
    return;
  }
  if (node.value !== "") return node.value;
  report.error("wrong-type", spot.range, `${what} cannot be empty`);
  return undefined;
}

/** One of the given words. */
export function readWord<W extends string>(
  spot: Spot,
  words: readonly W[],
  what: string,
  report: Report,
): W | undefined {
  const text = readText(spot, what, report);
  if (text === undefined) return undefined;
  const word = words.find((one) => one === text);
  if (word === undefined) {
    const message = `${what} is ${words.map((one) => `\`${one}\``).join(" or ")}, not \`${text}\``;
    report.error("bad-value", spot.range, message, nearest(text, words));
  }
  return word;
}

/** Says that a value is of another type than expected. */
export function wrongType(spot: Spot, expected: string, report: Report): undefined {
  const { node } = spot;
  const quoted =
    node.kind === "scalar" && typeof node.value !== "string" && node.source !== ""
      ? JSON.stringify(node.source)
      : undefined;
  const wantsText = expected.endsWith("text");
  const hint =
    wantsText && quoted !== undefined
      ? `; if \`${node.kind === "scalar" ? node.source : ""}\` is meant as text, write \`${quoted}\``
      : "";
  const message = `${expected}, and this is ${describe(node)}${hint}`;
  report.error("wrong-type", spot.range, message, wantsText ? quoted : undefined);
  return undefined;
}

function describe(node: YamlNode): string {
  if (node.kind !== "scalar") return node.kind === "map" ? "a mapping" : "a list";
  if (node.value === null) return node.source === "" ? "empty" : "null";
  if (typeof node.value === "string") return "text";
  return typeof node.value === "number" ? "a number" : "a boolean";
}

function reportUnknownKey(
  key: string,
  value: Spot,
  keys: readonly string[],
  what: string,
  report: Report,
): void {
  const meant = report.curious ? nearest(key, keys) : undefined;
  const known = keys.length > 8 ? "" : `; it knows ${keys.map((one) => `\`${one}\``).join(", ")}`;
  const hint = meant === undefined ? known : `; did you mean \`${meant}\`?`;
  report.error(
    "unknown-key",
    value.keyRange ?? value.range,
    `${what} has no key \`${key}\`${hint}`,
    meant,
  );
}
