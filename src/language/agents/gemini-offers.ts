import { MODES } from "../../formats/gemini-cli/policy-rule.ts";
import {
  BARE,
  commandOffers,
  missing,
  namesUnder,
  serverNames,
  serverOffers,
  toolNames,
  words,
} from "./things.ts";
import type { AgentOffer, AgentWriting } from "./writing.ts";

/** What may stand in Gemini CLI's policies and settings. */
export function geminiOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  return writing.file.at.kind === "policy" ? policyOffers(writing) : settingsOffers(writing);
}

async function policyOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const { path, on } = writing;
  const [table, index, key] = path;
  if (on === "key")
    return table === "rule" && typeof index === "number" && path.length === 3
      ? missing(writing, RULE_KEYS, (name) => RULE_VALUES.get(name) ?? '"|"')
      : [];
  switch (table === "rule" ? key : undefined) {
    case "decision":
      return words({ allow: "carries it out", ask_user: "asks", deny: "refuses" });
    case "toolName":
      return tools(writing);
    case "commandPrefix":
      return commandOffers(writing, BARE);
    case "modes":
      return words(Object.fromEntries(MODES.map((mode) => [mode, ""])));
    case "mcpName":
      return serverNames(writing);
    default:
      return [];
  }
}

/** Source: docs/reference/policy-engine.md of Gemini CLI 0.61.0. */
const RULE_KEYS = {
  toolName: "the tool, or a list of tools",
  decision: "`allow`, `ask_user` or `deny`",
  priority: "0 to 999: the highest that matches decides",
  commandPrefix: "of run_shell_command: what a command begins with",
  commandRegex: "of run_shell_command: an expression, from the beginning of a command",
  argsPattern: "an expression over the arguments as JSON",
  mcpName: "the server of the tool",
  modes: "counts in these modes alone",
  interactive: "counts with a person at the terminal, or without",
  allowRedirection: "a redirection is no question then",
  denyMessage: "what the model is told",
};
const RULE_VALUES: ReadonlyMap<string, string> = new Map([
  ["priority", "100"],
  ["modes", '["|"]'],
  ["interactive", "true"],
  ["allowRedirection", "false"],
]);

/** Source: @google/gemini-cli-core 0.61.0, built-in policies. */
const GEMINI_TOOLS = {
  run_shell_command: "a command line",
  read_file: "reads a file",
  write_file: "writes a file",
  replace: "edits a file",
  glob: "finds files",
  grep_search: "searches files",
  list_directory: "lists a folder",
  web_fetch: "fetches from the web",
  google_web_search: "searches the web",
};

async function tools(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const servers = await serverOffers(writing, (server, tool) => `mcp_${server}_${tool ?? "*"}`);
  return [...words(GEMINI_TOOLS).map((one) => ({ ...one, kind: "Function" as const })), ...servers];
}

/** Sources: docs/reference/configuration.md of Gemini CLI; `config/settings.ts` (0.61.0). */
async function settingsOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const { path, on } = writing;
  const [group, name, third, ...deeper] = path;
  if (on === "key") return settingsKeys(writing);
  if (deeper.length > 0 && group !== "mcpServers") return [];
  switch (`${String(group)}.${String(name)}`) {
    case "tools.core":
    case "tools.allowed":
      return entryOffers(writing);
    case "tools.exclude":
    case "tools.confirmationRequired":
      return tools(writing);
    case "mcp.allowed":
    case "mcp.excluded":
      return [...namesUnder(writing, "mcpServers"), ...(await serverNames(writing))];
    case "general.defaultApprovalMode":
      return words({
        default: "asks for what no rule decides",
        auto_edit: "also approves edits",
        plan: "reads, and changes nothing",
      });
    default:
      return group === "mcpServers" && (third === "includeTools" || third === "excludeTools")
        ? toolNames(writing, String(name))
        : [];
  }
}

/** `run_shell_command(git)` is what a command begins with. */
async function entryOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const within = { front: "run_shell_command(", back: ")" };
  if (writing.before.startsWith(within.front)) return commandOffers(writing, within);
  const narrowed: AgentOffer = {
    text: "run_shell_command()",
    kind: "Function",
    rank: 0,
    detail: "commands that begin so",
    next: "inside",
  };
  return [narrowed, ...(await tools(writing))];
}

const TEXTS = '["|"]';
const KEYS: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([
  [
    "tools",
    {
      core: "the only tools there are",
      allowed: "run without a question",
      exclude: "tools that there are not, as a whole",
      confirmationRequired: "asked for",
    },
  ],
  [
    "mcp",
    { allowed: "the only servers, without a question", excluded: "servers that there are not" },
  ],
  ["general", { defaultApprovalMode: "the mode a session begins in" }],
]);
const SERVER_KEYS = {
  includeTools: "the only tools of the server",
  excludeTools: "tools of the server that there are not",
  trust: "true: every tool of the server runs without a question",
};

function settingsKeys(writing: AgentWriting): readonly AgentOffer[] {
  const { path } = writing;
  const [group] = path;
  if (group === "mcpServers" && path.length === 3)
    return missing(writing, SERVER_KEYS, (name) => (name === "trust" ? "false" : TEXTS));
  const keys = path.length === 2 ? KEYS.get(String(group)) : undefined;
  return keys === undefined
    ? []
    : missing(writing, keys, (name) => (name === "defaultApprovalMode" ? '"|"' : TEXTS));
}
