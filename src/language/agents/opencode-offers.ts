import { ACTIONS_ONLY, PERMISSION_NAMES } from "../../formats/opencode/read-permission.ts";
import { toolName } from "../../formats/opencode/clause-of.ts";
import { BARE, commandOffers, missing, pathOffers, serverOffers, words } from "./things.ts";
import type { AgentOffer, AgentWriting } from "./writing.ts";

/**
 * What may stand in opencode's permissions. Of JSON what is held against patterns: names and words are in its published schema. Of an agent in Markdown also
 * those.
 */
export async function opencodeOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const { path, on, file } = writing;
  const isMarkdown = file.at.file.endsWith(".md");
  const at = path.indexOf("permission");
  if (isMarkdown && on === "key" && path.length === 1)
    return missing(writing, { permission: "what is allowed, asked for and denied" }, () => "");
  if (at < 0 || (isMarkdown && at > 0)) return [];
  const [tool, pattern, ...deeper] = path.slice(at + 1);
  if (on === "value") return isMarkdown && path.length <= at + 3 ? words(ACTIONS) : [];
  if (pattern === undefined) return isMarkdown ? nameOffers(writing) : [];
  if (deeper.length > 0) return [];
  const offers =
    tool === "bash"
      ? await commandOffers(writing, { ...BARE, rest: " *" })
      : typeof tool === "string" && PATH_TOOLS.has(tool)
        ? await pathOffers(writing, BARE)
        : [];
  return isMarkdown ? offers.map(asKey) : offers;
}

const ACTIONS = { allow: "carries it out", ask: "asks", deny: "refuses" };
const PATH_TOOLS: ReadonlySet<string> = new Set(["read", "edit", "glob", "list"]);

/** A folder that is gone into further stays as it is. */
function asKey(offer: AgentOffer): AgentOffer {
  return offer.next === undefined ? { ...offer, value: "" } : offer;
}

async function nameOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const names = Object.fromEntries(
    PERMISSION_NAMES.map((name) => [name, ACTIONS_ONLY.has(name) ? "one word" : ""]),
  );
  const servers = await serverOffers(
    writing,
    (server, tool) => `${toolName(server)}_${tool === undefined ? "*" : toolName(tool)}`,
  );
  return [
    ...missing(
      writing,
      { "*": "everything else: the last that matches decides", ...names },
      () => "",
    ),
    ...servers.map(asKey),
  ];
}
