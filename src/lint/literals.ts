import { exceptionKey, sources, whereKey } from "../analysis/keys.ts";
import { kept } from "../engine/kept.ts";
import { matchSegments } from "../engine/path-match.ts";
import { namesProtected } from "../engine/protected.ts";
import { matchTool } from "../engine/tools.ts";
import type { Clause, ConstraintName } from "../model/clause.ts";
import type { CommandPattern } from "../model/command-pattern.ts";
import type { HostPattern } from "../model/host-pattern.ts";
import type { PathChoice, PathPattern, PatternSegment } from "../model/path-pattern.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import { takesWords } from "./shell-grants.ts";

/** One item of what a grant lists: a command, path or host, or, where it has none of these, a tool. */
export interface Item {
  readonly clause: Clause;
  /** What the list is: a constraint, or the tools of the effect. */
  readonly list: ConstraintName | "tools";
  readonly source: string;
  /** All that two items must share besides themselves, so that one can stand for the other. */
  readonly ground: string;
  /** Set where it stands for itself alone: what it is, as a key. */
  readonly literal?: string;
  /** Under which an index keeps it; `*` where it may cover anything. */
  readonly head: string;
  /** Under which heads something that covers it may be kept, besides `*`. */
  readonly heads: readonly string[];
  /** Does it surely hold all that the literal does? Only asked of items of the same kind. */
  readonly covers: (literal: Item) => boolean;
}

/** The items of a grant's main list. */
export const itemsOf = kept((clause: Clause): readonly Item[] => {
  const { path, command, host } = clause.where;
  if (command !== undefined) return command.map((pattern) => commandItem(clause, pattern));
  if (path !== undefined) return path.map((pattern) => pathItem(clause, pattern));
  if (host !== undefined) return host.map((pattern) => hostItem(clause, pattern));
  return clause.tools.map((pattern) => toolItem(clause, pattern));
});

const words = new WeakMap<Item, readonly string[]>();

function commandItem(clause: Clause, pattern: CommandPattern): Item {
  const known = literalWords(pattern);
  const item: Item = {
    ...base(clause, "command", pattern.source, known && JSON.stringify(known)),
    head: programOf(pattern) ?? "*",
    heads: known?.slice(0, 1) ?? [],
    covers: (literal) => takesWords(pattern, words.get(literal) ?? []),
  };
  if (known !== undefined) words.set(item, known);
  return item;
}

/** The words of a pattern that stands for one command alone. */
function literalWords({ choices: [choice, other] }: CommandPattern): readonly string[] | undefined {
  if (choice === undefined || other !== undefined || choice.rest) return undefined;
  const known = choice.words.flatMap(({ glob, home }) => (glob.length > 1 || home ? [] : glob));
  return known.length === choice.words.length ? known : undefined;
}

/** The one program that all choices begin with. */
function programOf({ choices }: CommandPattern): string | undefined {
  const firsts = choices.map(({ words: [first] }) => first?.glob ?? []);
  const [program] = firsts[0] ?? [];
  const same = firsts.every((glob) => glob.length === 1 && glob[0] === program);
  return same ? program : undefined;
}

interface Literal extends PathChoice {
  readonly names: readonly string[];
}

const places = new WeakMap<Item, Literal>();

function pathItem(clause: Clause, pattern: PathPattern): Item {
  const [choice, other] = pattern.choices;
  const names = choice === undefined || other !== undefined ? undefined : namesIn(choice);
  const writes = clause.tools.some((tool) => tool.kind !== "exact" || tool.tool === "file.write");
  const key = choice && names && `${choice.anchor} ${choice.up} ${names.join("/")}`;
  const item: Item = {
    ...base(clause, "path", pattern.source, key),
    head: choice === undefined || other !== undefined ? "*" : headOf(choice),
    heads: names === undefined ? [] : [`${names[0] ?? ""}/`, `/${names.at(-1) ?? ""}`],
    covers: (literal) => {
      const place = places.get(literal);
      return place !== undefined && pattern.choices.some((one) => holds(one, place, writes));
    },
  };
  if (choice !== undefined && names !== undefined) places.set(item, { ...choice, names });
  return item;
}

function holds(choice: PathChoice, literal: Literal, writes: boolean): boolean {
  return (
    choice.anchor === literal.anchor &&
    choice.up === literal.up &&
    matchSegments(choice.segments, literal.names) &&
    (!writes || namesProtected(choice.segments, literal.names))
  );
}

/** The names of a choice without stars. */
function namesIn({ segments }: PathChoice): readonly string[] | undefined {
  const names = segments.flatMap((segment) => nameOf(segment) ?? []);
  return names.length === segments.length ? names : undefined;
}

/** The name that the first or the last segment must be. */
function headOf({ segments }: PathChoice): string {
  const [first, last] = [nameOf(segments[0]), nameOf(segments.at(-1))];
  if (first !== undefined) return `${first}/`;
  return last === undefined ? "*" : `/${last}`;
}

function nameOf(segment: PatternSegment | undefined): string | undefined {
  return segment === undefined || segment === "**" || segment.length > 1 ? undefined : segment[0];
}

function hostItem(clause: Clause, pattern: HostPattern): Item {
  const { kind, source } = pattern;
  const port = kind === "range" ? undefined : pattern.port;
  const named = kind === "name" ? pattern.host : undefined;
  const below = kind === "name" && pattern.below;
  const literal = named === undefined || below ? undefined : named;
  return {
    ...base(clause, "host", source, literal === undefined ? undefined : `${literal} ${port ?? ""}`),
    head: named ?? "*",
    heads: literal?.split(".").map((_, i, labels) => labels.slice(i).join(".")) ?? [],
    covers: ({ literal: key }) => {
      const [host = "", other = ""] = key?.split(" ") ?? [];
      if (other !== (port ?? "") || kind === "range") return false;
      // A pattern that is this machine also takes plain http, which `*` does not.
      if (/^(localhost|127\..*|\[::1\])$/.test(host)) return false;
      return kind === "any" || (below && host.endsWith(`.${pattern.host}`));
    },
  };
}

function toolItem(clause: Clause, pattern: ToolPattern): Item {
  const literal = pattern.kind === "exact" ? pattern.tool : undefined;
  const server = /^mcp:([^/*]+)\//.exec(pattern.source)?.[1];
  return {
    ...base(clause, "tools", pattern.source, literal),
    head: server ?? "*",
    heads: server === undefined ? [] : [server],
    // Which servers a star stands for is left open: only a named one is certain.
    covers: ({ literal: tool }) =>
      tool !== undefined &&
      (pattern.kind === "named" || (pattern.kind === "mcp" && pattern.server.length === 1)) &&
      matchTool(pattern, tool, undefined),
  };
}

function base(
  clause: Clause,
  list: Item["list"],
  source: string,
  literal: string | undefined,
): Pick<Item, "clause" | "list" | "source" | "ground" | "literal"> {
  const ground = groundOf(clause, list);
  return { clause, list, source, ground, ...(literal === undefined ? {} : { literal }) };
}

const grounds = new WeakMap<Clause, string>();

function groundOf(clause: Clause, list: Item["list"]): string {
  const before = grounds.get(clause);
  if (before !== undefined) return before;
  const tools = list === "tools" ? [] : clause.tools;
  const left = clause.except.map((one) => exceptionKey(one, tools)).join("|");
  const ground = [list, sources(tools), whereKey(clause.where, list), left].join("\n");
  grounds.set(clause, ground);
  return ground;
}
