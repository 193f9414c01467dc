import { parseRule, TOOL_NAMES } from "../../formats/claude-code/rule.ts";
import type { RuleList } from "../../formats/claude-code/rule.ts";
import {
  commandOffers,
  hostOffers,
  pathOffers,
  serverNames,
  serverOffers,
  words,
} from "./things.ts";
import type { Around } from "./things.ts";
import type { AgentOffer, AgentWriting } from "./writing.ts";

/** What may stand in the settings of Claude Code where only it knows the grammar. */
export async function claudeOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const { path, on, file } = writing;
  const [first, second, third] = path;
  if (file.at.kind !== "settings" || on === "key") return [];
  if (first === "enabledMcpjsonServers" || first === "disabledMcpjsonServers")
    return typeof second === "number" ? serverNames(writing) : [];
  if (first !== "permissions") return [];
  if (second === "defaultMode" && path.length === 2) return words(modesOf(file.at.scope));
  if (second === "disableBypassPermissionsMode" && path.length === 2)
    return words({ disable: "the mode without prompts cannot be chosen" });
  const list = LISTS.find((one) => one === second);
  if (list === undefined || typeof third !== "number") return [];
  const offers = await entryOffers(writing);
  // Nothing that the agent would skip.
  return offers.filter(
    ({ text, next }) => next !== undefined || !("why" in parseRule(text, list, [])),
  );
}

const LISTS: readonly RuleList[] = ["allow", "ask", "deny"];

/** Source: code.claude.com/docs/en/permission-modes, 2026-08-22. `auto` counts in a person's own settings alone. */
function modesOf(scope: string): Readonly<Record<string, string>> {
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
  const servers = await serverOffers(writing, (server, tool) =>
    tool === undefined ? `mcp__${server}` : `mcp__${server}__${tool}`,
  );
  return [...open, ...servers, ...whole];
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
