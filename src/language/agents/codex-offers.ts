import { RULE_PARAMETERS } from "../../formats/codex/read-rules.ts";
import {
  BARE,
  commandOffers,
  hostOffers,
  missing,
  pathOffers,
  toolNames,
  words,
} from "./things.ts";
import type { AgentOffer, AgentWriting } from "./writing.ts";

/** What may stand in Codex's rules and configuration. Source: codex 0.169.0; developers.openai.com/codex (rules, config-reference). */
export function codexOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  return writing.file.at.kind === "rules" ? rulesOffers(writing) : configOffers(writing);
}

async function rulesOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const { path, on } = writing;
  const [call, parameter] = path;
  if (on === "key") return path.length === 1 ? FUNCTIONS : parameterOffers(writing);
  const isList = path.length > 2;
  switch (parameter) {
    case "decision":
      return call === "network_rule"
        ? words({ allow: "may be reached", prompt: "asks", deny: "may not be reached" })
        : words({ allow: "runs it outside the sandbox", prompt: "asks", forbidden: "refuses" });
    case "pattern":
      return isList ? patternOffers(writing) : [];
    case "match":
    case "not_match":
      return isList ? exampleOffers(writing, parameter) : [];
    case "protocol":
      return words({ https: "", http: "", socks5_tcp: "", socks5_udp: "" });
    case "host":
      return hostOffers(writing, BARE);
    default:
      return [];
  }
}

const FUNCTIONS: readonly AgentOffer[] = [
  {
    text: "prefix_rule",
    kind: "Function",
    rank: 0,
    detail: "commands that begin so",
    value: '(pattern=["|"], decision="prompt")',
  },
  {
    text: "network_rule",
    kind: "Function",
    rank: 1,
    detail: "a host",
    value: '(host="|", protocol="https", decision="prompt")',
  },
  {
    text: "host_executable",
    kind: "Function",
    rank: 2,
    detail: "where a program of that name may lie",
    value: '(name="|", paths=[])',
  },
];

const PARAMETERS: Readonly<Record<string, readonly [detail: string, value: string]>> = {
  pattern: ["the words that a command begins with", '["|"]'],
  decision: ["without it `allow`", '"|"'],
  match: ["commands that it must match, or no rule is loaded", '["|"]'],
  not_match: ["commands that it must not match, or no rule is loaded", '["|"]'],
  justification: ["why, for whoever is asked", '"|"'],
  host: ["one name or address", '"|"'],
  protocol: ["", '"|"'],
  name: ["the program as rules name it", '"|"'],
  paths: ["absolute, and ending in that name", '["/|"]'],
};

function parameterOffers({
  path,
  text: all,
  range,
  words: [given = []] = [],
}: AgentWriting): readonly AgentOffer[] {
  const names = RULE_PARAMETERS.get(String(path[0])) ?? [];
  return names
    .filter((name) => !given.includes(name) || all.slice(range.start, range.end) === name)
    .map((text, rank): AgentOffer => {
      const [detail = "", value = ""] = PARAMETERS[text] ?? [];
      return { text, kind: "Property", rank, detail, value };
    });
}

/** The rest of the commands that go on so; words are compared one by one. In an inner list, the next word alone. */
async function patternOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const { words: before = [], path } = writing;
  const commands = await commandOffers(writing, BARE);
  return commands.flatMap((offer): readonly AgentOffer[] => {
    const all = offer.text.split(" ");
    const rest = all.slice(before.length);
    if (rest.length === 0 || !before.every((among, at) => among.includes(all[at] ?? ""))) return [];
    const [next = ""] = rest;
    const whole = { ...offer, text: rest.join(" ") };
    const first: AgentOffer = { text: next, kind: "Text", rank: offer.rank + 1 };
    return path.length > 3 ? [first] : rest.length === 1 ? [whole] : [whole, first];
  });
}

/** Examples are held against the rule when the file is loaded: those that hold. */
async function exampleOffers(
  writing: AgentWriting,
  kind: "match" | "not_match",
): Promise<readonly AgentOffer[]> {
  const { words: pattern = [] } = writing;
  if (pattern.length === 0) return [];
  const own = pattern.map(([first = ""]) => first).join(" ");
  const matches = (command: string): boolean => {
    const all = command.split(" ");
    return pattern.every((among, at) => among.includes(all[at] ?? ""));
  };
  const plain: AgentOffer = { text: own, kind: "Text", rank: 0, detail: "the pattern itself" };
  const commands = (await commandOffers(writing, BARE)).filter(
    ({ text }) => matches(text) === (kind === "match"),
  );
  const isNear = ({ text }: AgentOffer): boolean => text.split(" ")[0] === pattern[0]?.[0];
  const near = commands.toSorted((a, b) => Number(isNear(b)) - Number(isNear(a)));
  return kind === "match" ? [plain, ...near] : near.map((one, rank) => ({ ...one, rank }));
}

async function configOffers(writing: AgentWriting): Promise<readonly AgentOffer[]> {
  const { path, on } = writing;
  const [first, second, third] = path;
  if (on === "key") return configKeys(writing);
  switch (first) {
    case "approval_policy":
      return words(APPROVALS);
    case "sandbox_mode":
      return words(SANDBOXES);
    case "web_search":
      return words({ disabled: "", cached: "answers from a cache", live: "" });
    case "default_permissions":
      return [
        ...words({ ...PARENTS, ":danger-full-access": "no sandbox" }),
        ...ownProfiles(writing),
      ];
    case "permissions":
      return profileOffers(writing);
    case "sandbox_workspace_write":
      return second === "writable_roots" ? pathOffers(writing, BARE) : [];
    case "mcp_servers": {
      if (third === "default_tools_approval_mode" || path.at(-1) === "approval_mode")
        return words(TOOL_MODES);
      return third === "enabled_tools" || third === "disabled_tools"
        ? toolNames(writing, String(second))
        : [];
    }
    default:
      return [];
  }
}

/** Source: learn.chatgpt.com/docs/permissions (autumn 2026). */
function profileOffers(writing: AgentWriting): readonly AgentOffer[] {
  const [, name, part, key] = writing.path;
  switch (part) {
    case "extends":
      return [...words(PARENTS), ...ownProfiles(writing).filter(({ text }) => text !== name)];
    case "filesystem":
      return words({
        read: "commands read what lies below",
        write: "commands write what lies below",
        deny: "nothing reads what lies below",
      });
    case "network":
      return key === "domains"
        ? words({ allow: "may be reached, where the proxy runs", deny: "before all that allows" })
        : [];
    default:
      return [];
  }
}

const PARENTS = { ":read-only": "writes nothing", ":workspace": "writes in the workspace" };

/** The profiles that the file defines, as far as it can be read while it is written. */
function ownProfiles({ text }: AgentWriting): readonly AgentOffer[] {
  const names = [...text.matchAll(/^\s*\[permissions\.([\w-]+)/gm)].map(([, name = ""]) => name);
  return [...new Set(names)].map((name) => ({
    text: name,
    kind: "EnumMember",
    rank: 0,
    detail: "of this file",
  }));
}

const APPROVALS = {
  "on-request": "asks when the model wants to leave the sandbox",
  untrusted: "asks for all but what is known to be safe",
  never: "never asks",
};
const SANDBOXES = {
  "read-only": "writes nothing",
  "workspace-write": "writes in the workspace",
  "danger-full-access": "no sandbox",
};
const TOOL_MODES = {
  prompt: "asks for each call",
  auto: "asks but for tools that say they only read",
  writes: "asks but for tools that say they only read",
  approve: "never asks",
};

function configKeys(writing: AgentWriting): readonly AgentOffer[] {
  const { path } = writing;
  const [table] = path;
  const text = (): string => '"|"';
  if (path.length === 1)
    return missing(
      writing,
      {
        approval_policy: "when it asks",
        sandbox_mode: "what commands may write",
        default_permissions: "the permission profile",
        web_search: "",
      },
      text,
    );
  if (table === "sandbox_workspace_write" && path.length === 2)
    return missing(writing, WRITE_KEYS, (name) => (name === "writable_roots" ? '["|"]' : "false"));
  return table === "mcp_servers" && path.length === 3
    ? missing(writing, SERVER_KEYS, (name) =>
        name === "default_tools_approval_mode" ? '"|"' : '["|"]',
      )
    : [];
}

const WRITE_KEYS = {
  writable_roots: "may be written beside the workspace",
  network_access: "commands reach every host",
  exclude_slash_tmp: "true: /tmp may not be written",
  exclude_tmpdir_env_var: "true: $TMPDIR may not be written",
};
const SERVER_KEYS = {
  default_tools_approval_mode: "when its tools are asked for",
  enabled_tools: "the only tools of the server",
  disabled_tools: "tools of the server that there are not",
};
