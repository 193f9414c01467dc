import { getLocation } from "jsonc-parser";
import type { Range, SymbolicPath } from "../model/place.ts";

/** A place in JSON with comments where a text is written, or may be. */
export interface JsonPlace {
  readonly path: SymbolicPath;
  readonly on: "key" | "value";
  /** What stands between the quotes, which is replaced; without quotes an empty range. */
  readonly range: Range;
  readonly quoted: boolean;
  /** What stands before the cursor, without escapes. */
  readonly before: string;
}

/** The place at an offset of a text, broken or not; nothing inside of numbers, words, comments and where no text may begin. */
export function jsonPlaceAt(text: string, offset: number): JsonPlace | undefined {
  const { path, previousNode, isAtPropertyKey } = getLocation(text, offset);
  const on = isAtPropertyKey ? "key" : "value";
  const start = previousNode === undefined ? -1 : previousNode.offset;
  const end = previousNode === undefined ? -1 : start + previousNode.length;
  const isInside = text[start] === '"' && start < offset && offset <= end;
  if (isInside) {
    const closed = end - start > 1 && text[end - 1] === '"';
    if (closed && offset === end) return undefined;
    const range = { start: start + 1, end: closed ? end - 1 : offset };
    return { path, on, range, quoted: true, before: plain(text.slice(start + 1, offset)) };
  }
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  if (line.includes("//") || !/[[{,:]\s*$/.test(text.slice(0, offset))) return undefined;
  return { path, on, range: { start: offset, end: offset }, quoted: false, before: "" };
}

function plain(written: string): string {
  try {
    const value: unknown = JSON.parse(`"${written}"`);
    return typeof value === "string" ? value : written;
  } catch {
    return written;
  }
}
