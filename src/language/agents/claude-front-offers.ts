import { TOOL_NAMES } from "../../formats/claude-code/rule.ts";
import { claudeEntries, claudeModes, claudeServers } from "./claude-entries.ts";
import { missing, words } from "./things.ts";
import type { AgentOffer, AgentWriting } from "./writing.ts";

/** What may stand in the front matter of agents, commands and skills of Claude Code. Source: code.claude.com/docs/en (sub-agents, skills), 2026-08-22. */
export async function claudeFrontOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const { path, on, file, known } = writing;
  const [field] = path;
  const isAgent = file.at.kind === "agent";
  const isList = field === "tools" || field === "disallowedTools";
  if (known && isAgent) return on === "value" && isList ? claudeServers(writing) : [];
  if (on === "key")
    return path.length === 1 ? missing(writing, isAgent ? AGENT_KEYS : SKILL_KEYS, () => "") : [];
  if (path.length > 2) return [];
  if (!isAgent) return field === "allowed-tools" ? claudeEntries(writing, "allow") : [];
  if (field === "permissionMode" && path.length === 1) return words(claudeModes(file.at.scope));
  return isList ? toolOffers(writing) : [];
}

const AGENT_KEYS = {
  tools: "the tools that this agent has; without it, all",
  disallowedTools: "tools that it has not",
  permissionMode: "the mode that it runs in",
};
const SKILL_KEYS = {
  "allowed-tools": "runs without a question, also in a folder that nobody trusts",
};

/** Whole tools: the lists of an agent grant nothing. */
async function toolOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const common = new Set(COMMON);
  const own = [...COMMON, ...TOOL_NAMES.filter((name) => !common.has(name) && name !== "Task")];
  const servers = await claudeServers(writing);
  return [
    ...own.map((text, at): AgentOffer => ({
      text,
      kind: "Function",
      rank: at < COMMON.length ? 0 : 6,
    })),
    ...servers,
  ];
}

const COMMON = ["Read", "Grep", "Glob", "Edit", "Write", "Bash", "WebFetch", "WebSearch"];
