import type { Engine } from "../engine/engine.ts";
import { readFrontMatter } from "../formats/front-matter.ts";
import { grantsFor } from "../lint/grants.ts";
import type { Peer } from "../lint/rule.ts";
import type { ToolCall } from "../model/call.ts";
import type { Subject } from "../model/subject.ts";
import { kindOf } from "./inspection.ts";
import type { Loaded, Unreadable } from "./load.ts";
import { isInside } from "./paths.ts";

/** More documents of agents are not looked at. */
const MOST_PEERS = 40;

/** A document of an agent, ready to decide. */
interface Document extends Pick<Loaded, "bounds" | "links" | "root"> {
  readonly engine: Engine;
}

/** Where the documents of other agents are found. */
export interface PeerGround {
  /** The files below a folder. */
  files(root: string): Promise<readonly string[]>;
  load(path: string): Promise<Document | Unreadable>;
  /** A call with all that a caller may leave out filled in. */
  placed(call: ToolCall): ToolCall;
}

/**
 * What else a check reads where a policy lets its agent start others: their documents, each with every file whose change may change it, and
 * the folder below which there may come more.
 */
export interface Peers {
  readonly peers: readonly Peer[];
  readonly links: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
}

/** The agents of the workspace that have a document of their own, where the policy grants to start any. */
export async function peersOf(policy: Document, ground: PeerGround): Promise<Peers> {
  const { main } = policy.bounds;
  if (grantsFor(main, "agent.run").length === 0) return NO_PEERS;
  const files = await ground.files(policy.root);
  const peers: Peer[] = [];
  const links = new Set([policy.root]);
  const texts = new Map<string, string>();
  for (const path of files.filter(mayNameAgent)) {
    if (path === main.file || !isInside(path, policy.root) || peers.length >= MOST_PEERS) continue;
    const other = await ground.load(path);
    if (!("engine" in other)) continue;
    const peer = peerOf(other, (call) => ground.placed(call));
    if (peer === undefined) continue;
    for (const link of other.links) links.add(link);
    for (const one of peer.subjects) texts.set(one.file, one.text);
    peers.push(peer);
  }
  return { peers, links: [...links], texts };
}

/** The agent that a document is for, as others see it; nothing where it names none, or is broken. */
export function peerOf(
  { bounds, engine }: Pick<Document, "bounds" | "engine">,
  placed: (call: ToolCall) => ToolCall,
): Peer | undefined {
  const { main, extended } = bounds;
  const name = nameOf(main);
  if (name === undefined || main.broken) return undefined;
  return {
    ...{ name, subjects: [main, ...extended] },
    decide: (call) => {
      const { decision, rules, vendor } = engine.decide(placed(call));
      // Where nobody documents what happens, nothing is claimed.
      return { decision: vendor?.unknown === undefined ? decision : "deny", clauses: rules };
    },
  };
}

const NO_PEERS: Peers = { peers: [], links: [], texts: new Map() };

/** Of agents' own files those that are one agent each: Claude Code, VS Code and opencode keep them in folders of this name. */
const AGENT_FILE = /\/agents?\/(?:.*\/)?([^/]+?)(?:\.agent)?\.md$/;

function mayNameAgent(path: string): boolean {
  const kind = kindOf(path);
  return kind === "policy" || (kind === "agent" && AGENT_FILE.test(path));
}

/** The `name` at the head of a file counts before that of the file. */
function nameOf({ principal, format, file, text }: Subject): string | undefined {
  if (format === "ambit") return principal.id;
  const [own] = readFrontMatter(text)?.get("name")?.values ?? [];
  const name = own?.text ?? "";
  return name === "" ? AGENT_FILE.exec(file)?.[1] : name;
}
