import { shellWord } from "../model/shell-word.ts";
import type { PathChoice } from "../model/path-pattern.ts";

/** A file that the choice matches, with a plain name for each star. `last` takes the place of the last name. */
export function samplePath(choice: PathChoice, last?: string): string {
  const names = namesOf(choice);
  if (choice.segments.at(-1) === "**") names.push(NAME);
  if (last !== undefined) names.splice(-1, 1, last);
  return rootOf(choice) + names.join("/");
}

/** A folder that the choice matches, as high up as can be. */
export function sampleFolder(choice: PathChoice): string {
  const path = rootOf(choice) + namesOf(choice).join("/");
  return path === "" ? "." : path;
}

/** The words as a shell reads them back. */
export function commandLine(words: readonly string[]): string {
  return words.map(shellWord).join(" ");
}

/** What stands for a star. */
const NAME = "example";

function namesOf({ segments }: PathChoice): string[] {
  return segments.flatMap((segment) => (segment === "**" ? [] : [segment.join(NAME)]));
}

function rootOf({ anchor, up, segments }: PathChoice): string {
  const [first] = segments;
  if (anchor === "home") return `~/${"../".repeat(up)}`;
  if (anchor === "workspace") return "../".repeat(up);
  return first !== undefined && first !== "**" && /^[A-Za-z]:$/.test(first[0] ?? "") ? "" : "/";
}
