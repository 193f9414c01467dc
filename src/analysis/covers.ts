import type { Clause, Constraints } from "../model/clause.ts";
import type { PathPattern } from "../model/path-pattern.ts";
import { parsePathPattern } from "../model/path-pattern.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import { failed } from "../model/problem.ts";
import { PROTECTED_EXAMPLES } from "./marks.ts";
import { findArgs } from "./args.ts";
import { Budget } from "./budget.ts";
import { coversWidely } from "./commands.ts";
import { allCommands, allPaths, holdsAll, pathsOf } from "./desk.ts";
import type { Desk, PathUse } from "./desk.ts";
import { exceptionKey } from "./keys.ts";
import { coversHost } from "./hosts.ts";
import { coversTool } from "./tools.ts";

/** The constraints that say what a call is about; the others say under which conditions. */
export type Main = "path" | "command" | "host";

/**
 * Does `outer` surely say at least what `inner` says? Every part that `inner` grants, `outer` grants, for as long; every part that it restricts, so does
 * the other. Never wrongly yes. No is also what could not be proven.
 */
export function covers(outer: Clause, inner: Clause, desk: Desk): boolean {
  if (outer.faulty || inner.faulty || outer.effect !== inner.effect) return false;
  const { effect } = inner;
  if (!coversTime(outer, inner) || !coversExceptions(outer, inner)) return false;
  if (effect !== "deny" && !coversNarrowly(outer, inner, desk)) return false;
  return effect === "allow" || coversWide(outer, inner, desk);
}

function coversTime(outer: Clause, inner: Clause): boolean {
  const { effect, expires, seen } = outer;
  // A date that is over turns an `ask` into a deny, so it must be the same.
  const lasts =
    effect === "ask"
      ? expires === inner.expires
      : expires === undefined || (inner.expires !== undefined && expires >= inner.expires);
  const { seen: own } = inner;
  return lasts && (seen === undefined || (own?.every((label) => seen.includes(label)) ?? false));
}

/** What `outer` leaves out, `inner` leaves out in the same words. */
function coversExceptions(outer: Clause, inner: Clause): boolean {
  if (outer.except.length === 0) return true;
  const own = new Set(inner.except.map((one) => exceptionKey(one, inner.tools)));
  return (
    outer.where.files === inner.where.files &&
    outer.except.every((one) => own.has(exceptionKey(one, outer.tools)))
  );
}

/** Everything that `inner` matches narrowly, as a grant, `outer` does; time and exceptions apart. */
function coversNarrowly(outer: Clause, inner: Clause, desk: Desk): boolean {
  return (
    coversBeside(outer, inner, desk) && MAINS.every((main) => coversMain(main, outer, inner, desk))
  );
}

const MAINS: readonly Main[] = ["path", "command", "host"];

/** As `coversNarrowly`, but for what the call is about. */
export function coversBeside(outer: Clause, inner: Clause, desk: Desk): boolean {
  const [a, b] = [outer.where, inner.where];
  return (
    inner.tools.every((tool) => coversTool(outer.tools, tool, desk.servers)) &&
    (b.env ?? []).every((name) => a.env?.includes(name)) &&
    (b.files !== "any" || a.files === "any") &&
    (a.files !== "granted" || b.files === "granted") &&
    coversMethod(a, b) &&
    coversArgs(a, b, "narrow", desk) &&
    coversFolder(a, b, inner.tools, desk)
  );
}

function coversMethod({ method }: Constraints, { method: own }: Constraints): boolean {
  return method === undefined || (own?.every((one) => method.includes(one)) ?? false);
}

function coversArgs(
  { args }: Constraints,
  { args: own }: Constraints,
  reading: "narrow" | "wide",
  { cache }: Desk,
): boolean {
  if (args === undefined) return true;
  // What a restriction knows nothing of, it matches; a rule without `args` matches it surely.
  if (own === undefined && reading === "wide") return false;
  const within = own === undefined ? [] : [own];
  const budget = new Budget();
  const found = findArgs(within, { test: args, reading }, budget, reading);
  cache.spend(budget.spent);
  return found === "none";
}

/** Without `cwd` a grant is for the workspace's folder, and in it for programs whose effects are known. */
function coversFolder(
  { cwd }: Constraints,
  { cwd: own }: Constraints,
  tools: readonly ToolPattern[],
  desk: Desk,
): boolean {
  if (!tools.some((one) => isTool(one, "shell"))) return true;
  if (cwd === undefined) return own === undefined || coversEach(WORKSPACE, own, "read", desk);
  return coversEach(cwd, own ?? INSIDE, "read", desk);
}

/** Each of `inner` by one of `outer` alone: given and real form of a path must be held by one and the same. */
function coversEach(
  outer: readonly PathPattern[],
  inner: readonly PathPattern[],
  use: PathUse,
  desk: Desk,
): boolean {
  return inner.every((one) => outer.some((other) => coversPath(other, one, use, desk)));
}

function coversPath(outer: PathPattern, inner: PathPattern, use: PathUse, desk: Desk): boolean {
  if (outer.source === inner.source) return true;
  return desk.cache.answer(`${use}\n${outer.source}\n${inner.source}`, () => {
    const [a, b] = [pathsOf(outer, use, desk), pathsOf(inner, use, desk)];
    if (a === undefined || b === undefined) return false;
    // What a wildcard reaches in a workspace below a protected folder, names alone do not tell.
    if (use.startsWith("write") && !desk.ground.isPlain) return false;
    return holdsAll(a, b, { marks: PROTECTED_EXAMPLES }, desk);
  });
}

const WORKSPACE = patterns(".");
const INSIDE = patterns("**");
const MACHINE = patterns("/**");

function patterns(source: string): readonly PathPattern[] {
  const pattern = parsePathPattern(source);
  return failed(pattern) ? [] : [pattern.value];
}

function coversMain(main: Main, outer: Clause, inner: Clause, desk: Desk): boolean {
  const [a, b] = [outer.where, inner.where];
  switch (main) {
    case "path": {
      const uses = usesOf(inner.tools);
      return uses.every((use) => {
        // A grant without `path` spares what is protected, as `/**` does.
        if (a.path === undefined && use.startsWith("read")) return true;
        return coversEach(a.path ?? MACHINE, b.path ?? MACHINE, use, desk);
      });
    }
    case "command": {
      if (a.command === undefined) return true;
      if (b.command === undefined) return false;
      const [other, own] = [a.command, b.command].map((one) => allCommands(one, "inner", desk));
      return other !== undefined && own !== undefined && holdsAll(other, own, { open: true }, desk);
    }
    case "host": {
      const { host } = a;
      return (
        host === undefined || (b.host?.every((one) => coversHost(host, one, "narrow")) ?? false)
      );
    }
  }
}

/** How a rule about these tools reads paths; nothing where it is about no files. */
function usesOf(tools: readonly ToolPattern[]): readonly PathUse[] {
  const names = (tool: string): boolean =>
    tools.some((one) => one.kind === "files" || isTool(one, tool));
  return [
    ...(names("file.read") ? (["read", "read-trees"] as const) : []),
    ...(names("file.write") ? (["write", "write-trees"] as const) : []),
  ];
}

function isTool(pattern: ToolPattern, tool: string): boolean {
  return pattern.kind === "any" || (pattern.kind === "exact" && pattern.tool === tool);
}

/** Everything that `inner` matches widely, `outer` does. */
function coversWide(outer: Clause, inner: Clause, desk: Desk): boolean {
  const [a, b] = [outer.where, inner.where];
  const { command, host } = a;
  return (
    inner.tools.every((tool) => coversTool(outer.tools, tool, undefined)) &&
    coversWidePaths(a.path, b.path, desk) &&
    coversWidePaths(a.cwd, b.cwd, desk) &&
    (command === undefined ||
      (b.command?.every((one) => command.some((other) => coversWidely(other, one))) ?? false)) &&
    (host === undefined || (b.host?.every((one) => coversHost(host, one, "wide")) ?? false)) &&
    (a.env === undefined ||
      a.env.length === 0 ||
      (b.env !== undefined && b.env.length > 0 && b.env.every((name) => a.env?.includes(name)))) &&
    coversMethod(a, b) &&
    coversArgs(a, b, "wide", desk)
  );
}

function coversWidePaths(
  outer: readonly PathPattern[] | undefined,
  inner: readonly PathPattern[] | undefined,
  desk: Desk,
): boolean {
  if (outer === undefined) return true;
  if (inner === undefined) return false;
  const [a, b] = [allPaths(outer, "wide", desk), allPaths(inner, "wide", desk)];
  return a !== undefined && b !== undefined && holdsAll(a, b, {}, desk);
}
