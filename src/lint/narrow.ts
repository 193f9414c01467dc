import { isProtectedName } from "../engine/protected.ts";
import type { Clause, ConstraintName } from "../model/clause.ts";
import type { CommandPattern } from "../model/command-pattern.ts";
import type { PathPattern } from "../model/path-pattern.ts";
import type { Place } from "../model/place.ts";
import { shownShort } from "../model/shown.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import type { Subject } from "../model/subject.ts";
import { isOpenTree } from "./open-trees.ts";
import type { Fix, RuleContext } from "./rule.ts";

/** An item of a grant that is too wide, and where it is written. */
export interface WideItem {
  readonly clause: Clause;
  /** The list that it is an item of. */
  readonly list: Extract<ConstraintName, "path" | "command" | "host"> | "tools";
  readonly pattern: PathPattern | CommandPattern | ToolPattern | { readonly source: string };
  readonly at: Place;
}

/**
 * Fixes that narrow a grant, for a person to choose from: to what there is in the workspace, and to asking instead of allowing. They claim that
 * no decision widens, and are offered where that is proven.
 */
export function narrowingFixes(context: RuleContext, item: WideItem): readonly Fix[] {
  // Other formats are not written yet.
  if (context.subject.format !== "ambit") return [];
  return [scoped(context, item), asked(context.subject, item)].filter((fix) => fix !== undefined);
}

function scoped(context: RuleContext, { list, pattern, at }: WideItem): Fix | undefined {
  if (!isWritten(context.subject, at, pattern.source)) return undefined;
  const narrower = narrowerOf(context, list, pattern);
  if (narrower === undefined) return undefined;
  const value = JSON.stringify(narrower.source);
  const title = `Allow only ${narrower.what}: \`${shownShort(narrower.source, 80)}\``;
  return { title, safe: false, narrows: true, edits: [{ kind: "replace", at, value }] };
}

interface Narrower {
  readonly source: string;
  /** To be read after "only". */
  readonly what: string;
}

function narrowerOf(
  context: RuleContext,
  list: WideItem["list"],
  pattern: WideItem["pattern"],
): Narrower | undefined {
  switch (list) {
    case "command":
      return scriptsOf(context, pattern as CommandPattern);
    case "path":
      return foldersOf(context, pattern as PathPattern);
    case "tools":
      return readingToolsOf(context, pattern as ToolPattern);
    case "host":
      return undefined;
  }
}

const RUNNERS: ReadonlySet<string> = new Set(["npm", "pnpm", "yarn", "bun"]);

/** Where any script may be run, those that there are. */
function scriptsOf({ hints }: RuleContext, { choices }: CommandPattern): Narrower | undefined {
  const [choice, ...others] = choices;
  const names = hints.scripts.filter((name) => /^\w[\w:.-]*$/.test(name)).slice(0, MOST);
  if (choice === undefined || others.length > 0 || names.length === 0) return undefined;
  const words = choice.words.map(({ glob }) => (glob.length === 1 ? (glob[0] ?? "") : "*"));
  const [runner = "npm", run = "run", name] = words;
  const isAny = choice.rest ? name === undefined : name === "*" && words.length === 3;
  const isWhole = choice.words[2] === undefined || choice.words[2].glob.join("") === "";
  if (!RUNNERS.has(runner) || run !== "run" || !isAny || !isWhole) return undefined;
  return { source: `${runner} run ${oneOf(names)}`, what: "the scripts that there are" };
}

/** Where any file of the workspace is meant, the folders that there are; none that begins with a dot, and none that only its name grants. */
function foldersOf({ hints }: RuleContext, { choices }: PathPattern): Narrower | undefined {
  const [choice, ...others] = choices;
  if (choice === undefined || others.length > 0 || !isOpenTree(choice)) return undefined;
  if (choice.anchor !== "workspace" || choice.up > 0) return undefined;
  const found = hints.files.flatMap((file) => /^([^/]+)\//.exec(file)?.[1] ?? []);
  const folders = [...new Set(found)].filter(
    (name) => /^\w[\w.@+-]*$/.test(name) && !isProtectedName(name),
  );
  if (folders.length === 0) return undefined;
  const source = `${oneOf(folders.toSorted().slice(0, MOST))}/**`;
  return { source, what: "the folders that there are" };
}

/** Where every tool of a server is meant, those of which it says that they only read. */
function readingToolsOf(
  { hints, hintsOf }: RuleContext,
  pattern: ToolPattern,
): Narrower | undefined {
  if (pattern.kind !== "mcp" || pattern.server.length !== 1) return undefined;
  const server = `mcp:${pattern.server[0] ?? ""}/`;
  if (pattern.source !== `${server}*`) return undefined;
  const names = hints.tools
    .filter((tool) => tool.startsWith(server) && hintsOf(tool).includes("read-only"))
    .map((tool) => tool.slice(server.length))
    .filter((name) => /^[\w.-]+$/.test(name));
  if (names.length === 0) return undefined;
  return {
    source: `${server}${oneOf(names.slice(0, MOST))}`,
    what: "the tools of which the server says that they only read",
  };
}

/** More names in one pattern are no help to anybody. */
const MOST = 20;

function oneOf(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? "") : `{${names.join(",")}}`;
}

/** The rule asks, where the item is all that it lists; else a rule of its own asks for the item. */
function asked(subject: Subject, { clause, list, pattern, at }: WideItem): Fix | undefined {
  const { tools, where, except, expires } = clause;
  if (where.files !== undefined) return undefined;
  const items = new Set((list === "tools" ? tools : (where[list] ?? [])).map(sourceOf));
  if (items.size === 1) {
    const edits = [
      { kind: "rename", at: { path: [...clause.at, clause.effect] }, name: "ask" },
    ] as const;
    return { title: "Ask before these calls", safe: false, narrows: true, edits };
  }
  const others = Object.keys(where).filter((name) => name !== list);
  const index = clause.at.at(-1);
  const isItem = typeof at.path.at(-1) === "number" && isWritten(subject, at, pattern.source);
  const isPlain = others.length === 0 && except.length === 0 && expires === undefined;
  if (!isItem || !isPlain || typeof index !== "number") return undefined;
  const item = JSON.stringify(pattern.source);
  const named = JSON.stringify([...new Set(tools.map(sourceOf))]);
  const value = list === "tools" ? `ask: ${item}` : `ask: ${named}\n${list}: ${item}`;
  const edits = [
    { kind: "remove", at },
    { kind: "append", at: { path: clause.at.slice(0, -1) }, value, after: index },
  ] as const;
  const title = `Ask before \`${shownShort(pattern.source, 60)}\`, in a rule of its own`;
  return { title, safe: false, narrows: true, edits };
}

function sourceOf({ source }: { readonly source: string }): string {
  return source;
}

/** Does the item itself stand there, and no set that it comes from? */
function isWritten({ text, locate }: Subject, at: Place, source: string): boolean {
  const { start, end } = locate(at);
  const written = text.slice(start, end);
  return written === source || written === `"${source}"` || written === `'${source}'`;
}
