import { isList, isObject, own } from "../model/json.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Launch } from "../model/launch.ts";
import type { Range } from "../model/place.ts";
import type { Problem } from "../model/problem.ts";
import { shownShort } from "../model/shown.ts";
import { readJsonText } from "./json-text.ts";

/** The files in which MCP servers are configured, from the workspace folder; where two define one server, the first counts. */
export const SERVER_FILES = [".vscode/mcp.json", ".mcp.json", ".cursor/mcp.json"] as const;

/** One of the files in which MCP servers are configured. */
export type ServerFile = (typeof SERVER_FILES)[number];

/** A server as a file defines it, its placeholders as they are written. */
export interface ServerDefinition {
  readonly name: string;
  readonly file: ServerFile;
  readonly launch: Launch;
  readonly range: Range;
}

/** What is asked of a person for `${input:id}`. */
export interface ServerInput {
  readonly id: string;
  readonly description: string | undefined;
  readonly password: boolean;
}

/** What a file says of servers. */
export interface ServersRead {
  readonly servers: readonly ServerDefinition[];
  readonly inputs: readonly ServerInput[];
  readonly problems: readonly Problem[];
}

/**
 * Reads one of `SERVER_FILES`. Never throws: a server that cannot be read is left out, with a problem. `servers` and `inputs` are what VS
 * Code writes (code.visualstudio.com/docs/copilot/reference/mcp-configuration), `mcpServers` what the others write.
 */
export function readServers(text: string, file: ServerFile): ServersRead {
  const json = readJsonText(text);
  if (json.value === undefined) return { servers: [], inputs: [], problems: json.problems };
  const problems: Problem[] = [...json.problems];
  const key = file === ".vscode/mcp.json" ? "servers" : "mcpServers";
  const root = isObject(json.value) ? json.value : {};
  const entries = own(root, key) ?? {};
  const servers: ServerDefinition[] = [];
  for (const [name, value] of isObject(entries) ? Object.entries(entries) : []) {
    const range = json.rangeOf([key, name]);
    // A name that stands twice means different things to different readers.
    if (
      problems.some(
        (problem) => problem.range.start >= range.start && problem.range.end <= range.end,
      )
    )
      continue;
    const launch = readLaunch(value);
    if (typeof launch !== "string") servers.push({ name, file, launch, range });
    else {
      const message = `the server \`${shownShort(name, 60)}\` ${launch}`;
      problems.push({ code: "bad-server", message, severity: "error", range });
    }
  }
  return { servers, inputs: readInputs(own(root, "inputs")), problems };
}

function readLaunch(value: Json): Launch | string {
  if (!isObject(value)) return "is no object";
  const type = own(value, "type");
  if (type === "sse") return "is of type `sse`, which Ambit does not speak; use `http`";
  const [command, url] = [own(value, "command"), own(value, "url")];
  if (type !== "http" && typeof command === "string" && command !== "")
    return readStdio(value, command);
  if (type !== "stdio" && typeof url === "string") {
    const headers = readTexts(own(value, "headers"));
    return headers === undefined
      ? "has `headers` that are no texts"
      : { kind: "http", url, headers };
  }
  return "has neither a `command` nor a `url`";
}

function readStdio(value: JsonObject, command: string): Launch | string {
  const args = own(value, "args") ?? [];
  if (!isList(args) || !args.every((arg) => typeof arg === "string"))
    return "has `args` that are no list of texts";
  const env = readTexts(own(value, "env"));
  if (env === undefined) return "has an `env` that holds something else than texts";
  const [envFile, cwd] = [own(value, "envFile"), own(value, "cwd")];
  if (envFile !== undefined && typeof envFile !== "string")
    return "has an `envFile` that is no text";
  if (cwd !== undefined && typeof cwd !== "string") return "has a `cwd` that is no text";
  return {
    kind: "stdio",
    command,
    args,
    env,
    ...(envFile === undefined ? {} : { envFile }),
    ...(cwd === undefined ? {} : { cwd }),
  };
}

/** Numbers and truth values count as the text that they are written as. */
function readTexts(value: Json | undefined): ReadonlyMap<string, string> | undefined {
  if (value === undefined) return new Map();
  if (!isObject(value)) return undefined;
  const texts = new Map<string, string>();
  for (const [name, text] of Object.entries(value)) {
    if (text === null) continue;
    if (typeof text === "object") return undefined;
    texts.set(name, String(text));
  }
  return texts;
}

function readInputs(value: Json | undefined): readonly ServerInput[] {
  return (isList(value) ? value : []).flatMap((item) => {
    if (!isObject(item)) return [];
    const [id, description] = [own(item, "id"), own(item, "description")];
    if (typeof id !== "string") return [];
    const known = typeof description === "string" ? description : undefined;
    return [{ id, description: known, password: own(item, "password") === true }];
  });
}
