import { matchTool } from "../engine/tools.ts";
import type { ServerNames } from "../engine/tools.ts";
import type { Glob } from "../model/glob.ts";
import { toGlob } from "../model/glob.ts";
import { BUILT_IN_TOOLS } from "../model/tool-pattern.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import { fill, globsMeet, holdsGlob, reduceGlobs } from "./names.ts";

/** Does one of `outer` surely name every tool that `inner` does? `servers`: what a `*` in the server's place stands for; absent: any. */
export function coversTool(
  outer: readonly ToolPattern[],
  inner: ToolPattern,
  servers: ServerNames,
): boolean {
  if (outer.some(({ kind, source }) => kind === "any" || source === inner.source)) return true;
  switch (inner.kind) {
    case "any":
      return false;
    case "exact":
      return outer.some((one) => matchTool(one, inner.tool, servers));
    case "files":
      return FILES.every((tool) => outer.some((one) => matchTool(one, tool, servers)));
    case "named":
      return outer.some((one) => one.kind === "named" && holdsParts(one.name, inner.name));
    case "mcp":
      return serversOf(inner, servers).every((server) =>
        outer.some(
          (one) =>
            one.kind === "mcp" &&
            holdsGlob(one.server, server) &&
            (one.server.length === 1 ||
              server.length > 1 ||
              servers === undefined ||
              servers.has(server[0] ?? "")) &&
            holdsParts(one.tool, inner.tool),
        ),
      );
  }
}

const FILES = ["file.read", "file.write"] as const;

type McpPattern = Extract<ToolPattern, { kind: "mcp" }>;

/** A star stands for the servers that are listed, each by its name. */
function serversOf({ server }: McpPattern, servers: ServerNames): readonly Glob[] {
  if (server.length === 1 || servers === undefined) return [server];
  return [...servers].map((name) => [name]).filter((name) => holdsGlob(server, name));
}

/** A star of a tool's name does not cross `/`. */
function holdsParts(outer: Glob, inner: Glob): boolean {
  const [a, b] = [partsOf(outer), partsOf(inner)];
  return a.length === b.length && a.every((part, i) => holdsGlob(part, b[i] ?? [""]));
}

function partsOf(glob: Glob): readonly Glob[] {
  return glob.join("*").split("/").map(toGlob);
}

/**
 * Tools that all the lists name, the known ones first; where they name any of several, examples that stand for all of them. Empty: there are
 * none.
 */
export function commonTools(
  lists: readonly (readonly ToolPattern[])[],
  servers: ServerNames,
  known: readonly string[],
): readonly string[] {
  const examples = pairsOf(lists).flatMap((patterns) => exampleOf(patterns, servers) ?? []);
  const exact = lists.flat().flatMap((one) => (one.kind === "exact" ? [one.tool] : []));
  const all = new Set([...exact, ...BUILT_IN_TOOLS, ...known, ...examples]);
  return [...all].filter((tool) =>
    lists.every((list) => list.some((one) => matchTool(one, tool, servers))),
  );
}

/** One pattern of each list, in every way; past a thousand ways no more. */
function pairsOf(lists: readonly (readonly ToolPattern[])[]): readonly (readonly ToolPattern[])[] {
  let all: readonly (readonly ToolPattern[])[] = [[]];
  for (const list of lists)
    all = all.flatMap((some) => list.map((one) => [...some, one])).slice(0, 1000);
  return all;
}

function exampleOf(patterns: readonly ToolPattern[], servers: ServerNames): string | undefined {
  const mcp = patterns.filter((one) => one.kind === "mcp");
  const named = patterns.filter((one) => one.kind === "named");
  if (mcp.length > 0 && named.length === 0) {
    const server = exampleServer(mcp, servers);
    const name = exampleName(mcp.map(({ tool }) => tool));
    return server === undefined || name === undefined ? undefined : `mcp:${server}/${name}`;
  }
  if (named.length === 0 || mcp.length > 0) return undefined;
  const name = exampleName(named.map((one) => one.name));
  return name === undefined ? undefined : `tool:${name}`;
}

function exampleServer(patterns: readonly McpPattern[], servers: ServerNames): string | undefined {
  const globs = patterns.map(({ server }) => server);
  const listed = [...(servers ?? [])].find((name) =>
    globs.every((glob) => holdsGlob(glob, [name])),
  );
  const literal = globs.find((glob) => glob.length === 1)?.[0];
  if (listed !== undefined) return listed;
  if (servers !== undefined && literal === undefined) return undefined;
  return reduceGlobs(globs) === "none" ? undefined : fill(globs, "example");
}

function exampleName(globs: readonly Glob[]): string | undefined {
  const [first = [], ...rest] = globs.map(partsOf);
  if (rest.some((parts) => parts.length !== first.length)) return undefined;
  const names = first.map((part, i) => {
    const all = [part, ...rest.map((parts) => parts[i] ?? [""])];
    return all.every((one) => all.every((other) => globsMeet(one, other)))
      ? fill(all, "example")
      : undefined;
  });
  return names.includes(undefined) ? undefined : names.join("/");
}
