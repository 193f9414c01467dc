import type { Decision } from "../../model/call.ts";
import type { Clause } from "../../model/clause.ts";
import type { Json } from "../../model/json.ts";
import { isList, isObject, member } from "../../model/json.ts";
import type { Range, SymbolicPath } from "../../model/place.ts";
import type { Problem } from "../../model/problem.ts";
import { shownShort } from "../../model/shown.ts";
import type { Server } from "../../model/subject.ts";
import { readJsonText } from "../../policy/json-text.ts";
import type { FileAt } from "../format.ts";
import { readFrontMatter } from "./front-matter.ts";
import type { PermissionMap } from "./permission-map.ts";
import { readPermission, readTools } from "./read-permission.ts";
import type { Refuse } from "./read-permission.ts";

/** What is set for one agent. */
export interface AgentEntry {
  readonly permission: PermissionMap;
}

/** A file of opencode, as far as it is about permissions. */
export interface OpencodeFile {
  readonly at: FileAt;
  readonly value: Json | undefined;
  readonly permission: PermissionMap;
  readonly tools: PermissionMap;
  readonly agents: ReadonlyMap<string, AgentEntry>;
  readonly defaultAgent: string | undefined;
  /** The agent that a Markdown file is about. */
  readonly agent: string | undefined;
  readonly servers: readonly Server[];
  /** opencode refuses the file, and does not start. */
  readonly refused: boolean;
  readonly problems: readonly Problem[];
  rangeOf(path: SymbolicPath): Range;
  keyRangeOf(path: SymbolicPath): Range;
}

/** Reads a configuration or an agent in Markdown. Never throws. */
export function readOpencodeFile(text: string, at: FileAt): OpencodeFile {
  return at.file.endsWith(".md") ? readAgent(text, at) : readConfig(text, at);
}

/** An empty file is an empty configuration. */
function readConfig(text: string, at: FileAt): OpencodeFile {
  const json = readJsonText(text.trim() === "" ? "{}" : text);
  const { value } = json;
  const problems: Problem[] = [...json.problems];
  let refused = json.value === undefined;
  const refuse: Refuse = (path, message) => {
    refused = true;
    problems.push(refusal(json.rangeOf(path), message));
  };
  if (value !== undefined && !isObject(value)) refuse([], "the configuration has to be an object");
  const servers = readServers(member(value, "mcp"), refuse);
  const owner = { file: at.file, servers: servers.map(({ name }) => name) };
  const permission = member(value, "permission");
  const tools = member(value, "tools");
  const v2 = member(value, "permissions");
  if (v2 !== undefined) {
    refused = true;
    const range = json.keyRangeOf(["permissions"]);
    problems.push(
      refusal(range, "`permissions` is the form of opencode 2: write `permission`, a map"),
    );
  }
  const agents = new Map<string, AgentEntry>();
  for (const key of ["mode", "agent"]) {
    const entries = member(value, key);
    for (const name of isObject(entries) ? Object.keys(entries) : []) {
      const entry = readAgentEntry(member(entries, name), [key, name], owner, refuse);
      agents.set(name, entry);
    }
  }
  const chosen = member(value, "default_agent");
  return {
    at,
    value,
    permission:
      permission === undefined ? NONE : readPermission(permission, ["permission"], owner, refuse),
    tools: tools === undefined ? NONE : readTools(tools, ["tools"], owner, refuse),
    agents,
    defaultAgent: typeof chosen === "string" ? chosen : undefined,
    agent: undefined,
    servers,
    refused,
    problems,
    rangeOf: (path) => json.rangeOf(path),
    keyRangeOf: (path) => json.keyRangeOf(path),
  };
}

const NONE: PermissionMap = new Map();

function readAgent(text: string, at: FileAt): OpencodeFile {
  const front = readFrontMatter(text);
  const problems: Problem[] = [...front.problems];
  let refused = false;
  const refuse: Refuse = (path, message) => {
    refused = true;
    problems.push(refusal(front.rangeOf(path), message));
  };
  const own = member(front.value, "name");
  const name = typeof own === "string" ? own : agentName(at.file);
  const owner = { file: at.file, servers: [] };
  return {
    at,
    value: front.value,
    permission: NONE,
    tools: NONE,
    agents: new Map([[name, readAgentEntry(front.value, [], owner, refuse)]]),
    defaultAgent: undefined,
    agent: name,
    servers: [],
    refused,
    problems,
    rangeOf: (path) => front.rangeOf(path),
    keyRangeOf: (path) => front.keyRangeOf(path),
  };
}

/** The name of an agent is its path below the folder of agents, without the ending. */
function agentName(file: string): string {
  return file
    .replace(/^.*\/(?:\.opencode|\.config\/opencode)\/agents?\//s, "")
    .replace(/\.md$/, "");
}

/** What an agent has in `tools` stands before its `permission`, which wins by key. */
function readAgentEntry(
  value: Json | undefined,
  at: SymbolicPath,
  owner: { readonly file: string; readonly servers: readonly string[] },
  refuse: Refuse,
): AgentEntry {
  const [tools, permission] = [member(value, "tools"), member(value, "permission")];
  const legacy = tools === undefined ? NONE : readTools(tools, [...at, "tools"], owner, refuse);
  const map =
    permission === undefined
      ? NONE
      : readPermission(permission, [...at, "permission"], owner, refuse);
  return { permission: new Map([...legacy, ...map]) };
}

function readServers(value: Json | undefined, refuse: Refuse): readonly Server[] {
  if (!isObject(value)) {
    if (value !== undefined) refuse(["mcp"], "`mcp` has to be a map of servers");
    return [];
  }
  return Object.entries(value).map(([name, server]) => {
    if (!isServer(server))
      refuse(
        ["mcp", name],
        `${named(name)} has to be a server: \`type\` \`local\` with a \`command\` that is a list, or \`remote\` with a \`url\``,
      );
    const [command, url] = [member(server, "command"), member(server, "url")];
    const words = isList(command) ? command.filter((word) => typeof word === "string") : [];
    return {
      name,
      at: ["mcp", name],
      ...(words.length === 0 ? {} : { command: words.join(" ") }),
      ...(typeof url === "string" ? { url } : {}),
    };
  });
}

/** What says whether it is on may lack everything else. Recorded from 1.18.33. */
function isServer(server: Json): boolean {
  if (typeof member(server, "enabled") === "boolean") return true;
  const [command, url] = [member(server, "command"), member(server, "url")];
  switch (member(server, "type")) {
    case "local":
      return (
        isList(command) &&
        command.every((word) => typeof word === "string") &&
        isTexts(member(server, "environment"))
      );
    case "remote":
      return typeof url === "string" && isTexts(member(server, "headers"));
    default:
      return false;
  }
}

function isTexts(value: Json | undefined): boolean {
  if (value === undefined) return true;
  return isObject(value) && Object.values(value).every((text) => typeof text === "string");
}

function refusal(range: Range, message: string): Problem {
  return {
    code: "opencode-refuses",
    message: `${message}; opencode refuses the whole configuration and does not start`,
    severity: "error",
    range,
  };
}

/** Every clause of a file, in the order in which it stands. */
export function clausesOf(file: OpencodeFile): readonly Clause[] {
  const maps = [
    file.tools,
    file.permission,
    ...[...file.agents.values()].map(({ permission }) => permission),
  ];
  return maps.flatMap((map) =>
    [...map.values()].flatMap((value) =>
      "clause" in value ? [value.clause] : [...value.values()].map(({ clause }) => clause),
    ),
  );
}

/** A word for an action, as in `is denied`. */
export function done(action: Decision): string {
  return action === "allow" ? "allowed" : action === "deny" ? "denied" : "asked for";
}

/** A name from a file in a message. */
export function named(text: string): string {
  return `\`${shownShort(text, 60)}\``;
}
