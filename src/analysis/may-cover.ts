import { kept } from "../engine/kept.ts";
import type { Clause } from "../model/clause.ts";
import type { CommandChoice } from "../model/command-pattern.ts";
import type { PathChoice } from "../model/path-pattern.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";

/** A quick look at effect, tools and literal beginnings: `false` where `outer` cannot say all that `inner` says. */
export function mayCover(outer: Clause, inner: Clause): boolean {
  if (outer.effect !== inner.effect) return false;
  const tool = exactOf(inner.tools[0]);
  if (tool !== undefined && !outer.tools.some((one) => (exactOf(one) ?? tool) === tool))
    return false;
  // What is read widely matches more than it begins with.
  if (outer.effect !== "allow") return true;
  const [wide, narrow] = [beginningsOf(outer), beginningsOf(inner)];
  return mayHold(wide.paths, narrow.paths) && mayHold(wide.commands, narrow.commands);
}

function exactOf(pattern: ToolPattern | undefined): string | undefined {
  return pattern?.kind === "exact" ? pattern.tool : undefined;
}

/** With what literal words each choice begins, each word ended by a NUL; `undefined` where the clause says nothing of it. */
interface Beginnings {
  readonly paths: readonly string[] | undefined;
  readonly commands: readonly string[] | undefined;
}

const beginningsOf = kept(({ where: { path, command } }: Clause): Beginnings => ({
  paths: path?.flatMap(({ choices }) => choices.map(pathBeginning)),
  commands: command?.flatMap(({ choices }) => choices.map(commandBeginning)),
}));

/** Of what lies in the workspace; patterns of other ground may name it too. */
function pathBeginning({ anchor, up, segments }: PathChoice): string {
  if (anchor !== "workspace" || up > 0) return "";
  return literals(segments.map((one) => (one === "**" ? undefined : one)));
}

function commandBeginning({ words }: CommandChoice): string {
  return literals(words.map(({ glob, home }) => (home ? undefined : glob)));
}

function literals(globs: readonly (readonly string[] | undefined)[]): string {
  let text = "";
  for (const glob of globs) {
    const [word, star] = glob ?? [];
    if (word === undefined || star !== undefined) break;
    text += `${word}\0`;
  }
  return text;
}

/** Is there one among the wide ones that begins the first narrow one? One that begins with nothing literal may be anything. */
function mayHold(
  wide: readonly string[] | undefined,
  narrow: readonly string[] | undefined,
): boolean {
  const first = narrow?.[0];
  if (wide === undefined || first === undefined) return true;
  return wide.some((one) => first.startsWith(one));
}
