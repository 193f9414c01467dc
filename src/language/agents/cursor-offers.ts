import {
  BARE,
  commandOffers,
  hostOffers,
  missing,
  pathOffers,
  serverOffers,
  words,
} from "./things.ts";
import type { AgentOffer, AgentWriting } from "./writing.ts";

/** What may stand in the files of Cursor: the lists of its CLI and of its editor, and its sandbox. */
export async function cursorOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  switch (writing.file.at.kind) {
    case "cli":
    case "cli-config":
      return cliOffers(writing);
    case "permissions":
      return editorOffers(writing);
    case "sandbox":
      return sandboxOffers(writing);
    default:
      return [];
  }
}

/** Source: cursor.com/docs/cli/reference/permissions and configuration, read 2026-11-21. */
async function cliOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const { path, on, before, file } = writing;
  const [first, second, third] = path;
  if (on === "key") return [];
  if (file.at.kind === "cli-config" && path.length === 1 && first === "approvalMode")
    return words({
      allowlist: "asks for what `permissions.allow` does not name",
      "auto-review": "looks at calls by itself, and asks about some",
      unrestricted: "asks for nothing",
    });
  const isList = first === "permissions" && (second === "allow" || second === "deny");
  if (!isList || typeof third !== "number") return [];
  const open = before.indexOf("(");
  const tool = open < 0 ? "" : before.slice(0, open);
  const within = { front: `${tool}(`, back: ")" };
  switch (tool) {
    case "":
      return [
        ...["Shell", "Read", "Write", "WebFetch"].map((name): AgentOffer => ({
          text: `${name}()`,
          kind: "Function",
          rank: 0,
          next: "inside",
        })),
        ...(await mcpTokens(writing)),
      ];
    case "Shell":
      return commandOffers(writing, { ...within, rest: ":*" }).then((all) => all.map(asToken));
    case "Read":
    case "Write":
      return pathOffers(writing, within);
    case "WebFetch":
      return hostOffers(writing, within);
    default:
      return tool === "Mcp" ? mcpTokens(writing) : [];
  }
}

function mcpTokens(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  return serverOffers(writing, (server, tool) => `Mcp(${server}:${tool ?? "*"})`);
}

/** `Shell(git status:*)` is written `Shell(git:status*)`: the program, then what its arguments match. */
function asToken(offer: AgentOffer): AgentOffer {
  const [, program = "", rest = ""] = /^Shell\((\S+) ?([^:]*).*\)$/.exec(offer.text) ?? [];
  const end = offer.text.endsWith(":*)") ? "*" : "";
  return { ...offer, text: rest === "" ? `Shell(${program})` : `Shell(${program}:${rest}${end})` };
}

/** Its names are in the schema that Cursor brings along. Source: cursor.com/docs/reference/permissions. */
async function editorOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const { path, on } = writing;
  if (on === "key" || path.length !== 2) return [];
  if (path[0] === "terminalAllowlist") return commandOffers(writing, BARE);
  return path[0] === "mcpAllowlist"
    ? serverOffers(writing, (server, tool) => `${server}:${tool ?? "*"}`)
    : [];
}

/** Source: cursor.com/docs/reference/sandbox. */
async function sandboxOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const { path, on } = writing;
  const [first, second] = path;
  if (on === "key") {
    if (path.length === 1)
      return missing(writing, SANDBOX_KEYS, (name) => SANDBOX_VALUES.get(name) ?? '["|"]');
    return path.length === 2 && first === "networkPolicy"
      ? missing(writing, NETWORK_KEYS, (name) => (name === "default" ? '"deny"' : '["|"]'))
      : [];
  }
  if (first === "type" && path.length === 1)
    return words({
      workspace_readwrite: "writes in the workspace",
      workspace_readonly: "writes nothing",
      insecure_none: "no sandbox",
    });
  if (first === "additionalReadwritePaths" || first === "additionalReadonlyPaths")
    return (await pathOffers(writing, BARE)).filter(({ text }) => !text.endsWith("/**"));
  if (first !== "networkPolicy") return [];
  if (second === "default")
    return words({
      deny: "reaches no host but those of `allow`",
      allow: "reaches every host but those of `deny`",
    });
  return second === "allow" || second === "deny" ? hostOffers(writing, BARE) : [];
}

const SANDBOX_KEYS = {
  type: "what commands may write",
  additionalReadwritePaths: "may be written too",
  additionalReadonlyPaths: "may be read too",
  disableTmpWrite: "",
  enableSharedBuildCache: "",
  networkPolicy: "the hosts that commands reach",
};
const SANDBOX_VALUES: ReadonlyMap<string, string> = new Map([
  ["type", '"|"'],
  ["disableTmpWrite", "true"],
  ["enableSharedBuildCache", "false"],
  ["networkPolicy", '{ "default": "deny", "allow": ["|"] }'],
]);
const NETWORK_KEYS = {
  default: "for hosts in neither list",
  allow: "hosts, `*.example.com`, networks",
  deny: "wins over `allow`",
};
