import type { Glob } from "../model/glob.ts";
import type { PathChoice } from "../model/path-pattern.ts";

/** A path that the choice matches, with a plain name for each star. `last` takes the place of the last name. */
export function samplePath(choice: PathChoice, last?: string): string {
  const names = choice.segments.flatMap((segment) => (segment === "**" ? [] : [fill(segment)]));
  if (last !== undefined) names.splice(-1, 1, last);
  return rootOf(choice) + names.join("/");
}

/** The words as a shell reads them back. */
export function commandLine(words: readonly string[]): string {
  return words.map(quoted).join(" ");
}

function fill(glob: Glob): string {
  return glob.join("example");
}

function rootOf({ anchor, up, segments }: PathChoice): string {
  const [first] = segments;
  if (anchor === "home") return `~/${"../".repeat(up)}`;
  if (anchor === "workspace") return "../".repeat(up);
  return first !== undefined && first !== "**" && /^[A-Za-z]:$/.test(first[0] ?? "") ? "" : "/";
}

function quoted(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
