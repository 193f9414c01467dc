import type { Outcome } from "./problem.ts";

/** A text with `*`: the literal pieces between the stars. One piece: no star. `["test:", ""]` is `test:*`. */
export type Glob = readonly string[];

/** Does the glob hold the whole text? Linear in the text for each piece. */
export function globMatches(glob: Glob, text: string): boolean {
  const first = glob[0] ?? "";
  if (glob.length === 1) return text === first;
  const last = glob[glob.length - 1] ?? "";
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
    return false;
  let from = first.length;
  const limit = text.length - last.length;
  for (let i = 1; i < glob.length - 1; i++) {
    const piece = glob[i] ?? "";
    const found = text.indexOf(piece, from);
    if (found < 0 || found + piece.length > limit) return false;
    from = found + piece.length;
  }
  return from <= limit;
}

/** Is there a star? */
export function hasStar(glob: Glob): boolean {
  return glob.length > 1;
}

/** The glob of a text in which `*` is the only sign. */
export function toGlob(text: string): Glob {
  return text.split("*");
}

/** More choices than this in one pattern is an error. */
const MOST_CHOICES = 1000;

/**
 * Writes `{a,b}` out: `x{a,b}` is `xa` and `xb`. Not nested. Fails on a brace without its partner, a brace inside braces and too many choices.
 */
export function expandBraces(text: string): Outcome<readonly string[]> {
  let done: string[] = [""];
  let from = 0;
  for (;;) {
    const open = text.indexOf("{", from);
    const tail = open < 0 ? text.slice(from) : text.slice(from, open);
    if (tail.includes("}")) return { error: "a `}` has no `{` before it" };
    done = done.map((head) => head + tail);
    if (open < 0) return { value: done };
    const close = text.indexOf("}", open);
    if (close < 0) return { error: "a `{` is not closed" };
    const inside = text.slice(open + 1, close);
    if (inside.includes("{"))
      return { error: "a `{` stands inside another one; write the choices out" };
    const choices = inside.split(",");
    if (done.length * choices.length > MOST_CHOICES)
      return { error: `it has more than ${MOST_CHOICES} choices` };
    done = done.flatMap((head) => choices.map((choice) => head + choice));
    from = close + 1;
  }
}
