import type { Range } from "../../model/place.ts";

/** What a stretch of text is, in the words that every editor knows; the place in the list is its number. */
export const TOKEN_TYPES = [
  "keyword",
  "function",
  "namespace",
  "variable",
  "operator",
  "parameter",
  "label",
  "string",
] as const;

/** What more is said of it; the place in the list is its bit. */
export const TOKEN_MODIFIERS = ["declaration", "defaultLibrary", "allow", "ask", "deny"] as const;

/** A stretch of text within one line. */
export interface Token extends Range {
  readonly type: (typeof TOKEN_TYPES)[number];
  readonly modifiers: readonly (typeof TOKEN_MODIFIERS)[number][];
}
