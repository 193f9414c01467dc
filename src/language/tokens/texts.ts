import type { Range } from "../../model/place.ts";
import { BUILT_IN_TOOLS } from "../../model/tool-pattern.ts";
import { BUILT_IN_SETS } from "../../policy/built-in-sets.ts";
import type { Token } from "./token.ts";

/** The signs of a pattern that stand for more than themselves: stars, and the braces and commas of choices. */
export function wildcardTokens(text: string, range: Range): readonly Token[] {
  return pieces(text, range).flatMap(({ start, end, isSign }) =>
    isSign ? [{ start, end, type: "operator", modifiers: [] } as const] : [],
  );
}

/** A tool as rules and calls name it: its server, its name, and what of them is a wildcard. */
export function toolTokens(text: string, range: Range): readonly Token[] {
  const written = text.slice(range.start, range.end);
  if ((BUILT_IN_TOOLS as readonly string[]).includes(written))
    return [{ ...range, type: "function", modifiers: ["defaultLibrary"] }];
  const [, kind = ""] = /^(mcp:|tool:)/.exec(written) ?? [];
  const slash = kind === "mcp:" ? written.indexOf("/") : -1;
  const name = range.start + (slash < 0 ? kind.length : slash + 1);
  const server = { start: range.start + kind.length, end: Math.max(name - 1, range.start) };
  const named = (part: Range, type: Token["type"]): readonly Token[] =>
    pieces(text, part).map(({ start, end, isSign }) => ({
      start,
      end,
      type: isSign ? "operator" : type,
      modifiers: [],
    }));
  return [
    ...(slash < 0 ? [] : named(server, "namespace")),
    ...named({ start: name, end: range.end }, "function"),
  ];
}

/** A set where it is used, the dollar sign included. */
export function setToken(name: string, range: Range, own: ReadonlySet<string>): Token {
  const ships = !own.has(name) && BUILT_IN_SETS.has(name);
  return { ...range, type: "variable", modifiers: ships ? ["defaultLibrary"] : [] };
}

interface Piece extends Range {
  readonly isSign: boolean;
}

/** A text cut at its signs; a comma is one inside braces only. */
function pieces(text: string, { start, end }: Range): readonly Piece[] {
  const found: Piece[] = [];
  let from = start;
  let depth = 0;
  for (const match of text.slice(start, end).matchAll(/\*{1,2}|[{},]/g)) {
    const [sign] = match;
    if (sign === "{") depth++;
    if (sign === "," && depth === 0) continue;
    if (sign === "}") depth--;
    const at = start + match.index;
    if (from < at) found.push({ start: from, end: at, isSign: false });
    from = at + sign.length;
    found.push({ start: at, end: from, isSign: true });
  }
  if (from < end) found.push({ start: from, end, isSign: false });
  return found;
}
