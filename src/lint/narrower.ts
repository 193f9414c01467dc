import { isProtectedName } from "../engine/protected.ts";
import { matchTool } from "../engine/tools.ts";
import { globMatches } from "../model/glob.ts";
import type { Glob } from "../model/glob.ts";
import type { CommandChoice, CommandPattern, PatternWord } from "../model/command-pattern.ts";
import type { PathChoice, PathPattern } from "../model/path-pattern.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import type { ArgsTest, ValueTest } from "../model/value-test.ts";
import { anchored } from "./anchors.ts";

/** Does the path pattern surely grant no more than the other? A protected name counts as more: only who names it grants it. */
export function narrowsPath(wide: PathPattern, narrow: PathPattern): boolean {
  return narrow.choices.every((one) => wide.choices.some((other) => holdsPath(other, one)));
}

function holdsPath(wide: PathChoice, one: PathChoice): boolean {
  const tree = wide.segments.slice(0, -1);
  const own = one.segments.slice(tree.length);
  return (
    wide.anchor === one.anchor &&
    wide.up === one.up &&
    wide.segments.at(-1) === "**" &&
    tree.every((segment, at) => JSON.stringify(segment) === JSON.stringify(one.segments[at])) &&
    own.every((segment) => segment === "**" || !mayNameProtected(segment))
  );
}

function mayNameProtected(segment: Glob): boolean {
  const [name = "", star] = segment;
  return star === undefined ? isProtectedName(name) : /yaml$/i.test(segment.at(-1) ?? "");
}

/** Does the command pattern surely grant no more than the other? */
export function narrowsCommand(wide: CommandPattern, narrow: CommandPattern): boolean {
  return narrow.choices.every((one) => wide.choices.some((other) => holdsCommand(other, one)));
}

function holdsCommand(wide: CommandChoice, one: CommandChoice): boolean {
  if (one.rest && !wide.rest) return false;
  const fits = wide.rest
    ? wide.words.length <= one.words.length
    : wide.words.length === one.words.length;
  return fits && wide.words.every((word, at) => holdsWord(word, one.words[at]));
}

/** The same word, or one that the wildcards of the other stand for. */
function holdsWord(wide: PatternWord, one: PatternWord | undefined): boolean {
  if (one === undefined) return false;
  if (JSON.stringify(wide) === JSON.stringify(one)) return true;
  const [text, star] = one.glob;
  return (
    !wide.home &&
    !one.home &&
    text !== undefined &&
    star === undefined &&
    globMatches(wide.glob, text)
  );
}

/** Does the tool pattern surely grant no more than the other? Which servers a star stands for is left open. */
export function narrowsTool(wide: ToolPattern, narrow: ToolPattern): boolean {
  if (narrow.kind !== "exact") return false;
  const isNamed = wide.kind === "named" || (wide.kind === "mcp" && wide.server.length === 1);
  return isNamed && matchTool(wide, narrow.tool, undefined);
}

/** Are the two the same but for patterns that are tied to both ends in the later one? */
export function narrowsArgs(before: ArgsTest, after: ArgsTest): boolean {
  const named = before.named.map((one, at) => {
    const test = after.named[at]?.test;
    return test === undefined ? one : { ...one, test: tied(one.test, test) };
  });
  return JSON.stringify({ ...before, named }) === JSON.stringify(after);
}

function tied(before: ValueTest, { pattern }: ValueTest): ValueTest {
  const isTied = before.pattern !== undefined && pattern === anchored(before.pattern);
  return isTied ? { ...before, pattern } : before;
}
