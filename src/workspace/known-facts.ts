import type { FactView, ToolFact } from "../model/facts.ts";
import { KNOWN_AGENTS } from "./known-agents.ts";
import type { AgentTools } from "./known-agents.ts";
import { KNOWN_SERVERS } from "./known-servers.ts";
import type { KnownTools } from "./known-servers.ts";

/**
 * What ships with Ambit about the tools of well-known servers and agents. `catalogs`: the servers of a workspace by name, with what each calls itself.
 * A server that claims to be another only gets facts on top, and facts only ever make a decision stricter: `untrusted` is never left out.
 */
export function knownFacts(
  catalogs: readonly (readonly [server: string, itself: string])[],
): readonly ToolFact[] {
  const ofServers = KNOWN_SERVERS.flatMap(({ names, itself, known }) => {
    const called = catalogs.flatMap(([server, name]) => (name === itself ? [server] : []));
    return [...new Set([...names, ...called])].flatMap((server) =>
      known.map((tools) => factOf(`mcp:${server}/`, { ...tools, ...labelsOf(tools) })),
    );
  });
  return [...ofServers, ...OF_AGENTS];
}

function labelsOf({ private: some }: KnownTools): Pick<AgentTools, "returns"> {
  return some === true ? { returns: ["private", "untrusted"] } : {};
}

function factOf(prefix: string, { tools, returns, reads = [], writes = [] }: AgentTools): ToolFact {
  const views: FactView[] = [
    ...(reads.length === 0 ? [] : [{ tool: "file.read" as const, path: reads }]),
    ...(writes.length === 0 ? [] : [{ tool: "file.write" as const, path: writes }]),
  ];
  return {
    tools: tools.split(" ").map((name) => {
      const tool = `${prefix}${name}`;
      return { kind: "exact", source: tool, tool };
    }),
    reads: returns,
    views,
    noViews: false,
    at: [],
  };
}

/** Those of agents are the same everywhere. */
const OF_AGENTS: readonly ToolFact[] = KNOWN_AGENTS.flatMap(({ known }) =>
  known.map((tools) => factOf("tool:", tools)),
);
