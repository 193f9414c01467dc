import { parseRule, TOOL_NAMES } from "../../formats/claude-code/rule.ts";
import type { RuleList } from "../../formats/claude-code/rule.ts";
import { commandOffers, hostOffers, pathOffers, serverOffers } from "./things.ts";
import type { Around } from "./things.ts";
import type { AgentOffer, AgentWriting } from "./writing.ts";

/** Entries of a list; none that the agent would skip. */
export async function claudeEntries(
  writing: AgentWriting,
  list: RuleList,
): Promise<readonly AgentOffer[]> {
  const offers = await entryOffers(writing);
  return offers.filter(
    ({ text, next }) => next !== undefined || !("why" in parseRule(text, list, [])),
  );
}

/** The modes that a file of this scope may set, with what they do. Source: code.claude.com/docs/en/permission-modes, 2026-08-22. `auto` counts in a person's own settings alone. */
export function claudeModes(scope: string): Readonly<Record<string, string>> {
  return {
    default: "asks for what no rule decides",
    acceptEdits: "also approves edits in the working folders",
    plan: "reads, and changes nothing",
    ...(scope === "user" ? { auto: "a classifier decides what is asked for" } : {}),
    dontAsk: "denies what would be asked for",
    bypassPermissions: "asks for nothing: for isolated machines only",
  };
}

async function entryOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const open = writing.before.indexOf("(");
  if (open < 0) return toolOffers(writing);
  const tool = writing.before.slice(0, open);
  const within: Around = { front: `${tool}(`, back: ")", rest: " *" };
  switch (tool) {
    case "Bash":
    case "PowerShell":
    case "Monitor":
      return commandOffers(writing, within);
    case "Read":
    case "Edit":
      return [...(await pathOffers(writing, within)), ...secrets(tool)];
    case "WebFetch":
      return hostOffers(writing, { front: "WebFetch(domain:", back: ")" });
    case "Agent":
      return namesIn(writing, ".claude/agents/", within);
    case "Skill":
      return namesIn(writing, ".claude/skills/", within);
    default:
      return [];
  }
}

/** Tools that take something in parentheses, and are consulted with it. */
const OPEN: ReadonlyMap<string, string> = new Map([
  ["Bash", "a command"],
  ["Read", "files that are read, by every tool"],
  ["Edit", "files that are written, by every tool"],
  ["WebFetch", "a host: domain:example.com"],
  ["Agent", "an agent that may be started"],
  ["Skill", "a skill"],
  ["PowerShell", "a command"],
]);

async function toolOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const open = [...OPEN].map(([name, detail]): AgentOffer => ({
    text: name === "WebFetch" ? "WebFetch(domain:)" : `${name}()`,
    kind: "Function",
    rank: 0,
    detail,
    next: "inside",
  }));
  const whole = TOOL_NAMES.filter((name) => !OPEN.has(name)).map((text): AgentOffer => ({
    text,
    kind: "Function",
    rank: 6,
  }));
  return [...open, ...(await claudeServers(writing)), ...whole];
}

/** The tools of servers by the names that Claude Code gives them. */
export function claudeServers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  return serverOffers(writing, (server, tool) =>
    tool === undefined ? `mcp__${server}` : `mcp__${server}__${tool}`,
  );
}

/** What people deny. */
function secrets(tool: string): readonly AgentOffer[] {
  return ["./.env", "./.env.*", "**/*.pem", "~/.ssh/**"].map((pattern) => ({
    text: `${tool}(${pattern})`,
    kind: "Value",
    rank: 8,
    detail: "credentials",
  }));
}

async function namesIn(
  { around }: AgentWriting,
  folder: string,
  { front, back }: Around,
): Promise<readonly AgentOffer[]> {
  const found = await around.list(folder);
  return found
    .map(({ name }) => name.replace(/\.md$/, ""))
    .filter((name) => /^[\w.-]+$/.test(name))
    .map((name) => ({ text: `${front}${name}${back}`, kind: "Value", rank: 0, detail: folder }));
}
