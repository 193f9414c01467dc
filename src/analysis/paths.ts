import { foldCase, foldName } from "../engine/fold.ts";
import { foldChoice, unbind } from "../engine/path-match.ts";
import type { Guard } from "../engine/path-match.ts";
import { namesProtected } from "../engine/protected.ts";
import type { PathChoice, PathPattern, PatternSegment } from "../model/path-pattern.ts";
import type { Ground } from "./ground.ts";
import type { Sequence, SequenceSet } from "./sequences.ts";

/**
 * The paths that the pattern matches narrowly, as names from the machine's root; exact on a disk without links. `undefined` where it starts from
 * a folder that is not known.
 */
export function narrowPaths(
  { choices }: PathPattern,
  ground: Ground,
  guard: Guard,
): SequenceSet | undefined {
  const all: Sequence[] = [];
  for (const choice of choices) {
    const root = rootOf(choice, ground);
    if (root === undefined) return undefined;
    const steps = [...root.map((name) => [name]), ...choice.segments];
    const { segments } = choice;
    const spares = {
      from: root.length,
      allows: (text: string): boolean => namesProtected(segments, [text]),
    };
    all.push(guard === "open" ? { steps } : { steps, spares });
  }
  return { choices: all };
}

/** Those of the pattern that grant whole trees, by their tops. */
export function treePaths(pattern: PathPattern): PathPattern {
  return {
    ...pattern,
    choices: pattern.choices.filter(({ segments }) => segments.at(-1) === "**"),
  };
}

/**
 * The paths that one of the patterns matches widely; exact but for names that Windows reads otherwise (`:`, `\`, dots at the end). `undefined`
 * as above, and where a pattern speaks of such names.
 */
export function widePaths(
  patterns: readonly PathPattern[],
  ground: Ground,
): SequenceSet | undefined {
  const all: Sequence[] = [];
  for (const choice of patterns.flatMap((pattern) => pattern.choices)) {
    const folded = unbind(foldChoice(choice));
    const root = rootOf(folded, ground);
    if (root === undefined || root.some(isCut) || choice.segments.some(isCutGlob)) return undefined;
    all.push({ steps: [...root.map((name) => [foldName(name)]), ...folded.segments, "**"] });
  }
  return { choices: all, fold: foldName };
}

function isCutGlob(segment: PatternSegment): boolean {
  return segment !== "**" && isCut(segment.join("*"));
}

function isCut(name: string): boolean {
  return foldName(name) !== foldCase(name);
}

function rootOf({ anchor, up }: PathChoice, ground: Ground): readonly string[] | undefined {
  if (anchor === "machine") return [];
  const root = ground[anchor];
  return root?.slice(0, Math.max(root.length - up, 0));
}
