import type { Clause, Constraints } from "../model/clause.ts";
import { parsePathPattern } from "../model/path-pattern.ts";
import type { PathPattern } from "../model/path-pattern.ts";
import { failed } from "../model/problem.ts";
import { allCommands, allPaths } from "./desk.ts";
import type { Desk, PathUse } from "./desk.ts";
import type { CallSet } from "./call-set.ts";
import { search } from "./search.ts";
import { isAnyText, readerOf } from "./sequences.ts";
import type { Sequence, SequenceSet } from "./sequences.ts";
import { pathText } from "./spell.ts";

/** Is it a clause that allows? Then wildcards of its paths spare protected files. */
export function isGrant(set: CallSet): set is Clause {
  return "effect" in set && set.effect === "allow";
}

/** The paths of each set that says any; `undefined` where one starts from a folder that is not known. */
export function pathSets(
  sets: readonly CallSet[],
  tool: "file.read" | "file.write",
  desk: Desk,
): readonly SequenceSet[] | undefined {
  const all: SequenceSet[] = [];
  for (const set of sets) {
    const use = useOf(set, tool, desk);
    const paths = allPaths(set.where.path ?? ANYWHERE, use, desk);
    if (paths === undefined) return undefined;
    all.push(paths);
  }
  return all;
}

const ANYWHERE: readonly PathPattern[] = ["/**"].flatMap((source) => {
  const pattern = parsePathPattern(source);
  return failed(pattern) ? [] : [pattern.value];
});

function useOf(set: CallSet, tool: "file.read" | "file.write", desk: Desk): PathUse {
  if ("effect" in set && set.effect === "deny") return "wide";
  return isGrant(set) && tool === "file.write" && desk.ground.isPlain ? "write" : "read";
}

/** The commands of each set, as they are written or, for programs that are named by a path, at most; all where none says any. */
export function commandSets(
  sets: readonly CallSet[],
  bound: "spelled" | "outer",
  desk: Desk,
): readonly SequenceSet[] {
  const all = sets.flatMap(({ where: { command } }) =>
    command === undefined ? [] : [allCommands(command, bound, desk)],
  );
  return all.length === 0 ? [{ choices: [{ steps: ["**"] }] }] : all;
}

/** Commands that the clause surely matches: an `allow` narrowly, a `deny` widely. */
export function matchedCommands({ effect, where }: Clause, desk: Desk): SequenceSet {
  const { command } = where;
  if (command === undefined) return { choices: [{ steps: ["**"] }] };
  const inner = allCommands(command, "inner", desk);
  return effect === "deny" ? { choices: inner.choices.flatMap(prefixesOf) } : inner;
}

/** Widely a pattern is a prefix; a wildcard holds operands only, and in a program's name it is held against the last name of a path. */
function prefixesOf({ steps }: Sequence): readonly Sequence[] {
  const [program, ...rest] = steps;
  if (program === undefined || program === "**") return [{ steps: ["**"] }];
  if (program.length > 1 && !isAnyText(program)) return [];
  const words = rest.filter((step) => step !== "**");
  const allows = (text: string): boolean => !text.startsWith("-");
  // What follows the pattern may be anything.
  const spares = { from: 1, to: 1 + words.length, allows };
  return [{ steps: [program, ...words, "**"], spares }];
}

/** A folder in which a command of all the sets may run, where one of them says. */
export function folderIn(sets: readonly CallSet[], desk: Desk): string | undefined {
  const patterns = sets.flatMap(({ where: { cwd } }: { readonly where: Constraints }) =>
    cwd === undefined ? [] : [cwd],
  );
  if (patterns.length === 0) return undefined;
  const readers = patterns.map((list) => readerOf(allPaths(list, "read", desk) ?? { choices: [] }));
  const found = search({ within: readers, without: [] });
  return typeof found === "object" ? pathText(found, desk.ground) : undefined;
}
