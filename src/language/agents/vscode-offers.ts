import { SETTINGS } from "../../formats/vscode/settings-keys.ts";
import { QUALIFIED_TOOLS } from "../../formats/vscode/tools.ts";
import { BARE, commandOffers, hostOffers, missing, pathOffers, serverOffers } from "./things.ts";
import type { AgentOffer, AgentWriting } from "./writing.ts";

/** What may stand in VS Code's settings for its agent, and in custom agents. The settings themselves and their values are known to VS Code. */
export async function vsCodeOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const { path, on, file } = writing;
  const [first, second] = path;
  if (file.at.kind === "agent") return agentOffers(writing);
  if (path.length !== 2 || on !== "key" || second === undefined) return [];
  switch (first) {
    case SETTINGS.terminal:
    case SETTINGS.oldTerminal:
      return commandOffers(writing, BARE);
    case SETTINGS.edits:
      return pathOffers(writing, BARE);
    case SETTINGS.urls:
      return hostOffers(writing, { front: "https://", back: "" });
    default:
      return [];
  }
}

/** Sets of tools. Source: VS Code documentation, "Tools and context reference" (2026-09-20). */
const SETS: Readonly<Record<string, string>> = {
  read: "reads files and what the editor shows",
  search: "searches the workspace",
  edit: "writes files",
  execute: "runs commands and tasks",
  web: "fetches from the web",
  agent: "starts other agents",
};

/** A list of tools takes tools away, it approves none. Source: VS Code documentation, "Custom agents" (2026-07-29). */
async function agentOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const { path, on, known } = writing;
  if (on === "key")
    return path.length === 1 && !known
      ? missing(writing, { tools: "the tools it has; without this, all" }, () => "[|]")
      : [];
  if (path[0] !== "tools" || path.length > 2) return [];
  const servers = await serverOffers(writing, (server, tool) => `${server}/${tool ?? "*"}`);
  if (known) return otherServers(writing, servers);
  const sets = Object.entries(SETS).map(([text, detail]): AgentOffer => ({
    text,
    kind: "Function",
    rank: 0,
    detail,
  }));
  const own = QUALIFIED_TOOLS.filter((name) => !name.startsWith("run")).map((text): AgentOffer => ({
    text,
    kind: "Function",
    rank: 6,
  }));
  return [...sets, ...servers, ...own];
}

/** Those that VS Code does not start itself, and so does not offer. */
async function otherServers(
  { around }: AgentWriting,
  offers: readonly AgentOffer[],
): Promise<readonly AgentOffer[]> {
  const own = (await around.servers()).filter(({ config }) => config === ".vscode/mcp.json");
  return offers.filter(({ text }) => !own.some(({ name }) => text.startsWith(`${name}/`)));
}
