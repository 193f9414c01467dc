import { globMatches } from "../model/glob.ts";
import type { Glob } from "../model/glob.ts";
import type { PathChoice, PathPattern, PatternSegment } from "../model/path-pattern.ts";
import { cutEnd, foldCase, foldName } from "./fold.ts";
import { lazy } from "./lazy.ts";
import type { KnownPath, PathForm } from "./paths.ts";
import { namesProtected, ownSegments } from "./protected.ts";
import { greatest, least, NO, truth, UNKNOWN, YES } from "./truth.ts";
import type { Truth } from "./truth.ts";

/** Do wildcards reach protected files? Not where a grant to write is `guarded`. */
export type Guard = "open" | "guarded";

/** A path pattern, ready to match. */
export interface PathMatcher {
  /** Both forms must match exactly. */
  narrow(path: KnownPath, guard: Guard): Truth;
  /** Does it surely cover the whole tree below `path`, narrowly? */
  narrowTree(path: KnownPath, guard: Guard): Truth;
  /** Either form, folded as on Windows or without case alone, or anything above it. */
  wide(path: KnownPath): Truth;
  /** May it match something below `path`, widely? */
  mayLieBelow(path: KnownPath): boolean;
}

/** Compiles one pattern. */
export function compilePath(pattern: PathPattern): PathMatcher {
  const exact = pattern.choices;
  const trees = lazy(() => exact.filter((choice) => choice.segments.at(-1) === "**"));
  const cut = lazy(() => exact.map(foldChoice).map(unbind));
  const uncut = lazy(() => exact.map(withoutCase).map(unbind));
  const above: Loose = {
    cut: lazy(() => cut().map(andBelow)),
    uncut: lazy(() => uncut().map(andBelow)),
  };
  return {
    narrow: (path, guard) => narrowOf(exact, path, guard),
    narrowTree: (path, guard) => narrowOf(trees(), path, guard),
    wide: (path) => wideOf(above, path),
    mayLieBelow: (path) => mayReachBelow({ cut, uncut }, path),
  };
}

/** The choices of a pattern as names are compared widely: cut as on Windows, and whole. */
interface Loose {
  readonly cut: () => readonly PathChoice[];
  readonly uncut: () => readonly PathChoice[];
}

function andBelow(choice: PathChoice): PathChoice {
  return { ...choice, segments: [...choice.segments, ANY] };
}

const ANY: PatternSegment = "**";

/** Each form by a choice of its own. */
function narrowOf(choices: readonly PathChoice[], path: KnownPath, guard: Guard): Truth {
  const given = best(choices, (choice) => narrowForm(choice, path.given, guard));
  if (given === NO || path.real === path.given) return given;
  const { real } = path;
  if (real === undefined) return UNKNOWN;
  return least(
    given,
    best(choices, (choice) => narrowForm(choice, real, guard)),
  );
}

function best(choices: readonly PathChoice[], match: (choice: PathChoice) => Truth): Truth {
  let result: Truth = NO;
  for (const choice of choices) {
    result = greatest(result, match(choice));
    if (result === YES) break;
  }
  return result;
}

function narrowForm(choice: PathChoice, form: PathForm, guard: Guard): Truth {
  const segments = fromAnchor(choice, form);
  if (segments === "unknown") return UNKNOWN;
  if (segments === undefined || !matchSegments(choice.segments, segments)) return NO;
  return truth(guard === "open" || namesProtected(choice.segments, ownSegments(form)));
}

/** The path's segments from where the pattern starts. */
function fromAnchor(choice: PathChoice, form: PathForm): readonly string[] | undefined | "unknown" {
  if (choice.anchor === "machine") return form.machine;
  if (choice.up === 0) return form.from(choice.anchor);
  const root = form.root(choice.anchor);
  if (root === undefined) return "unknown";
  const top = root.slice(0, Math.max(root.length - choice.up, 0));
  return top.every((name, i) => form.machine[i] === name)
    ? form.machine.slice(top.length)
    : undefined;
}

function wideOf(loose: Loose, path: KnownPath): Truth {
  const given = wideForm(loose, path.given);
  if (given === YES || path.real === path.given) return given;
  const { real } = path;
  if (real === undefined) return UNKNOWN;
  return greatest(given, wideForm(loose, real));
}

/** A name that nothing is cut from matches no pattern whole that it does not match cut. */
function wideForm({ cut, uncut }: Loose, { folded, uncut: whole }: PathForm): Truth {
  const matched = best(cut(), (choice) => wideChoice(choice, folded));
  if (matched === YES || whole === folded) return matched;
  return greatest(
    matched,
    best(uncut(), (choice) => wideChoice(choice, whole)),
  );
}

function wideChoice(choice: PathChoice, form: PathForm): Truth {
  const segments = fromAnchor(choice, form);
  if (segments === "unknown") return UNKNOWN;
  return truth(segments !== undefined && matchSegments(choice.segments, segments));
}

/** Widely, a leading `**` is any folder of the machine. */
export function unbind(choice: PathChoice): PathChoice {
  const isUnbound = choice.anchor === "workspace" && choice.up === 0 && choice.segments[0] === "**";
  return isUnbound ? { ...choice, anchor: "machine" } : choice;
}

function mayReachBelow({ cut, uncut }: Loose, { given, real }: KnownPath): boolean {
  if (real === undefined) return true;
  return [given, real].some(
    ({ folded, uncut: whole }) =>
      cut().some((choice) => reachesBelow(choice, folded)) ||
      (whole !== folded && uncut().some((choice) => reachesBelow(choice, whole))),
  );
}

function reachesBelow(choice: PathChoice, form: PathForm): boolean {
  const pattern = wholePattern(choice, form);
  return pattern === undefined || isStartOf(pattern, form.machine);
}

/** The pattern from the machine's root; `undefined` where its anchor is not known. */
function wholePattern(choice: PathChoice, form: PathForm): readonly PatternSegment[] | undefined {
  if (choice.anchor === "machine") return choice.segments;
  const root = form.root(choice.anchor);
  if (root === undefined) return undefined;
  const top = root.slice(0, Math.max(root.length - choice.up, 0));
  return [...top.map((name) => [name]), ...choice.segments];
}

/** A choice as it is held against whole names without case. */
function withoutCase(choice: PathChoice): PathChoice {
  const segments = choice.segments.map((segment) =>
    segment === "**" ? segment : segment.map(foldCase),
  );
  return { ...choice, segments };
}

/** A choice as it is held against folded names. */
export function foldChoice(choice: PathChoice): PathChoice {
  const segments = choice.segments.map((segment) =>
    segment === "**" ? segment : foldGlob(segment),
  );
  return { ...choice, segments };
}

/** Cut as the names are that it is held against; what is cut off can only make it match more. */
function foldGlob(glob: Glob): Glob {
  if (glob.length === 1) return [foldName(glob[0] ?? "")];
  const stream = glob.findIndex((piece, at) => piece.includes(":", at === 0 ? 1 : 0));
  const kept =
    stream < 0 ? glob : [...glob.slice(0, stream), cutStream(glob[stream] ?? "", stream)];
  return kept.map((piece, at) =>
    at === kept.length - 1 ? cutEnd(foldCase(piece)) : foldCase(piece),
  );
}

function cutStream(piece: string, at: number): string {
  return piece.slice(0, piece.indexOf(":", at === 0 ? 1 : 0));
}

/** Does the pattern match all the segments? Goes back only to the last `**`. */
export function matchSegments(
  pattern: readonly PatternSegment[],
  segments: readonly string[],
): boolean {
  let p = 0;
  let s = 0;
  let star = -1;
  let resume = 0;
  while (s < segments.length) {
    const part = pattern[p];
    if (part === "**") {
      star = p++;
      resume = s;
    } else if (part !== undefined && globMatches(part, segments[s] ?? "")) {
      p++;
      s++;
    } else if (star >= 0) {
      p = star + 1;
      s = ++resume;
    } else return false;
  }
  while (pattern[p] === "**") p++;
  return p === pattern.length;
}

/** Could the pattern match when more segments follow? */
function isStartOf(pattern: readonly PatternSegment[], segments: readonly string[]): boolean {
  let live = new Set<number>([0]);
  for (const segment of segments) {
    const next = new Set<number>();
    for (const at of withSkips(pattern, live)) {
      const part = pattern[at];
      if (part === "**") next.add(at);
      else if (part !== undefined && globMatches(part, segment)) next.add(at + 1);
    }
    live = next;
  }
  return [...withSkips(pattern, live)].some((at) => at < pattern.length);
}

function withSkips(
  pattern: readonly PatternSegment[],
  live: ReadonlySet<number>,
): ReadonlySet<number> {
  const all = new Set(live);
  for (const at of all) if (pattern[at] === "**") all.add(at + 1);
  return all;
}
