import { globMatches } from "../model/glob.ts";
import type { Glob } from "../model/glob.ts";

/**
 * A glob that stands for an intersection of globs; or `none` where they have no text in common, or `several` where the intersection is no
 * single glob.
 */
export function reduceGlobs(globs: readonly Glob[]): Glob | "none" | "several" {
  const [first = [""], ...rest] = globs;
  if (rest.length === 0) return first;
  const literal = globs.find((glob) => glob.length === 1);
  if (literal !== undefined)
    return globs.every((glob) => globMatches(glob, literal[0] ?? "")) ? literal : "none";
  if (!areCompatible(globs)) return "none";
  return globs.find((glob) => globs.every((other) => holdsGlob(other, glob))) ?? "several";
}

/** Is every text of `inner` one of `outer`? Exact. */
export function holdsGlob(outer: Glob, inner: Glob): boolean {
  if (outer === inner) return true;
  // With a sign that `outer` does not name in place of each star, only its own stars can hold it.
  return globMatches(outer, inner.join(freshSign([outer])));
}

/** Is there a text that both hold? Exact. */
export function globsMeet(a: Glob, b: Glob): boolean {
  return reduceGlobs([a, b]) !== "none";
}

/** With stars, globs have a text in common exactly when their beginnings and their ends agree. */
function areCompatible(globs: readonly Glob[]): boolean {
  const head = longest(globs.map((glob) => glob[0] ?? ""));
  const tail = longest(globs.map((glob) => glob.at(-1) ?? ""));
  return globs.every((glob) => head.startsWith(glob[0] ?? "") && tail.endsWith(glob.at(-1) ?? ""));
}

/** A text that all the globs hold, with `filler` for each star; they must meet. */
export function fill(globs: readonly Glob[], filler: string): string {
  const [first = [""], ...rest] = globs;
  if (rest.length === 0) return first.join(filler);
  const literal = globs.find((glob) => glob.length === 1);
  if (literal !== undefined) return literal[0] ?? "";
  const head = longest(globs.map((glob) => glob[0] ?? ""));
  const tail = longest(globs.map((glob) => glob.at(-1) ?? ""));
  const middles = globs.flatMap((glob) => glob.slice(1, -1));
  return [head, ...middles, tail].join(filler);
}

function longest(texts: readonly string[]): string {
  return texts.reduce((best, text) => (text.length > best.length ? text : best), "");
}

/** A sign without case that stands in none of the globs. */
export function freshSign(globs: readonly Glob[]): string {
  for (let code = 0x4e00; ; code++) {
    const sign = String.fromCharCode(code);
    if (!globs.some((glob) => glob.some((piece) => piece.includes(sign)))) return sign;
  }
}
