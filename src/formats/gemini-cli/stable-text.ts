import { isList, isObject, own } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";

/** Deeper values are left out: calls are not nested so. */
const DEEPEST = 100;

/**
 * Arguments as the text that expressions are tried on: names in order, and a NUL before and behind each pair of the outermost object. Source:
 * `policy/stable-stringify.ts` (0.61.0).
 */
export function stableText(args: JsonObject): string {
  const pairs = Object.keys(args)
    .sort()
    .map((name) => `\0${JSON.stringify(name)}:${inner(own(args, name) ?? null, 0)}\0`);
  return `{${pairs.join(",")}}`;
}

function inner(value: Json, depth: number): string {
  if (depth > DEEPEST) return "null";
  if (isList(value)) return `[${value.map((one) => inner(one, depth + 1)).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const pairs = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${inner(own(value, name) ?? null, depth + 1)}`);
  return `{${pairs.join(",")}}`;
}
