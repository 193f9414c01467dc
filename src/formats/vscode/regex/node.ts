import type { CharSet } from "./set.ts";

/** A regular expression of ECMAScript as a tree. */
export type RegexNode =
  | { readonly kind: "set"; readonly set: CharSet }
  | { readonly kind: "seq"; readonly items: readonly RegexNode[] }
  | { readonly kind: "alt"; readonly options: readonly RegexNode[] }
  | {
      readonly kind: "repeat";
      readonly node: RegexNode;
      readonly min: number;
      /** `Infinity` where it is not bounded. */
      readonly max: number;
    }
  | {
      readonly kind: "group";
      readonly node: RegexNode;
      /** Its number, where it captures. */
      readonly capture?: number;
      readonly name?: string;
    }
  | {
      readonly kind: "edge";
      readonly edge: "start" | "end" | "line-start" | "line-end" | "word" | "no-word";
    }
  | {
      readonly kind: "look";
      readonly to: "ahead" | "behind";
      readonly negative: boolean;
      readonly node: RegexNode;
    }
  | { readonly kind: "back"; readonly to: number | string };

/** The expression that matches the empty text. */
export const EMPTY: RegexNode = { kind: "seq", items: [] };
