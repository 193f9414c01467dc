import type { Decision, ToolCall } from "../../model/call.ts";
import type { Json } from "../../model/json.ts";
import { isList, isObject, member } from "../../model/json.ts";
import type { Mark } from "../../model/mark.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { unpinnedServers } from "../server-marks.ts";
import { BUILT_IN_AGENTS, builtInRules } from "./built-in.ts";
import { commandMarks } from "./command-marks.ts";
import { done, named } from "./file.ts";
import type { OpencodeFile } from "./file.ts";
import { rulesOf } from "./permission-map.ts";
import type { PermissionMap } from "./permission-map.ts";
import { lastRule } from "./rule.ts";
import type { WrittenRule } from "./rule.ts";
import { wildcardCover, wildcardMatches } from "./wildcard.ts";

/** What is wrong with a file of opencode that no clause can say. */
export function marksOf(file: OpencodeFile): readonly Mark[] {
  return [
    ...refusedMarks(file),
    ...misspeltMarks(file),
    ...frontMatterMarks(file),
    ...[...listsOf(file)].flatMap(({ rules, agent }) => listMarks(rules, agent, file)),
    ...deprecatedMarks(file),
    ...serverMarks(file),
  ];
}

interface OwnList {
  readonly rules: readonly WrittenRule[];
  readonly agent: string;
}

/** The lists that a file holds: for all agents, and for each of its own. */
function* listsOf(file: OpencodeFile): Generator<OwnList> {
  const written = (map: PermissionMap): readonly WrittenRule[] =>
    rulesOf(map, undefined).flatMap((rule) =>
      rule.clause === undefined ? [] : [{ ...rule, clause: rule.clause }],
    );
  yield { rules: [...written(file.tools), ...written(file.permission)], agent: BUILT_IN_AGENTS[0] };
  for (const [agent, { permission }] of file.agents) yield { rules: written(permission), agent };
}

function listMarks(
  rules: readonly WrittenRule[],
  agent: string,
  file: OpencodeFile,
): readonly Mark[] {
  const all = [...builtInRules(agent, undefined), ...rules];
  return [
    ...coveredMarks(rules),
    ...rules.flatMap((rule) => [
      ...notConsulted(rule, file),
      ...absolutePath(rule),
      ...machinePath(rule, file),
    ]),
    ...promptsOff(rules),
    ...commandMarks(rules, (text) => lastRule(all, "bash", text)?.action ?? "ask"),
  ];
}

/** Entries that a later one always overrides. */
function coveredMarks(rules: readonly WrittenRule[]): readonly Mark[] {
  const covers = rules.map((rule) => ({
    rule,
    permission: wildcardCover(rule.permission),
    pattern: wildcardCover(rule.pattern),
  }));
  return rules.flatMap((rule, at) => {
    const { pattern, permission } = rule;
    const start = pattern.includes("\\") ? "" : pattern.charAt(0);
    for (let later = at + 1; later < covers.length; later++) {
      const cover = covers[later];
      if (cover === undefined) break;
      const { first } = cover.pattern;
      if (first !== start && first !== "" && start !== "") continue;
      if (cover.pattern.covers(pattern) && cover.permission.covers(permission))
        return [coveredMark(rule, cover.rule)];
    }
    return [];
  });
}

function coveredMark(rule: WrittenRule, cover: WrittenRule): Mark {
  const loosened = STRICT[cover.action] < STRICT[rule.action];
  const by = named(cover.clause.id);
  const at = place(rule);
  const related = [{ at: place(cover), message: "this one decides instead" }];
  if (cover.action === rule.action)
    return {
      kind: "unreachable-entry",
      at,
      severity: "hint",
      message: `the last entry that matches decides, and ${by} further down matches all of this and says the same; leave this one out`,
      related,
    };
  const what = `the last entry that matches decides, and ${by} further down matches all of this: it is ${done(cover.action)}, not ${done(rule.action)}`;
  if (!loosened)
    return { kind: "unreachable-entry", at, message: `${what}; put this one behind it`, related };
  const witness = sampleCall(rule);
  return {
    kind: "order-trap",
    at,
    severity: rule.action === "deny" ? "error" : "warning",
    message: `${what}; put general entries such as \`*\` first, and this one behind them`,
    related,
    ...(witness === undefined ? {} : { witness }),
  };
}

const STRICT: Readonly<Record<Decision, number>> = { allow: 0, ask: 1, deny: 2 };

/** Tools that have the permission of another: a key of their own name is never looked up. */
const JUDGED_AS_EDIT: ReadonlySet<string> = new Set(["write", "apply_patch", "multiedit", "patch"]);

function notConsulted(rule: WrittenRule, file: OpencodeFile): readonly Mark[] {
  const { permission, pattern } = rule;
  const key = rule.clause.at.at(-1);
  if (JUDGED_AS_EDIT.has(permission))
    return [
      {
        kind: "entry-not-consulted",
        at: { path: rule.clause.at, on: "key" },
        severity: rule.action === "allow" ? "info" : "error",
        message: `opencode judges all that writes files as \`edit\`, and never looks up ${named(permission)}; write \`edit\``,
        witness: { tool: "file.write", args: { path: "src/example.txt" } },
      },
    ];
  const ofServer = file.servers.some(({ name }) =>
    permission.startsWith(`${name.replace(/[^\w-]/g, "_")}_`),
  );
  if (ofServer && !wildcardMatches("*", pattern))
    return [
      {
        kind: "entry-not-consulted",
        at: { path: rule.clause.at, on: "key" },
        severity: rule.action === "allow" ? "info" : "error",
        message: `opencode matches no arguments of the tools of MCP servers, only \`*\`: ${named(String(key))} is never looked up; write one action for the tool`,
      },
    ];
  return [];
}

/** Files are judged by their path from the top of the repository, which never begins with a slash. */
function absolutePath({ permission, pattern, action, clause }: WrittenRule): readonly Mark[] {
  if (permission !== "read" && permission !== "edit") return [];
  if (!/^(?:[/~]|\$HOME|[A-Za-z]:[\\/])/.test(pattern)) return [];
  const effect =
    action === "allow"
      ? "it allows nothing"
      : "it protects nothing: what it means stays as the other entries say";
  return [
    {
      kind: "not-absolute-path",
      at: { path: clause.at, on: "key" },
      severity: action === "allow" ? "warning" : "error",
      message: `\`${permission}\` is judged by the path from the top of the repository, which never begins with \`/\` or the home, so ${named(pattern)} matches no file and ${effect}; write it from the top of the repository, and folders outside under \`external_directory\``,
    },
  ];
}

function machinePath(
  { permission, pattern, clause }: WrittenRule,
  { at }: OpencodeFile,
): readonly Mark[] {
  // Of these it is said already that they match nothing for anybody.
  if (permission === "read" || permission === "edit") return [];
  const found = /(?:^|[\s"'=])((?:\/Users|\/home|[A-Za-z]:[\\/]Users)[\\/][^\\/*?]+)/.exec(pattern);
  if (found === null || at.scope === "user") return [];
  return [
    {
      kind: "machine-path",
      at: { path: clause.at, on: "key" },
      message: `${named(found[1] ?? "")} is a folder of one person's machine in a file that others have too: for them it matches nothing; write \`~/\`, or put it into your own \`~/.config/opencode/opencode.json\``,
    },
  ];
}

/** The key of all tools is also about what asks by itself. */
function promptsOff(rules: readonly WrittenRule[]): readonly Mark[] {
  const all = rules.findLast(({ permission }) => permission === "*");
  if (all?.action !== "allow" || all.pattern !== "*") return [];
  return [
    {
      kind: "prompts-off",
      at: place(all),
      severity: "error",
      message:
        "this allows everything, also what opencode asks about by itself: reading `.env` files and paths outside of the project; allow single tools instead",
      witness: { tool: "file.read", args: { path: ".env" } },
    },
  ];
}

function deprecatedMarks(file: OpencodeFile): readonly Mark[] {
  const at = (path: SymbolicPath, message: string): Mark => ({
    kind: "deprecated-key",
    at: { path, on: "key" },
    severity: "hint",
    message,
  });
  const tools = (path: SymbolicPath): readonly Mark[] => [
    at(
      [...path, "tools"],
      "`tools` is deprecated since 1.1.1: `false` is `deny` and `true` is `allow` of the same name, and it stands before all of `permission`; write it as `permission`",
    ),
  ];
  const agents = ["agent", "mode"].flatMap((key) => {
    const entries = member(file.value, key);
    return (isObject(entries) ? Object.keys(entries) : []).flatMap((name) =>
      member(member(entries, name), "tools") === undefined ? [] : tools([key, name]),
    );
  });
  return [
    ...(member(file.value, "tools") === undefined ? [] : tools([])),
    ...agents,
    ...(member(file.value, "mode") === undefined || file.agent !== undefined
      ? []
      : [at(["mode"], "`mode` is deprecated: agents stand under `agent`; rename the key")]),
  ];
}

/** Keys at the top are not checked by opencode: one that is misspelt is ignored without notice. Recorded from 1.18.33. */
function misspeltMarks({ value, agent }: OpencodeFile): readonly Mark[] {
  const keys = isObject(value) ? Object.keys(value) : [];
  return keys
    .filter((key) => /^perm/i.test(key) && key !== "permission" && key !== "permissions")
    .filter(() => agent === undefined)
    .map((key) => ({
      kind: "misplaced-key",
      at: { path: [key], on: "key" },
      severity: "error",
      message: `opencode ignores ${named(key)} without notice, so nothing in it holds; write \`permission\``,
    }));
}

/** opencode leaves an agent out, or repairs the text in its own way, where the front matter is no YAML. */
function frontMatterMarks({ agent, problems }: OpencodeFile): readonly Mark[] {
  if (agent === undefined || !problems.some(({ code }) => code === "yaml-syntax")) return [];
  const message =
    "the front matter is no YAML as it stands: opencode leaves the agent out or reads it in another way, so it is not sure that its permissions hold; mend what is marked";
  return [{ kind: "file-not-read", at: { path: [] }, severity: "warning", message }];
}

function refusedMarks({ refused, value }: OpencodeFile): readonly Mark[] {
  const misplaced: readonly Mark[] =
    member(value, "permissions") === undefined
      ? []
      : [
          {
            kind: "misplaced-key",
            at: { path: ["permissions"], on: "key" },
            severity: "error",
            message:
              "`permissions` is the form of opencode 2; opencode 1 refuses the file because of it; write `permission` for 1, and keep the two apart",
          },
        ];
  if (!refused) return misplaced;
  return [
    ...misplaced,
    {
      kind: "file-not-read",
      at: { path: [] },
      severity: "error",
      message:
        "opencode refuses this file as a whole and does not start: no entry of it holds, also none that denies; mend what is marked",
    },
  ];
}

/** The command of a server is one list here: the program and its arguments. */
function serverMarks(file: OpencodeFile): readonly Mark[] {
  const servers: Json | undefined = member(file.value, "mcp");
  return (isObject(servers) ? Object.entries(servers) : []).flatMap(([name, server]) => {
    const words = member(server, "command");
    if (!isList(words) || member(server, "enabled") === false) return [];
    const [command = "", ...args] = words;
    return unpinnedServers({ [name]: { command, args } }, ["mcp"]).map((mark) => {
      const index = mark.at.path.at(-1);
      const word = typeof index === "number" ? index + 1 : 0;
      return { ...mark, at: { path: ["mcp", name, "command", word] } };
    });
  });
}

/** A call that the entry is about. */
function sampleCall({ permission, pattern }: WrittenRule): ToolCall | undefined {
  const text = pattern.replace(/ \*$/, " example").replace(/\*+/g, "").replaceAll("?", "x");
  switch (permission) {
    case "bash":
      return { tool: "shell", args: { command: text.trim() === "" ? "example" : text } };
    case "read":
    case "edit": {
      const path =
        /^[/~$]/.test(text) || text === "" ? "example.txt" : text.replace(/\/$/, "/example.txt");
      return { tool: permission === "read" ? "file.read" : "file.write", args: { path } };
    }
    case "webfetch":
      return { tool: "web.fetch", args: { url: "https://example.com/" } };
    default:
      return undefined;
  }
}

function place({ clause }: WrittenRule): Mark["at"] {
  return { path: clause.at, on: clause.at.length > 1 ? "key" : "value" };
}
