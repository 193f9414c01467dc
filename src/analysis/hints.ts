import { toSegments } from "../engine/paths.ts";
import type { Ground } from "./ground.ts";
import { readerOf } from "./sequences.ts";
import type { Item, Reader, SequenceSet } from "./sequences.ts";
import { commandText, pathText } from "./spell.ts";

/** Real values of the workspace, for calls that read as if somebody had made them. */
export interface Hints {
  /** Paths of files, from the workspace or from the machine's root. */
  readonly files: readonly string[];
  /** Names of scripts in `package.json`. */
  readonly scripts: readonly string[];
  /** Tools of catalogs, as `mcp:<server>/<tool>`. */
  readonly tools: readonly string[];
  /** git keeps the document in question. */
  readonly tracked?: boolean;
}

export const NO_HINTS: Hints = { files: [], scripts: [], tools: [] };

/** Files beyond so many are not looked at; of those that fit, so many are given. */
const MOST_FILES = 500;
const MOST_GIVEN = 3;

/** Files that are in all of `inside` and in none of `outside`. */
export function hintedPaths(
  { files }: Hints,
  inside: readonly SequenceSet[],
  outside: readonly SequenceSet[],
  ground: Ground,
): readonly string[] {
  const { workspace } = ground;
  if (workspace === undefined || files.length === 0) return [];
  const sequences = sequencesOf(files, `/${workspace.join("/")}`);
  return fitting(sequences, inside, outside).flatMap((items) => pathText(items, ground) ?? []);
}

/** Many questions are asked about the same files. */
const known = new WeakMap<readonly string[], { readonly root: string; readonly of: Sequences }>();

function sequencesOf(files: readonly string[], root: string): Sequences {
  const before = known.get(files);
  if (before?.root === root) return before.of;
  const of = files
    .slice(0, MOST_FILES)
    .map((file) => toItems(toSegments(file.startsWith("/") ? file : `${root}/${file}`)));
  known.set(files, { root, of });
  return of;
}

type Sequences = readonly (readonly Item[])[];

/** Commands that run scripts of the workspace and are in all of `inside` and in none of `outside`. */
export function hintedCommands(
  { scripts }: Hints,
  inside: readonly SequenceSet[],
  outside: readonly SequenceSet[],
): readonly string[] {
  if (scripts.length === 0) return [];
  const sequences = scripts.map((script) => toItems(["npm", "run", script]));
  return fitting(sequences, inside, outside).map(commandText);
}

function toItems(texts: readonly string[]): readonly Item[] {
  return texts.map((text) => ({ text }));
}

function fitting(
  sequences: Sequences,
  inside: readonly SequenceSet[],
  outside: readonly SequenceSet[],
): readonly (readonly Item[])[] {
  const within = inside.map((one) => readerOf(one));
  const without = outside.map((one) => readerOf(one));
  const fit: (readonly Item[])[] = [];
  for (const items of sequences) {
    const isWithin = within.every((reader) => isHeld(reader, items));
    if (isWithin && !without.some((reader) => isHeld(reader, items))) fit.push(items);
    if (fit.length === MOST_GIVEN) break;
  }
  return fit;
}

function isHeld(reader: Reader, items: readonly Item[]): boolean {
  let standing = reader.start;
  for (const item of items) {
    standing = reader.after(standing, item);
    if (standing.length === 0) return false;
  }
  return reader.isDone(standing);
}
