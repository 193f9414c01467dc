import type { SymbolicPath } from "../../model/place.ts";
import { resolvePlain } from "../../policy/yaml/scalar.ts";
import type { AgentPlace } from "./writing.ts";

/** In longer lines, and behind more of them, nobody writes. */
const LONGEST = 2_000;
const MOST_LINES = 300;

/**
 * The place in the front matter of a Markdown file, found line by line: while somebody writes, the YAML is none, and the closing `---` may not be there yet.
 * A text with commas counts as a list, as agents take it.
 */
export function frontPlaceAt(text: string, offset: number): AgentPlace | undefined {
  const head = /^\ufeff?---[ \t]*\r?\n/.exec(text)?.[0].length;
  if (head === undefined || offset < head) return undefined;
  const above = text.slice(head, offset).split(/\r?\n/);
  const left = above.pop() ?? "";
  const right = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? "";
  if (above.length > MOST_LINES || left.length + right.length > LONGEST) return undefined;
  const ended = [...above, left + right].some((line) => /^---[ \t]*$/.test(line));
  if (ended || left.includes("\t") || isComment(left)) return undefined;
  return placeOn({ above, left, right, offset });
}

interface Line {
  readonly above: readonly string[];
  readonly left: string;
  readonly right: string;
  readonly offset: number;
}

function isComment(left: string): boolean {
  return /(?:^|\s)#/.test(left.replaceAll(/"[^"]*"?|'[^']*'?/g, ""));
}

/** A key is a text in quotes, or one without a colon before a blank; a list item is no key. */
const KEY = /^( *)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"'[{-][^#]*?|-[^\s#][^#]*?) *:(?: +(.*))?$/;
const ITEM = /^( *)- +(.*)$/;

function placeOn(line: Line): AgentPlace | undefined {
  const { above, left } = line;
  const flow = openFlow(above);
  if (flow !== undefined) return inList(`${flow.text}\n${left}`, flow.path, line);
  const key = KEY.exec(left);
  if (key !== null) {
    const [, indent = "", name = "", value] = key;
    const under = ancestors(above, indent.length);
    if (value === undefined || under === undefined) return undefined;
    return valuePlace(value, [...under, unquoted(name)], line);
  }
  const item = ITEM.exec(left);
  if (item !== null) {
    const [, indent = "", value = ""] = item;
    const list = listAbove(above, indent.length);
    return list && scalarPlace(value, list, "\n", line);
  }
  return keyPlace(line);
}

/** A flow list that began on a line above and is still open, with what stands in it so far. */
function openFlow(
  above: readonly string[],
): { readonly path: SymbolicPath; readonly text: string } | undefined {
  const at = above.findLastIndex((line) => KEY.test(line));
  const [, indent = "", name = "", value = ""] = KEY.exec(above[at] ?? "") ?? [];
  if (!value.startsWith("[")) return undefined;
  const text = [value, ...above.slice(at + 1)].join("\n");
  const under = ancestors(above.slice(0, at), indent.length);
  if (under === undefined || text.replaceAll(/"[^"]*"|'[^']*'/g, "").includes("]"))
    return undefined;
  return { path: [...under, unquoted(name)], text };
}

/** The keys that a line of this indent stands under; nothing where that is no map. */
function ancestors(above: readonly string[], indent: number): SymbolicPath | undefined {
  const path: string[] = [];
  let least = indent;
  for (const line of above.toReversed()) {
    if (least === 0) break;
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const own = /^ */.exec(line)?.[0].length ?? 0;
    if (own >= least) continue;
    const [, , name = "", value = ""] = KEY.exec(line) ?? [];
    if (name === "" || !/^(?:#.*)?$/.test(value)) return undefined;
    path.unshift(unquoted(name));
    least = own;
  }
  return least === 0 ? path : undefined;
}

/** The place of the next item of the list that an item of this indent belongs to. */
function listAbove(above: readonly string[], indent: number): SymbolicPath | undefined {
  let index = 0;
  for (const [back, line] of above.toReversed().entries()) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const own = /^ */.exec(line)?.[0].length ?? 0;
    if (own === indent && ITEM.test(line)) index++;
    const [, , name = "", value = ""] = KEY.exec(line) ?? [];
    if (own > indent || name === "" || ITEM.test(line)) continue;
    const under = ancestors(above.slice(0, above.length - 1 - back), own);
    return under === undefined || !/^(?:#.*)?$/.test(value)
      ? undefined
      : [...under, unquoted(name), index];
  }
  return undefined;
}

function valuePlace(value: string, path: SymbolicPath, line: Line): AgentPlace | undefined {
  if (value.startsWith("[")) return inList(value, path, line);
  if (/^[{|>&*!]/.test(value)) return undefined;
  const quote = /^["']/.exec(value)?.[0];
  const commas = pieces(quote === undefined ? value : value.slice(1));
  const [typed = ""] = commas.slice(-1);
  const place = commas.length > 1 ? [...path, commas.length - 1] : path;
  if (commas.length === 1) return scalarPlace(value, place, "\n", line);
  return within(typed.trimStart(), place, quote === undefined ? ",#\n" : `,${quote}\n`, line);
}

/** `written`: the flow list up to the cursor, with its bracket. */
function inList(written: string, path: SymbolicPath, line: Line): AgentPlace | undefined {
  const items = pieces(written.slice(1));
  const [typed = ""] = items.slice(-1);
  if (/\](?=[^"']*$)/.test(typed)) return undefined;
  return scalarPlace(typed.trimStart(), [...path, items.length - 1], ",]\n", line);
}

/** What stands between commas that are in no quotes or parentheses. */
function pieces(text: string): readonly string[] {
  const found: string[] = [];
  let [from, depth, quote] = [0, 0, ""];
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote !== "") quote = char === quote ? "" : quote;
    else if (/["']/.test(char) && text.slice(from, at).trim() === "") quote = char;
    else if (char === "(") depth++;
    else if (char === ")") depth--;
    else if (char === "," && depth <= 0) {
      found.push(text.slice(from, at));
      [from, depth] = [at + 1, 0];
    }
  }
  return [...found, text.slice(from)];
}

/** A text of which `typed` stands before the cursor; one of `ends` ends it where it stands in no quotes. */
function scalarPlace(
  typed: string,
  path: SymbolicPath,
  ends: string,
  line: Line,
): AgentPlace | undefined {
  const quote = /^["']/.exec(typed)?.[0];
  if (quote === undefined) {
    const place = within(typed, path, ends === "\n" ? "#\n" : `${ends}#`, line);
    const isFlow = ends.includes("]");
    return { ...place, write: (text) => plainText(text, isFlow ? "flow" : "block") };
  }
  const inner = typed.slice(1);
  if (inner.includes(quote)) return undefined;
  const place = within(inner, path, `${quote}\n`, line);
  const isOpen = line.right.charAt(place.range.end - line.offset) !== quote;
  const range = isOpen ? { ...place.range, end: line.offset } : place.range;
  const write = (text: string): string =>
    quote === '"' ? JSON.stringify(text).slice(1, -1) : text.replaceAll("'", "''");
  return { ...place, range, write };
}

/** As it stands, in a text of which it is a part. */
function within(before: string, path: SymbolicPath, ends: string, line: Line): AgentPlace {
  let end = 0;
  const depth = { open: (before.match(/\(/g) ?? []).length - (before.match(/\)/g) ?? []).length };
  while (end < line.right.length) {
    const char = line.right.charAt(end);
    if (char === "(") depth.open++;
    if (char === ")") depth.open--;
    const isEnd = char === "#" ? /\s/.test(line.right.charAt(end - 1)) : depth.open <= 0;
    if (ends.includes(char) && isEnd) break;
    end++;
  }
  const rest = line.right.slice(0, end).trimEnd();
  const start = line.offset - before.length;
  const range = { start, end: line.offset + rest.length };
  return { path, on: "value", range, before, write: (text) => text };
}

function keyPlace(line: Line): AgentPlace | undefined {
  const { above, left, right, offset } = line;
  const [, indent = "", typed = ""] = /^( *)(.*)$/.exec(left) ?? [];
  const quote = /^["']/.exec(typed)?.[0] ?? "";
  const before = typed.slice(quote.length);
  if (/^[-[{]/.test(typed) || (quote !== "" && before.includes(quote))) return undefined;
  const under = ancestors(above, indent.length);
  if (under === undefined) return undefined;
  const [rest = ""] = /^(?:(?!\s*:(?:\s|$)|\s+#)[^\r\n])*/.exec(right) ?? [];
  const isAssigned = /^\s*:(?:\s|$)/.test(right.slice(rest.length));
  return {
    path: [...under, before],
    on: "key",
    range: { start: offset - typed.length, end: offset + rest.trimEnd().length },
    before: quote + before,
    write: (text) =>
      quote === "'"
        ? `'${text.replaceAll("'", "''")}'`
        : quote === '"'
          ? JSON.stringify(text)
          : plainText(text, "block"),
    ...(isAssigned ? {} : { assign: ": " }),
  };
}

/** Plain where YAML reads it back as this text, else in quotes. */
function plainText(text: string, style: "block" | "flow"): string {
  const isPlain =
    /^[^\s\-?:,[\]{}#&*!|>'"%@`]/.test(text) &&
    !/:(?:\s|$)|\s#|\s$|[\p{Cc}]/u.test(text) &&
    !(style === "flow" && /[,[\]{}]/.test(text)) &&
    typeof resolvePlain(text) === "string";
  return isPlain ? text : JSON.stringify(text);
}

function unquoted(name: string): string {
  return name.replace(/^(["'])(.*)\1$/s, "$2");
}
