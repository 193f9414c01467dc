import { isList, isObject } from "./json.ts";
import type { Json } from "./json.ts";

/**
 * The canonical form of a JSON value by RFC 8785: no blanks, names sorted by UTF-16 code units, numbers and strings as ECMAScript writes
 * them. Where the RFC asks for an error, this writes what no other value is written as: `1e999` as `Infinity`, half a surrogate pair as its
 * escape. Values of schemas are shallow; the caller bounds how deep.
 */
export function canonicalJson(value: Json): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (isObject(value)) {
    const members = Object.keys(value)
      .toSorted(byCodeUnits)
      .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`);
    return `{${members.join(",")}}`;
  }
  return typeof value === "number" && !Number.isFinite(value)
    ? String(value)
    : JSON.stringify(value);
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
