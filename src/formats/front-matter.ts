import type { Range } from "../model/place.ts";

/** A text of a front matter, without its quotes. */
export interface FrontText {
  readonly text: string;
  readonly range: Range;
}

/** A top-level key of a front matter. */
export interface FrontField {
  readonly keyRange: Range;
  /** A text behind the colon, or the items of a list in either style. */
  readonly values: readonly FrontText[];
  readonly isList: boolean;
}

/**
 * The top-level keys of the YAML between the two `---` lines that a Markdown file begins with; `undefined` where there are none. Read line by line and
 * forgivingly: agents take front matter that is no YAML, such as a description with a colon in it. What is nested deeper is left out.
 */
export function readFrontMatter(text: string): ReadonlyMap<string, FrontField> | undefined {
  const opening = /^\ufeff?---[ \t]*\r?\n/.exec(text);
  if (opening === null) return undefined;
  const fields = new Map<string, FrontField>();
  let current: FrontField | undefined;
  let at = opening[0].length;
  while (at < text.length) {
    const lineEnd = text.indexOf("\n", at);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const line = text.slice(at, end).replace(/\r$/, "");
    if (/^---[ \t]*$/.test(line)) return fields;
    const key = /^([A-Za-z][\w-]*)[ \t]*:(?=[ \t]|$)/.exec(line);
    const item = /^[ \t]*-[ \t]+/.exec(line);
    if (key !== null) {
      current = fieldOf(line, key, at);
      const name = key[1] ?? "";
      if (!fields.has(name)) fields.set(name, current);
    } else if (item !== null && current !== undefined) {
      const found = textOf(line.slice(item[0].length), at + item[0].length);
      if (found !== undefined) {
        const name = [...fields].find(([, field]) => field === current)?.[0];
        current = { ...current, isList: true, values: [...current.values, found] };
        if (name !== undefined) fields.set(name, current);
      }
    }
    at = end + 1;
  }
  return undefined;
}

/** The entries of a field: a list, or a text with commas (or blanks, as older versions of Claude Code took) between them. */
export function frontEntries({ values, isList }: FrontField): readonly FrontText[] {
  return isList ? values : values.flatMap(({ text, range }) => splitList(text, range.start));
}

function fieldOf(line: string, key: RegExpExecArray, at: number): FrontField {
  const [whole, name = ""] = key;
  const keyRange = { start: at, end: at + name.length };
  const rest = line.slice(whole.length);
  const from = at + whole.length;
  const inline = /^[ \t]*\[(.*)\][ \t]*(?:#.*)?$/.exec(rest);
  if (inline === null) {
    const value = textOf(rest, from);
    return { keyRange, isList: false, values: value === undefined ? [] : [value] };
  }
  const values = splitList(inline[1] ?? "", from + rest.indexOf("[") + 1);
  return { keyRange, isList: true, values };
}

/** The texts between commas that stand in no quotes or parentheses. `offset`: where `text` begins in the file. */
function splitList(text: string, offset: number): readonly FrontText[] {
  const found: FrontText[] = [];
  let from = 0;
  let depth = 0;
  let quote = "";
  for (let at = 0; at <= text.length; at++) {
    const char = text.charAt(at);
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if ((char === '"' || char === "'") && text.slice(from, at).trim() === "") quote = char;
    else if (char === "(") depth++;
    else if (char === ")") depth--;
    if (at < text.length && (char !== "," || depth > 0 || quote !== "")) continue;
    const value = textOf(text.slice(from, at), offset + from);
    if (value !== undefined) found.push(value);
    from = at + 1;
  }
  return found;
}

function textOf(written: string, offset: number): FrontText | undefined {
  const trimmed = written.trim();
  const start = offset + written.indexOf(trimmed);
  const quoted = /^(["'])(.*)\1(?:[ \t]+#.*)?$/s.exec(trimmed);
  if (quoted !== null) {
    const text = quoted[2] ?? "";
    return { text, range: { start: start + 1, end: start + 1 + text.length } };
  }
  const text = trimmed.replace(/(?:^|[ \t]+)#.*$/, "");
  return text === "" ? undefined : { text, range: { start, end: start + text.length } };
}
