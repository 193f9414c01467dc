import { isList, isObject, own } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Mark } from "../../model/mark.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { shownShort } from "../../model/shown.ts";
import { unpinnedServers } from "../server-marks.ts";
import type { Entry } from "./entry.ts";

/** What is wrong with `permissions.json` that no entry alone can say. Source: cursor.com/docs/reference/permissions. */
export function editorMarks(value: Json | undefined, entries: readonly Entry[]): readonly Mark[] {
  const root = isObject(value) ? value : {};
  const auto = own(root, "autoRun");
  return [
    ...unknownKeys(root, [], KNOWN),
    ...(isObject(auto) ? unknownKeys(auto, ["autoRun"], KNOWN_AUTO) : []),
    ...entries.flatMap(({ source, test, clause }): readonly Mark[] =>
      test.kind === "prefix" && test.text.endsWith("/")
        ? [
            {
              kind: "unreachable-entry",
              at: { path: clause.at },
              message: `\`${shownShort(source, 60)}\` is compared word by word, and no command has \`${shownShort(test.text.replace(/^.*\s/s, ""), 60)}\` as a word of its own; name the file, or write \`program:folder/*\``,
            },
          ]
        : [],
    ),
  ];
}

const KNOWN: ReadonlySet<string> = new Set([
  "$schema",
  "mcpAllowlist",
  "terminalAllowlist",
  "autoRun",
]);
const KNOWN_AUTO: ReadonlySet<string> = new Set(["allow_instructions", "block_instructions"]);

/** Keys that are ignored without notice; those that read like a list of denials above all. */
function unknownKeys(
  object: JsonObject,
  path: SymbolicPath,
  known: ReadonlySet<string>,
): readonly Mark[] {
  return Object.keys(object)
    .filter((key) => !known.has(key) && !/^(?:_|\/\/)/.test(key) && !COMMENTS.has(key))
    .map((key) => {
      const denies = /deny|block|forbid|permissions/i.test(key);
      const help = denies
        ? "there is no list of denials in this file: what is to be denied stands in `.cursor/cli.json` for the CLI, or in a hook"
        : `the keys here are ${[...known]
            .filter((one) => one !== "$schema")
            .map((one) => `\`${one}\``)
            .join(", ")}`;
      return {
        kind: "misplaced-key",
        at: { path: [...path, key], on: "key" },
        severity: denies ? "error" : "warning",
        message: `\`${shownShort(key, 60)}\` is ignored; ${help}`,
      };
    });
}

const COMMENTS: ReadonlySet<string> = new Set(["version", "description", "comment"]);

/** What `sandbox.json` leaves open. Source: cursor.com/docs/reference/sandbox. */
export function sandboxMarks(value: Json | undefined): readonly Mark[] {
  const root = isObject(value) ? value : {};
  const hole = (path: SymbolicPath, message: string, severity?: Mark["severity"]): Mark => ({
    kind: "sandbox-hole",
    at: { path },
    message,
    ...(severity === undefined ? {} : { severity }),
  });
  const marks: Mark[] = [];
  if (own(root, "type") === "insecure_none")
    marks.push(
      hole(
        ["type"],
        "`insecure_none` is no sandbox at all: commands write and send anything that you may; write `workspace_readwrite`",
        "error",
      ),
    );
  const network = own(root, "networkPolicy");
  if (isObject(network)) {
    if (own(network, "default") === "allow")
      marks.push(
        hole(
          ["networkPolicy", "default"],
          "every host is reached that `deny` does not name, so what is read can be sent anywhere; write `deny`, and name hosts under `allow`",
        ),
      );
    const allow = own(network, "allow");
    for (const [index, host] of (isList(allow) ? allow : []).entries())
      if (host === "*" || host === "0.0.0.0/0" || host === "::/0")
        marks.push(
          hole(["networkPolicy", "allow", index], "this is every host; name those that are needed"),
        );
  }
  const paths = own(root, "additionalReadwritePaths");
  for (const [index, path] of (isList(paths) ? paths : []).entries())
    if (
      typeof path === "string" &&
      /^(?:\/|~\/?|\$HOME\/?|\/(?:home|Users)(?:\/[^/]+)?\/?)$/.test(path)
    )
      marks.push(
        hole(
          ["additionalReadwritePaths", index],
          `commands may write all of \`${shownShort(path, 60)}\`, also start-up files and the settings of agents; name the folders that are needed`,
          "error",
        ),
      );
  return marks;
}

/** The events that can stop something. Source: npm `cursor-hooks` 1.1.6 and cursor.com/docs/hooks as others restate it. */
const GATES: ReadonlySet<string> = new Set([
  ...["beforeShellExecution", "beforeMCPExecution", "beforeReadFile", "beforeTabFileRead"],
  ...["beforeSubmitPrompt", "preToolUse", "subagentStart"],
]);

const EVENTS: ReadonlySet<string> = new Set([
  ...GATES,
  ...["afterShellExecution", "afterMCPExecution", "afterFileEdit", "afterTabFileEdit"],
  ...["afterAgentResponse", "afterAgentThought", "postToolUse", "postToolUseFailure"],
  ...["sessionStart", "sessionEnd", "subagentStop", "preCompact", "stop", "workspaceOpen"],
]);

/** Hooks that let through what they cannot judge, and events that there are not. */
export function hookMarks(value: Json | undefined): readonly Mark[] {
  const hooks = isObject(value) ? own(value, "hooks") : undefined;
  return (isObject(hooks) ? Object.entries(hooks) : []).flatMap(([event, list]) => {
    if (!EVENTS.has(event))
      return [
        {
          kind: "entry-not-consulted",
          at: { path: ["hooks", event], on: "key" },
          message: `no event \`${shownShort(event, 60)}\` is known, and hooks of unknown events are ignored without notice; look at how it is spelt`,
        } satisfies Mark,
      ];
    if (!GATES.has(event)) return [];
    return (isList(list) ? list : []).flatMap((hook, index): readonly Mark[] =>
      isObject(hook) ? gateMarks(event, hook, ["hooks", event, index]) : [],
    );
  });
}

function gateMarks(event: string, hook: JsonObject, path: SymbolicPath): readonly Mark[] {
  const command = own(hook, "command");
  if (typeof command === "string" && /\|\|\s*(?:true|:|exit 0)\s*;?\s*$/.test(command))
    return [
      {
        kind: "hook-fails-open",
        at: { path: [...path, "command"] },
        message: `\`${shownShort(event, 60)}\` is to stop something, and the end of its command turns every failure into a yes; leave it out, and set \`failClosed\``,
      },
    ];
  if (own(hook, "failClosed") === true) return [];
  return [
    {
      kind: "hook-fails-open",
      at: { path },
      message: `\`${shownShort(event, 60)}\` lets everything through when its command is missing, fails or takes too long; add \`"failClosed": true\``,
    },
  ];
}

/** Servers whose program is fetched in whatever version there is. */
export function serverMarks(value: Json | undefined): readonly Mark[] {
  return unpinnedServers(isObject(value) ? own(value, "mcpServers") : undefined, ["mcpServers"]);
}
