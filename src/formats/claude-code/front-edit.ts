import { applied } from "../../model/edit.ts";
import type { Range } from "../../model/place.ts";
import { blankBefore, lineEnd, lineStart } from "../../policy/edit-text.ts";
import type { EntryChange } from "../entry-fix.ts";
import { frontEntries, readFrontMatter } from "../front-matter.ts";
import type { FrontField } from "../front-matter.ts";

/**
 * The text of an agent, command or skill after an entry of a list, or a field, was removed from its front matter, which need be no YAML; nothing where there is no
 * such place.
 */
export function changedFront(text: string, { kind, path }: EntryChange): string | undefined {
  const [name, index] = path;
  const field = readFrontMatter(text)?.get(String(name));
  if (kind !== "remove" || field === undefined) return undefined;
  if (index === undefined)
    return field.isList ? undefined : without(text, lineOf(text, field.keyRange));
  const entries = frontEntries(field).map(({ range }) => quoted(text, range));
  return typeof index === "number" ? withoutEntry(text, field, entries, index) : undefined;
}

function without(text: string, range: Range): string {
  return applied(text, [{ range, newText: "" }]);
}

function lineOf(text: string, { start, end }: Range): Range {
  return { start: lineStart(text, start), end: Math.min(lineEnd(text, end) + 1, text.length) };
}

function quoted(text: string, { start, end }: Range): Range {
  const quote = text.charAt(start - 1);
  const isQuoted = (quote === '"' || quote === "'") && text.charAt(end) === quote;
  return isQuoted ? { start: start - 1, end: end + 1 } : { start, end };
}

function withoutEntry(
  text: string,
  { keyRange }: FrontField,
  entries: readonly Range[],
  index: number,
): string | undefined {
  const [before, entry, after] = [entries[index - 1], entries[index], entries[index + 1]];
  const [first, last] = [entries[0], entries.at(-1)];
  if (entry === undefined || first === undefined || last === undefined) return undefined;
  const dash = /-[ \t]+$/.exec(text.slice(lineStart(text, entry.start), entry.start));
  const isItem = dash !== null && blankBefore(text, entry.start - dash[0].length);
  if (entries.length === 1) {
    // What was its list, behind the colon, and below it.
    const colon = text.indexOf(":", keyRange.end);
    const end = lineEnd(text, last.end);
    return applied(text, [{ range: { start: colon + 1, end }, newText: " []" }]);
  }
  if (isItem) return without(text, lineOf(text, entry));
  const range =
    before === undefined
      ? { start: entry.start, end: after?.start ?? entry.end }
      : { start: before.end, end: entry.end };
  return without(text, range);
}
