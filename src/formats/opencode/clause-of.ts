import type { Decision } from "../../model/call.ts";
import type { Clause, Constraints } from "../../model/clause.ts";
import { kept } from "../../engine/kept.ts";
import { parseCommandPattern } from "../../model/command-pattern.ts";
import type { CommandPattern } from "../../model/command-pattern.ts";
import { keptByText } from "../../model/kept-by-text.ts";
import { parsePathPattern } from "../../model/path-pattern.ts";
import type { PathPattern } from "../../model/path-pattern.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { failed } from "../../model/problem.ts";
import { shownShort } from "../../model/shown.ts";
import { parseToolPattern } from "../../model/tool-pattern.ts";
import type { ToolPattern } from "../../model/tool-pattern.ts";
import { wildcardMatches } from "./wildcard.ts";

/** An entry of a `permission` map, or of the deprecated `tools`. */
export interface EntryAt {
  readonly file: string;
  readonly at: SymbolicPath;
  readonly permission: string;
  readonly pattern: string;
  readonly action: Decision;
  /** The names of the MCP servers that are known. */
  readonly servers: readonly string[];
}

/** An entry as a clause: its tools and patterns in Ambit's words, at least as wide as what it grants. */
export function clauseOf({ file, at, permission, pattern, action, servers }: EntryAt): Clause {
  const tools = toolsKept(servers)(permission);
  const name = pattern === "*" ? permission : `${permission}: ${pattern}`;
  return {
    id: shownShort(name, 100),
    file,
    at,
    effect: action,
    tools,
    where: whereOf(permission, pattern),
    except: [],
    faulty: false,
    ...agentOf(at),
  };
}

/** Entries below `agent.<name>`, or the older `mode.<name>`, are those of one agent. */
function agentOf([key, name]: SymbolicPath): { readonly agent?: string } {
  return (key === "agent" || key === "mode") && typeof name === "string" ? { agent: name } : {};
}

const toolsKept = kept((servers: readonly string[]) =>
  keptByText((permission) => toolsOf(permission, servers), { most: 500 }),
);

/** The permissions that stand for tools with typed arguments. */
const TOOLS: ReadonlyMap<string, readonly string[]> = new Map([
  ["bash", ["shell"]],
  ["read", ["file.read"]],
  ["edit", ["file.write"]],
  ["external_directory", ["file.read", "file.write"]],
  ["webfetch", ["web.fetch"]],
  ["websearch", ["web.search"]],
  ["task", ["agent.run"]],
]);

function toolsOf(permission: string, servers: readonly string[]): readonly ToolPattern[] {
  if (permission === "*") return patterns("*");
  const typed = [...TOOLS].flatMap(([name, tools]) =>
    wildcardMatches(name, permission) ? tools : [],
  );
  if (TOOLS.has(permission)) return typed.flatMap(patterns);
  const named = permission.replaceAll("?", "*");
  const ofServers = servers.flatMap((server) => {
    const prefix = `${toolName(server)}_`;
    if (named.startsWith(prefix)) return [`mcp:${server}/${named.slice(prefix.length) || "*"}`];
    return wildcardMatches(`${prefix}x`, permission) ? [`mcp:${server}/*`] : [];
  });
  return [...typed, ...ofServers, `tool:${named}`].flatMap(patterns);
}

/** The name of a server or tool as opencode writes it in the names of permissions. */
export function toolName(name: string): string {
  return name.replace(/[^a-zA-Z0-9_-]/g, "_");
}

/** Names that Ambit's patterns cannot say are about every tool. */
function patterns(source: string): readonly ToolPattern[] {
  const read = parseToolPattern(source);
  return failed(read) ? [{ kind: "any", source }] : read.value;
}

function whereOf(permission: string, pattern: string): Constraints {
  if (permission === "bash") return { command: [commandOf(pattern)], files: "any" };
  const paths = PATHS.has(permission) ? pathsOf(pattern) : [];
  return paths.length === 0 ? {} : { path: paths };
}

const PATHS: ReadonlySet<string> = new Set(["read", "edit", "external_directory"]);

/** What stands before the first wildcard, as words, and anything behind it. */
const commandOf = keptByText(readCommand, { most: 5000, longest: 300 });

function readCommand(pattern: string): CommandPattern {
  const optional = pattern.endsWith(" *") ? pattern.slice(0, -2) : pattern;
  const star = optional.search(/[*?]/);
  const head = star < 0 ? optional : optional.slice(0, star);
  const words = head
    .split(/\s+/)
    .filter((word) => word !== "")
    .map(escaped);
  if (star >= 0 && !/\s$/.test(head)) {
    const last = words.pop();
    if (last !== undefined) words.push(`${last}*`);
  }
  if (star >= 0 || optional !== pattern) words.push("**");
  const read = parseCommandPattern(words.join(" "));
  const any = { words: [], rest: true };
  return { source: pattern, choices: failed(read) ? [any] : read.value.choices };
}

function escaped(word: string): string {
  return word.replace(/[^\w./:=@%+,-]/gu, (char) => `\\${char}`);
}

/** Stars of opencode go through folders. */
function pathsOf(pattern: string): readonly PathPattern[] {
  const plain = pattern
    .replace(/^\$HOME/, "~")
    .replaceAll("\\", "/")
    .replaceAll("?", "*");
  const texts = spelledOut(plain);
  return texts.flatMap((text): readonly PathPattern[] => {
    const read = parsePathPattern(text);
    return failed(read) ? anywhere(pattern) : [{ source: pattern, choices: read.value.choices }];
  });
}

function anywhere(source: string): readonly PathPattern[] {
  return ["**", "/**"].flatMap((text) => {
    const read = parsePathPattern(text);
    return failed(read) ? [] : [{ source, choices: read.value.choices }];
  });
}

/** `a/b*c` as `a/b*c` and `a/b*` with any folders between; more than one star inside names: everything below the folder. */
function spelledOut(pattern: string): readonly string[] {
  const braced = pattern.replace(/[{}]/g, "*").replace(/^!/, "*");
  if (braced === "*" || braced === "**") return ["**", "/**"];
  const names = braced
    .split("/")
    .map((name) => (/^\*+$/.test(name) ? "**" : name.replace(/\*+/g, "*")));
  const mixed = names.flatMap((name, at) => (name.includes("*") && name !== "**" ? [at] : []));
  const [only] = mixed;
  if (only === undefined) return [names.join("/")];
  const name = names[only] ?? "";
  if (mixed.length > 1 || name.indexOf("*") !== name.lastIndexOf("*"))
    return [[...names.slice(0, only), "**"].join("/")];
  const [front = "", back = ""] = name.split("*");
  const deep = [...(front === "" ? [] : [`${front}*`]), "**", `*${back}`];
  return [braced, [...names.slice(0, only), ...deep, ...names.slice(only + 1)].join("/")].map(
    (text) => text.replace(/\*{3,}/g, "**"),
  );
}
