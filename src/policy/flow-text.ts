import { isList, isObject } from "../model/json.ts";
import type { Json } from "../model/json.ts";
import { resolvePlain } from "./yaml/scalar.ts";

/** A JSON value as YAML on one line, as a person would write it: quotes only where they are needed. */
export function flowText(value: Json): string {
  if (typeof value === "string") return textOf(value);
  if (isList(value)) return `[${value.map(flowText).join(", ")}]`;
  if (!isObject(value)) return String(value);
  const entries = Object.entries(value).map(([key, one]) => `${textOf(key)}: ${flowText(one)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function textOf(text: string): string {
  const isPlain =
    /^[A-Za-z_./~$](?:[\w./~$+@=-]|(?<! ) (?! |$))*$/.test(text) &&
    typeof resolvePlain(text) === "string";
  return isPlain ? text : JSON.stringify(text).replace(UNSEEN, escaped);
}

/** What no document holds as it is, or nobody sees. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\ufffe\uffff]/gu;

function escaped(char: string): string {
  return Array.from(
    { length: char.length },
    (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, "0")}`,
  ).join("");
}
