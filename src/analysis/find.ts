import { matchHost, readUrl } from "../engine/hosts.ts";
import { NO, YES } from "../engine/truth.ts";
import { matchTool } from "../engine/tools.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import type { JsonObject } from "../model/json.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import type { ArgsTest } from "../model/value-test.ts";
import { findArgs } from "./args.ts";
import { Budget, LIMIT } from "./budget.ts";
import type { CallSet } from "./call-set.ts";
import { coversBeside } from "./covers.ts";
import { together } from "./desk.ts";
import type { Desk } from "./desk.ts";
import { coversHost, urlsOf } from "./hosts.ts";
import { PROTECTED_EXAMPLES } from "./marks.ts";
import { commandSets, folderIn, isGrant, matchedCommands, pathSets } from "./sets.ts";
import { search } from "./search.ts";
import type { Item } from "./sequences.ts";
import { readerOf } from "./sequences.ts";
import type { SequenceSet } from "./sequences.ts";
import { commandText, pathText } from "./spell.ts";
import { commonTools } from "./tools.ts";
import type { Hints } from "./hints.ts";
import { NO_HINTS, hintedCommands, hintedPaths } from "./hints.ts";

/** Calls that may be in the sets, likely ones first; at the end, whether it is certain that there are no others: `none`. */
export type Candidates = Generator<ToolCall, "none" | "unsure", void>;

/**
 * Calls that are in all of `within` and that none of `without` matches (an `allow` narrowly, a `deny` widely). Every one is still to be confirmed by the
 * engine.
 */
export function* candidates(
  within: readonly CallSet[],
  without: readonly Clause[],
  desk: Desk,
  hints: Hints = NO_HINTS,
): Candidates {
  const lists = within.map(({ tools }) => tools);
  let sure = true;
  const tools = commonTools(lists, desk.servers, hints.tools);
  for (const tool of tools) {
    const others = without.filter((one) => isRival(one, within, tool, desk));
    const end = yield* callsOf(tool, within, others, without, desk, hints);
    if (end === "unsure") sure = false;
  }
  return sure ? "none" : "unsure";
}

/** Could all that it says beside its main list be counted out? Only then is its main list taken off. */
function isRival(clause: Clause, within: readonly CallSet[], tool: string, desk: Desk): boolean {
  if (clause.faulty || clause.except.length > 0) return false;
  const servers = clause.effect === "deny" ? undefined : desk.servers;
  if (!clause.tools.some((one) => matchTool(one, tool, servers))) return false;
  if (clause.effect === "deny") {
    const { args, cwd, env, method, files } = clause.where;
    return [args, cwd, env, method, files, clause.seen].every((one) => one === undefined);
  }
  const [first] = within;
  if (first === undefined || !isGrant(first) || clause.effect !== "allow") return false;
  const one: ToolPattern = { kind: "exact", source: tool, tool };
  return clause.expires === undefined && coversBeside(clause, { ...first, tools: [one] }, desk);
}

function* callsOf(
  tool: string,
  within: readonly CallSet[],
  others: readonly Clause[],
  without: readonly Clause[],
  desk: Desk,
  hints: Hints,
): Candidates {
  const args = within.flatMap(({ where }) => where.args ?? []);
  const given = findArgs(args, undefined, new Budget());
  if (given === "none") return "none";
  const apart = escapes(args, without);
  const bases = [...apart, given === LIMIT ? {} : given].slice(0, MOST_BASES);
  for (const base of bases) {
    const end = yield* callsWith(tool, { base, within, others, desk, hints });
    if (end === "none") return "none";
  }
  return "unsure";
}

/** So many ways to give arguments are tried. */
const MOST_BASES = 3;

/** Arguments that the sets take and one of the others does not. */
function escapes(args: readonly ArgsTest[], without: readonly Clause[]): readonly JsonObject[] {
  return without.flatMap(({ effect, where }) => {
    if (where.args === undefined) return [];
    const reading = effect === "deny" ? "wide" : "narrow";
    const found = findArgs(args, { test: where.args, reading }, new Budget());
    return typeof found === "object" ? [found] : [];
  });
}

/** Calls with some arguments already. */
interface Wanted {
  readonly base: JsonObject;
  readonly within: readonly CallSet[];
  /** Those whose main list can be counted out. */
  readonly others: readonly Clause[];
  readonly desk: Desk;
  readonly hints: Hints;
}

function* callsWith(tool: string, wanted: Wanted): Candidates {
  switch (tool) {
    case "file.read":
    case "file.write":
      return yield* fileCalls(tool, wanted);
    case "shell":
      return yield* shellCalls(wanted);
    case "web.fetch":
      return yield* fetchCalls(wanted);
    default:
      return yield* toolCalls(tool, wanted);
  }
}

function* fileCalls(
  tool: "file.read" | "file.write",
  { base, within, others, desk, hints }: Wanted,
): Candidates {
  const inside = pathSets(within, tool, desk);
  const outside = byFolding(pathSets(others, tool, desk) ?? []);
  if (inside === undefined) return "unsure";
  for (const path of hintedPaths(hints, inside, outside, desk.ground))
    yield { tool, args: { ...base, path } };
  const question = { marks: PROTECTED_EXAMPLES };
  return yield* searched(inside, outside, question, (items) => {
    const path = pathText(items, desk.ground);
    return path === undefined ? undefined : { tool, args: { ...base, path } };
  });
}

function* shellCalls({ base, within, others, desk, hints }: Wanted): Candidates {
  const inside = commandSets(within, "spelled", desk);
  const outside = byFolding(others.map((one) => matchedCommands(one, desk)));
  const cwd = folderIn(within, desk);
  const place: JsonObject = cwd === undefined ? base : { ...base, cwd };
  for (const command of hintedCommands(hints, inside, outside))
    yield { tool: "shell", args: { ...place, command } };
  const question = { least: 1, open: true, marks: ["-x"] };
  const end = yield* searched(inside, outside, question, (items) => ({
    tool: "shell",
    args: { ...place, command: commandText(items) },
  }));
  if (end === "unsure") return end;
  const most = commandSets(within, "outer", desk).map((one) => readerOf(one));
  const without = outside.map((one) => readerOf(one));
  return search({ ...question, within: most, without }) === "none" ? "none" : "unsure";
}

/** Sets that are read alike as one: fewer readers. */
function byFolding(sets: readonly SequenceSet[]): readonly SequenceSet[] {
  const folded = sets.filter(({ fold }) => fold !== undefined);
  const plain = sets.filter(({ fold }) => fold === undefined);
  return [folded, plain].filter((some) => some.length > 0).map(together);
}

/** Up to so many sequences are tried: each that was not taken is left out of the next search. */
const TRIES = 3;

function* searched(
  inside: readonly SequenceSet[],
  outside: readonly SequenceSet[],
  question: { readonly least?: number; readonly open?: boolean; readonly marks: readonly string[] },
  toCall: (items: readonly Item[]) => ToolCall | undefined,
): Candidates {
  const within = inside.map((one) => readerOf(one));
  const tried: SequenceSet[] = [];
  for (let n = 0; n < TRIES; n++) {
    const without = [...outside, ...tried].map((one) => readerOf(one));
    const found = search({ ...question, within, without });
    if (found === "none") return n === 0 ? "none" : "unsure";
    if (found === LIMIT) return "unsure";
    const call = toCall(found);
    if (call !== undefined) yield call;
    const steps = found.map((item) => ("text" in item ? [item.text] : ["", ""]));
    tried.push({ choices: [{ steps }] });
  }
  return "unsure";
}

function* fetchCalls({ base, within, others }: Wanted): Candidates {
  const lists = within.flatMap(({ where }) => where.host ?? []);
  const urls = lists.length === 0 ? ["https://example.com/"] : lists.flatMap(urlsOf);
  const fitting = urls.filter((url) =>
    within.every(({ where: { host } }) => {
      const known = readUrl(url);
      return host?.some((one) => matchHost(one, known, "narrow") === YES) ?? true;
    }),
  );
  const methods = methodsIn(within);
  if (fitting.length === 0 || methods?.length === 0) return "none";
  const denied = others.some(({ where: { host: left }, effect }) =>
    left === undefined
      ? effect === "deny"
      : within.some(({ where: { host } }) =>
          host?.every((one) => coversHost(left, one, effect === "deny" ? "wide" : "narrow")),
        ),
  );
  if (denied) return "none";
  const [method = "GET"] = methods?.includes("GET") === false ? methods : [];
  for (const url of fitting) {
    const known = readUrl(url);
    const isOut = others.some(({ where: { host = [] }, effect }) =>
      host.some((one) => {
        const reading = effect === "deny" ? "wide" : "narrow";
        return matchHost(one, known, reading) !== NO;
      }),
    );
    if (!isOut)
      yield { tool: "web.fetch", args: { ...base, url, ...(method === "GET" ? {} : { method }) } };
  }
  return "unsure";
}

function methodsIn(within: readonly CallSet[]): readonly string[] | undefined {
  const lists = within.flatMap(({ where }) => (where.method === undefined ? [] : [where.method]));
  const [first, ...rest] = lists;
  return first?.filter((method) => rest.every((list) => list.includes(method)));
}

function* toolCalls(tool: string, { base, others }: Wanted): Candidates {
  if (others.length > 0) return "none";
  yield { tool, args: { ...defaultArgs(tool), ...base } };
  return "unsure";
}

function defaultArgs(tool: string): JsonObject {
  if (tool === "web.search") return { query: "example" };
  return tool === "agent.run" ? { name: "example" } : {};
}
