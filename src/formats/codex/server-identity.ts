import type { Json } from "../../model/json.ts";
import { isList, isObject, own } from "../../model/json.ts";
import type { ConfigServer } from "./config.ts";

/** What a server has to be to be used. */
export type ServerIdentity =
  | { readonly kind: "command"; readonly command: string; readonly args?: readonly TextMatch[] }
  | { readonly kind: "url"; readonly url: TextMatch }
  /** It is said in a way that is not read here. */
  | { readonly kind: "unread" };

interface TextMatch {
  readonly match: "exact" | "prefix";
  readonly value: string;
}

/** Reads `[mcp_servers]` of requirements. Source: learn.chatgpt.com/docs/enterprise/managed-configuration (autumn 2026). */
export function readAllowedServers(value: Json | undefined): {
  readonly servers?: ReadonlyMap<string, ServerIdentity>;
} {
  if (!isObject(value)) return {};
  const servers = new Map<string, ServerIdentity>();
  for (const name of Object.keys(value)) {
    const server = own(value, name);
    const identity = isObject(server) ? own(server, "identity") : undefined;
    servers.set(name, identityOf(identity));
  }
  return { servers };
}

function identityOf(identity: Json | undefined): ServerIdentity {
  if (!isObject(identity)) return { kind: "unread" };
  const [command, url] = [own(identity, "command"), own(identity, "url")];
  if (typeof command === "string") return { kind: "command", command };
  if (isObject(command)) {
    const program = own(command, "executable");
    const list = own(command, "args");
    const args = (isList(list) ? list : []).map(matchOf);
    const known = args.flatMap((one) => one ?? []);
    if (typeof program !== "string" || known.length < args.length) return { kind: "unread" };
    return { kind: "command", command: program, args: known };
  }
  const match = matchOf(url);
  return match === undefined ? { kind: "unread" } : { kind: "url", url: match };
}

function matchOf(value: Json | undefined): TextMatch | undefined {
  if (typeof value === "string") return { match: "exact", value };
  if (!isObject(value)) return undefined;
  const [how, text] = [own(value, "match"), own(value, "value")];
  if (typeof text !== "string" || (how !== "exact" && how !== "prefix")) return undefined;
  return { match: how, value: text };
}

/** Is the server what the requirements allow by its name; `undefined` where that is not known? */
export function isAllowedServer(
  server: ConfigServer,
  allowed: ReadonlyMap<string, ServerIdentity>,
): boolean | undefined {
  const identity = allowed.get(server.name);
  switch (identity?.kind) {
    case undefined:
      return false;
    case "unread":
      return undefined;
    case "url":
      return server.url !== undefined && holds(identity.url, server.url);
    case "command": {
      const { command, args } = identity;
      if (server.command !== command) return false;
      if (args === undefined) return true;
      return (
        args.length === server.args.length &&
        args.every((match, at) => holds(match, server.args[at] ?? ""))
      );
    }
  }
}

function holds({ match, value }: TextMatch, text: string): boolean {
  return match === "exact" ? text === value : text.startsWith(value);
}
