/** A pattern, ready to be matched. */
export interface Wildcard {
  /** What stands between the stars. */
  readonly pieces: readonly string[];
  /** The same without a ` *` at the end, which may be missing. */
  readonly bare: readonly string[] | undefined;
}

/**
 * Reads a pattern of opencode: `*` is any run of characters, also `/` and line ends; `?` is one; ` *` at the end may be missing; `\` counts as
 * `/`, also in the text. Case counts (it does not on Windows). Nothing else is special.
 * Source: `packages/core/src/util/wildcard.ts` of anomalyco/opencode; recorded from 1.18.33.
 */
export function parseWildcard(pattern: string): Wildcard {
  const slashed = pattern.replaceAll("\\", "/");
  const bare = slashed.endsWith(" *") ? slashed.slice(0, -2).split("*") : undefined;
  return { pieces: slashed.split("*"), bare };
}

/** Does the pattern hold for the whole text? */
export function wildcardHolds({ pieces, bare }: Wildcard, text: string): boolean {
  const plain = text.includes("\\") ? text.replaceAll("\\", "/") : text;
  return runs(plain, pieces) || (bare !== undefined && runs(plain, bare));
}

/** Does a pattern hold for the whole text? For patterns that are asked once. */
export function wildcardMatches(text: string, pattern: string): boolean {
  return wildcardHolds(parseWildcard(pattern), text);
}

/** Does a pattern hold for every text that another one holds for? Only a yes is sure. */
export function wildcardCover(wide: string): (narrow: string) => boolean {
  // The stars of the narrow one stand for anything: only a star of the wide one can take them, never a `?`.
  if (!wide.includes("*") || wide.includes("?")) return (narrow) => narrow === wide;
  const read = parseWildcard(wide);
  const head = wide.slice(0, wide.indexOf("*")).trimEnd();
  // Most pairs begin with other words: that is seen at once.
  const quick = head.includes("\\") ? "" : head;
  return (narrow) =>
    (narrow.startsWith(quick) || narrow.includes("\\")) && wildcardHolds(read, narrow);
}

/** Greedy from star to star: the last star is the only one that ever has to give. */
function runs(text: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? "";
  if (!holdsAt(text, first, 0)) return false;
  if (pieces.length === 1) return text.length === first.length;
  const last = pieces.at(-1) ?? "";
  if (text.length < first.length + last.length) return false;
  if (!holdsAt(text, last, text.length - last.length)) return false;
  let from = first.length;
  const limit = text.length - last.length;
  for (let i = 1; i < pieces.length - 1; i++) {
    const piece = pieces[i] ?? "";
    const found = find(text, piece, from, limit);
    if (found === undefined) return false;
    from = found + piece.length;
  }
  return from <= limit;
}

function find(text: string, piece: string, from: number, limit: number): number | undefined {
  if (!piece.includes("?")) {
    const found = text.indexOf(piece, from);
    return found < 0 || found + piece.length > limit ? undefined : found;
  }
  for (let at = from; at + piece.length <= limit; at++) if (holdsAt(text, piece, at)) return at;
  return undefined;
}

function holdsAt(text: string, piece: string, at: number): boolean {
  if (!piece.includes("?")) return text.startsWith(piece, at);
  for (let i = 0; i < piece.length; i++) {
    const char = piece.charAt(i);
    if (char !== "?" && char !== text.charAt(at + i)) return false;
  }
  return true;
}
