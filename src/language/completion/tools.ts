import { BUILT_IN_TOOLS } from "../../model/tool-pattern.ts";
import { ownArgument } from "../../policy/read-examples.ts";
import { entryOf } from "../../policy/yaml/tree.ts";
import { allFit, EFFECTS, keysOf, nodeAt, rulePath, textsOf, toolPatterns } from "../rule-node.ts";
import { toolMarkdown } from "../tool-markdown.ts";
import { isPlainTool } from "./keys.ts";
import type { Offer } from "./offer.ts";
import type { Writing } from "./writing.ts";

/** The tools that a rule, an exception or a call may name here. */
export async function toolOffers(writing: Writing, inCall: boolean): Promise<readonly Offer[]> {
  const { cursor, kind, tools } = writing;
  const servers = kind === "policy" ? keysOf(nodeAt(cursor.root, ["servers"])) : [];
  const configured = (await writing.around.servers()).map(({ name }) => name);
  const known = [...tools].filter(([name]) => isPlainTool(name) && isReached(name, servers));
  const exact = known.map(([label, tool]): Offer => ({
    label,
    kind: "Function",
    rank: label.startsWith("mcp:") ? 0 : 1 + BUILT_IN_TOOLS.findIndex((name) => name === label),
    documentation: toolMarkdown(tool),
  }));
  if (inCall) return exact;
  const reached = servers.length > 0 ? servers : [...new Set([...configured, ...serversOf(tools)])];
  const all = reached
    .filter((name) => /^[\w.-]+$/.test(name))
    .map((name): Offer => ({
      label: `mcp:${name}/*`,
      kind: "Module",
      rank: 8,
      documentation: "Every tool of this server.",
    }));
  const offers = [...exact, ...all, ...(isGrant(writing) ? [] : WIDE)];
  return offers.filter(({ label }) => fitsRule(label, writing));
}

const WIDE: readonly Offer[] = [
  { label: "file.*", kind: "Module", rank: 8, documentation: "Reading and writing files." },
  { label: "*", kind: "Module", rank: 9, documentation: "Every tool." },
];

function isReached(name: string, servers: readonly string[]): boolean {
  const [, server] = /^mcp:([^/]+)\//.exec(name) ?? [];
  return server === undefined || servers.length === 0 || servers.includes(server);
}

function serversOf(tools: Writing["tools"]): readonly string[] {
  return [...tools.keys()].flatMap((name) => /^mcp:([^/]+)\//.exec(name)?.[1] ?? []);
}

/** `*` and `file.*` stand in `ask` and `deny` only. */
function isGrant({ cursor }: Writing): boolean {
  return cursor.path.includes("allow");
}

/** Do the constraints and the examples of the rule or exception still fit when this tool is added? */
function fitsRule(label: string, { cursor }: Writing): boolean {
  const { path, root } = cursor;
  const at = path.findLastIndex((step) => typeof step === "string");
  const owner = nodeAt(root, path.slice(0, at));
  if (!allFit(keysOf(owner), toolPatterns([label]))) return false;
  const rule = nodeAt(root, rulePath(path) ?? []);
  if (path.includes("except") || rule === root) return true;
  const except = entryOf(rule, "except")?.value;
  const exceptions = except?.kind === "list" ? except.items : except === undefined ? [] : [except];
  const own = exceptions.filter((one) => entryOf(one, "tool") === undefined).flatMap(keysOf);
  if (!allFit(own, toolPatterns([label]))) return false;
  const examples = entryOf(rule, "examples")?.value;
  const isText = ["match", "no-match"].some(
    (key) => textsOf(entryOf(examples, key)?.value).length > 0,
  );
  if (!isText) return true;
  const others = EFFECTS.flatMap((effect) => textsOf(entryOf(rule, effect)?.value));
  const argument = ownArgument(label);
  return argument !== undefined && others.every((tool) => ownArgument(tool) === argument);
}
