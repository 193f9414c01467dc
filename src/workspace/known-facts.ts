import type { FactView, ToolFact } from "../model/facts.ts";
import { KNOWN_SERVERS } from "./known-servers.ts";
import type { KnownTools } from "./known-servers.ts";

/**
 * What ships with Ambit about the tools of well-known servers. `catalogs`: the servers of a workspace by name, with what each calls itself.
 * A server that claims to be another only gets facts on top, and facts only ever make a decision stricter: `untrusted` is never left out.
 */
export function knownFacts(
  catalogs: readonly (readonly [server: string, itself: string])[],
): readonly ToolFact[] {
  return KNOWN_SERVERS.flatMap(({ names, itself, known }) => {
    const called = catalogs.flatMap(([server, name]) => (name === itself ? [server] : []));
    return [...new Set([...names, ...called])].flatMap((server) =>
      known.map((tools) => factOf(server, tools)),
    );
  });
}

function factOf(server: string, known: KnownTools): ToolFact {
  const { reads = [], writes = [] } = known;
  const views: FactView[] = [
    ...(reads.length === 0 ? [] : [{ tool: "file.read" as const, path: reads }]),
    ...(writes.length === 0 ? [] : [{ tool: "file.write" as const, path: writes }]),
  ];
  return {
    tools: known.tools.split(" ").map((name) => {
      const tool = `mcp:${server}/${name}`;
      return { kind: "exact", source: tool, tool };
    }),
    reads: known.private === true ? ["private", "untrusted"] : undefined,
    views,
    noViews: false,
    at: [],
  };
}
