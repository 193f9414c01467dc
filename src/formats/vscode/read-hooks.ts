import { isList, isObject, own } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Mark } from "../../model/mark.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { shownShort } from "../../model/shown.ts";
import { nearest } from "../../policy/suggest.ts";
import { readJsonText } from "../../policy/json-text.ts";
import type { FileAt, OwnSubject } from "../format.ts";
import { subjectOf } from "../subject-of.ts";
import type { Own } from "./own.ts";

/**
 * Reads a file of hooks: commands that VS Code runs by itself, with a person's rights, and that a `PreToolUse` may decide by. They grant the agent
 * nothing by themselves, so they are no clauses.
 *
 * Source: VS Code documentation, "Agent hooks" (2026-06-03) and "Hooks reference" (2026-07-29).
 */
export function readHooks(text: string, at: FileAt): OwnSubject<Own> {
  const json = readJsonText(text);
  const broken = json.value === undefined;
  const root = isObject(json.value) ? json.value : {};
  const subject = subjectOf({
    format: "vscode",
    file: at.file,
    text,
    clauses: [],
    marks: [...hookMarks(own(root, "hooks"), ["hooks"])],
    problems: json.problems.map((problem) =>
      broken
        ? {
            ...problem,
            message: `${problem.message}, so VS Code runs no hook of it, and what they guard is unguarded; mend it`,
          }
        : problem,
    ),
    broken,
    locate: (place, on) => (on === "key" ? json.keyRangeOf(place) : json.rangeOf(place)),
  });
  return { subject, own: { kind: "hooks" } };
}

/** What is to be known of hooks, in a file of theirs or in an agent's. */
export function* hookMarks(hooks: Json | undefined, path: SymbolicPath): Iterable<Mark> {
  if (!isObject(hooks)) return;
  for (const event of Object.keys(hooks)) {
    const known = EVENTS.get(event);
    const entries = own(hooks, event);
    if (known === undefined) {
      const meant = nearest(event, EVENTS.keys());
      const hint =
        meant === undefined
          ? `the events are \`${[...new Set(EVENTS.values())].join("`, `")}\``
          : `\`${meant}\` was probably meant`;
      yield {
        kind: "hook-fails-open",
        at: { path: [...path, event], on: "key" },
        ...(OTHER_EVENTS.has(event) ? { severity: "info" as const } : {}),
        message: `VS Code knows no event \`${shownShort(event, 40)}\`, so these hooks never run in it; ${hint}`,
      };
      continue;
    }
    if (!isList(entries)) continue;
    for (const [index, entry] of entries.entries())
      if (isObject(entry)) yield* entryMarks(entry, known, [...path, event, index]);
  }
}

/** Events by their names here and in Copilot CLI, which VS Code translates. */
const EVENTS: ReadonlyMap<string, string> = new Map(
  [
    ["SessionStart", "sessionStart"],
    ["UserPromptSubmit", "userPromptSubmit", "userPromptSubmitted"],
    ["PreToolUse", "preToolUse"],
    ["PostToolUse", "postToolUse"],
    ["PreCompact", "preCompact"],
    ["SubagentStart", "subagentStart"],
    ["SubagentStop", "subagentStop"],
    ["Stop", "stop", "agentStop"],
  ].flatMap(([name = "", ...others]) => [name, ...others].map((one) => [one, name] as const)),
);

/** Events of Copilot CLI and Claude Code, whose files have the same form. */
const OTHER_EVENTS: ReadonlySet<string> = new Set([
  ...["sessionEnd", "errorOccurred", "SessionEnd", "ErrorOccurred", "Notification"],
  ...["PermissionRequest", "PostToolUseFailure", "notification", "permissionRequest"],
]);

const COMMANDS = ["command", "bash", "powershell", "windows", "linux", "osx"] as const;

function* entryMarks(entry: JsonObject, event: string, path: SymbolicPath): Iterable<Mark> {
  const nested = own(entry, "hooks");
  const matcher = own(entry, "matcher");
  if (typeof matcher === "string" && matcher !== "" && matcher !== "*" && matcher !== ".*")
    yield {
      kind: "hook-fails-open",
      at: { path: [...path, "matcher"] },
      message: `VS Code ignores \`matcher\`, so this hook runs for every tool, and a script made for another agent's tool names and inputs may let all of them through; look at \`tool_name\` in the script`,
    };
  if (isList(nested)) {
    for (const [index, inner] of nested.entries())
      if (isObject(inner)) yield* entryMarks(inner, event, [...path, "hooks", index]);
    return;
  }
  const commands = COMMANDS.filter((name) => typeof own(entry, name) === "string");
  if (commands.length === 0 && own(entry, "type") !== undefined)
    yield {
      kind: "hook-fails-open",
      at: { path },
      message: "it has no `command`, so nothing is run, and what it should guard is unguarded",
    };
  if (event !== "PreToolUse") return;
  for (const name of commands) {
    const command = own(entry, name);
    if (typeof command !== "string") continue;
    const swallowed = /(?:\|\||;)\s*(?:true|:|exit\s+0)\s*['"]?\s*$|(?:^|[;&|]\s*)exit\s+1\b/.exec(
      command,
    );
    if (swallowed === null) continue;
    const isOne = /exit\s+1/.test(swallowed[0]);
    const message = isOne
      ? "only exit code 2 blocks a tool; `exit 1` shows a warning, and the tool runs; write `exit 2`"
      : `\`${shownShort(swallowed[0].trim(), 30)}\` turns every failure of the guard into a yes: it can block nothing by its exit code, and the tool runs; take it away`;
    yield { kind: "hook-fails-open", at: { path: [...path, name] }, message };
  }
}
