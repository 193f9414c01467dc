import { keptByText } from "../../model/kept-by-text.ts";
import { textGlobHolds } from "../text-glob.ts";

/** A pattern, ready to be matched. */
export interface Wildcard {
  /** What stands between the stars. */
  readonly pieces: readonly string[];
  /** The same without a ` *` at the end, which may be missing. */
  readonly bare: readonly string[] | undefined;
  /** What every text that it holds for begins with: most texts do not. */
  readonly head: string;
}

/**
 * Reads a pattern of opencode: `*` is any run of characters, also `/` and line ends; `?` is one; ` *` at the end may be missing; `\` counts as
 * `/`, also in the text. Case counts (it does not on Windows). Nothing else is special.
 * Source: `packages/core/src/util/wildcard.ts` of anomalyco/opencode; recorded from 1.18.33.
 */
export const parseWildcard = keptByText(readWildcard, { most: 5000, longest: 300 });

function readWildcard(pattern: string): Wildcard {
  const slashed = pattern.replaceAll("\\", "/");
  const bare = slashed.endsWith(" *") ? slashed.slice(0, -2).split("*") : undefined;
  const pieces = slashed.split("*");
  const [head = ""] = bare ?? pieces;
  return { pieces, bare, head: head.includes("?") ? "" : head };
}

/** Does the pattern hold for the whole text? */
export function wildcardHolds({ pieces, bare, head }: Wildcard, text: string): boolean {
  const plain = text.includes("\\") ? text.replaceAll("\\", "/") : text;
  if (!plain.startsWith(head)) return false;
  return textGlobHolds(pieces, plain) || (bare !== undefined && textGlobHolds(bare, plain));
}

/** Does a pattern hold for the whole text? */
export function wildcardMatches(text: string, pattern: string): boolean {
  return wildcardHolds(parseWildcard(pattern), text);
}

/** What a pattern covers. */
export interface Cover {
  /** The first character of all that it covers and that holds no `\`; empty where it may be any. */
  readonly first: string;
  /** Does it hold for every text that another one holds for? Only a yes is sure. */
  covers(narrow: string): boolean;
}

/** What a pattern covers. The stars of a covered one stand for anything: only a star of the wide one can take them, never a `?`. */
export function wildcardCover(wide: string): Cover {
  if (!wide.includes("*") || wide.includes("?"))
    return { first: wide.charAt(0), covers: (narrow) => narrow === wide };
  const read = parseWildcard(wide);
  const head = wide.slice(0, wide.indexOf("*")).trimEnd();
  // Most pairs begin with other words: that is seen at once.
  const quick = head.includes("\\") ? "" : head;
  return {
    first: quick.charAt(0),
    covers: (narrow) =>
      (narrow.startsWith(quick) || narrow.includes("\\")) && wildcardHolds(read, narrow),
  };
}
