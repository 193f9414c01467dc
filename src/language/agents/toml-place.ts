import type { SymbolicPath } from "../../model/place.ts";
import type { AgentPlace } from "./writing.ts";

/** Behind more text than this nobody writes. */
const LONGEST = 200_000;

/**
 * The place in TOML, found by its signs alone: while somebody writes, the file does not parse. A line that begins with a key or a header ends a list that
 * was left open above it.
 */
export function tomlPlaceAt(text: string, offset: number): AgentPlace | undefined {
  if (offset > LONGEST) return undefined;
  const scan = scanned(text.slice(0, offset));
  const { last, state } = scan;
  if (last?.startsWith("#") === true) return undefined;
  const quote = openQuote(last);
  if (quote !== undefined && last !== undefined)
    return inQuotes(text, offset, { quote, last }, state);
  const rest = /^[^\n]*/.exec(text.slice(offset))?.[0] ?? "";
  if (state.keys === undefined) return keyPlace(rest, offset, state);
  const isFree = last === undefined ? false : /^[[,=]$/.test(last);
  if (!isFree || !/^\s*(?:[\],#].*)?$/.test(rest)) return undefined;
  const range = { start: offset, end: offset };
  const write = (one: string): string => JSON.stringify(one);
  return { path: pathOf(state), on: "value", range, before: "", write };
}

interface State {
  readonly header: SymbolicPath;
  /** Of the pair that the cursor is in the value of. */
  readonly keys: readonly string[] | undefined;
  /** What is typed of the key, where the cursor is before its value. */
  readonly typed: string;
  /** In a list: how many commas stand before, at each level. */
  readonly lists: readonly number[];
}

const SIGNS =
  /"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'[^'\n]*'?|#[^\n]*|\n|[[\]{},=]|[^\s[\]{},=#"']+/g;
const HEADER = /^[ \t]*(\[\[?)[ \t]*([^\n\]]*?)[ \t]*(\]\]?)/;
const PAIR =
  /^[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*[ \t]*=/;

function scanned(text: string): { readonly state: State; readonly last: string | undefined } {
  const counts = new Map<string, number>();
  let header: SymbolicPath = [];
  let keys: readonly string[] | undefined;
  let typed = "";
  let lists: number[] = [];
  let last: string | undefined;
  let skip = 0;
  const fresh = (at: number): void => {
    const line = text.slice(at);
    const named = HEADER.exec(line);
    if (named === null && lists.length > 0 && !PAIR.test(line)) return;
    if (named !== null && lists.length > 0 && !/^[\w.-]+$/.test(named[2] ?? "")) return;
    [keys, typed, lists] = [undefined, "", []];
    if (named === null) return;
    const [whole, open = "", name = ""] = named;
    skip = at + whole.length;
    const steps = partsOf(name);
    const before = counts.get(name) ?? 0;
    if (open === "[[") counts.set(name, before + 1);
    header = open === "[[" ? [...steps, before] : steps;
  };
  fresh(0);
  for (const { 0: sign, index } of text.matchAll(SIGNS)) {
    if (index < skip) continue;
    last = sign;
    const top = lists.length - 1;
    if (sign === "\n") {
      fresh(index + 1);
      last = lists.length > 0 ? "," : undefined;
    } else if (sign.startsWith("#")) continue;
    else if (keys === undefined) {
      if (sign === "=") keys = partsOf(typed);
      else typed += sign;
    } else if (sign === "[") lists.push(0);
    else if (sign === "]") lists.pop();
    else if (sign === "," && top >= 0) lists[top] = (lists[top] ?? 0) + 1;
  }
  return { state: { header, keys, typed, lists }, last };
}

function partsOf(name: string): readonly string[] {
  const parts = name.match(/"[^"]*"|'[^']*'|[^\s.]+/g) ?? [];
  return parts.map((part) => part.replace(/^(["'])(.*)\1$/, "$2"));
}

function pathOf({ header, keys = [], lists }: State): SymbolicPath {
  return [...header, ...keys, ...lists];
}

/** The quote of a text that is not closed yet. Those of several lines are left alone. */
function openQuote(sign: string | undefined): '"' | "'" | undefined {
  const quote = sign?.charAt(0);
  if (sign === undefined || (quote !== '"' && quote !== "'") || sign.startsWith(quote.repeat(3)))
    return undefined;
  const isClosed = sign.length > 1 && sign.endsWith(quote) && !/(?<!\\)(?:\\\\)*\\"$/.test(sign);
  return isClosed ? undefined : quote;
}

function inQuotes(
  text: string,
  offset: number,
  { quote, last }: { readonly quote: '"' | "'"; readonly last: string },
  state: State,
): AgentPlace | undefined {
  if (state.keys === undefined) return undefined;
  const before = last.slice(1);
  const [rest = ""] = /^[^"'\\\n]*/.exec(text.slice(offset)) ?? [];
  const closed = text[offset + rest.length] === quote;
  const range = { start: offset - before.length, end: closed ? offset + rest.length : offset };
  const write = (one: string): string => (quote === '"' ? JSON.stringify(one).slice(1, -1) : one);
  return { path: pathOf(state), on: "value", range, before, write };
}

/** On the name of a pair, with nothing but that name on the line so far. */
function keyPlace(rest: string, offset: number, { header, typed }: State): AgentPlace | undefined {
  if (!/^[\w-]*$/.test(typed)) return undefined;
  const [more = ""] = /^[\w-]*/.exec(rest) ?? [];
  const behind = rest.slice(more.length);
  if (!/^\s*(?:[=#].*)?$/.test(behind)) return undefined;
  return {
    path: [...header, typed],
    on: "key",
    range: { start: offset - typed.length, end: offset + more.length },
    before: typed,
    write: (one) => one,
    ...(/^\s*=/.test(behind) ? {} : { assign: " = " }),
  };
}
