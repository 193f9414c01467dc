import { isObject, own } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { Mark } from "../../model/mark.ts";
import { shownShort } from "../../model/shown.ts";
import type { FileAt } from "../format.ts";
import type { Entry } from "./entry.ts";
import { commandMatches } from "./match.ts";

/** What is wrong with the CLI's files that no entry alone can say. */
export function cliMarks(
  value: Json | undefined,
  at: FileAt,
  entries: readonly Entry[],
): readonly Mark[] {
  return [
    ...misplaced(value, at),
    ...(at.kind === "cli-config" ? settingMarks(value) : []),
    ...denyMarks(entries, modeOf(value) === "unrestricted"),
    ...machinePaths(entries, at),
  ];
}

/** Keys that a file of a project may have without being about permissions. */
const HARMLESS = /^(?:\$schema|version|editor|permissions|_.*|\/\/.*)$/s;

/** Only `permissions` counts in a project. Source: cursor.com/docs/cli/reference/configuration. */
function misplaced(value: Json | undefined, at: FileAt): readonly Mark[] {
  const keys = isObject(value) ? Object.keys(value) : [];
  const outer: readonly Mark[] =
    at.kind === "cli"
      ? keys
          .filter((key) => !HARMLESS.test(key))
          .map((key) => ({
            kind: "misplaced-key",
            at: { path: [key], on: "key" },
            message: `in the file of a project only \`permissions\` counts, and \`${shownShort(key, 60)}\` is ignored; put it into your own \`~/.cursor/cli-config.json\``,
          }))
      : [];
  const permissions = isObject(value) ? own(value, "permissions") : undefined;
  const inner = isObject(permissions) ? Object.keys(permissions) : [];
  return [
    ...outer,
    ...inner
      .filter((key) => key !== "allow" && key !== "deny")
      .map((key): Mark => ({
        kind: "misplaced-key",
        at: { path: ["permissions", key], on: "key" },
        message: `\`permissions\` has \`allow\` and \`deny\` only, and \`${shownShort(key, 60)}\` is ignored; what is in neither list is asked for`,
      })),
  ];
}

function modeOf(value: Json | undefined): Json | undefined {
  return isObject(value) ? own(value, "approvalMode") : undefined;
}

function settingMarks(value: Json | undefined): readonly Mark[] {
  const marks: Mark[] = [];
  if (modeOf(value) === "unrestricted")
    marks.push({
      kind: "prompts-off",
      at: { path: ["approvalMode"] },
      severity: "error",
      message:
        "everything that no `deny` names runs without a question, in every folder; write `allowlist`",
      witness: { tool: "shell", args: { command: "curl https://example.com/x" } },
    });
  const sandbox = isObject(value) ? own(value, "sandbox") : undefined;
  if (isObject(sandbox) && own(sandbox, "mode") === "disabled")
    marks.push({
      kind: "sandbox-hole",
      at: { path: ["sandbox", "mode"] },
      message:
        "commands run without a sandbox: an allowed one may write and send anything that you may; write `enabled`",
    });
  return marks;
}

/** Programs that run what stands in their arguments. */
const RUNNERS = ["bash -c", "sh -c", "env", "xargs", "sudo", "python3 -c"];

function denyMarks(entries: readonly Entry[], unrestricted: boolean): readonly Mark[] {
  const commands = entries.filter(({ test }) => test.kind === "command");
  const denied = commands.filter(({ effect }) => effect === "deny");
  const runs = (command: string): boolean =>
    !denied.some(({ test }) => commandMatches(test, command)) &&
    (unrestricted ||
      commands.some(({ effect, test }) => effect === "allow" && commandMatches(test, command)));
  const marks: Mark[] = [];
  let beside = false;
  for (const { source, test, clause } of denied) {
    if (test.kind !== "command" || /[*?]/.test(test.base)) continue;
    const args = (test.args ?? "example").replaceAll("*", "example").replaceAll("?", "x");
    const line = `${test.base} ${args}`;
    const other = [`/usr/bin/${line}`, `command ${line}`, `'${test.base}' ${args}`].find(runs);
    if (other !== undefined)
      marks.push({
        kind: "deny-respelled",
        at: { path: clause.at },
        message: `\`${shownShort(source, 60)}\` is compared with the first word as it is written, so \`${shownShort(other, 80)}\` does the same and is allowed; allow single programs, and let the rest ask`,
        witness: { tool: "shell", args: { command: other } },
      });
    const runner = RUNNERS.map((one) => `${one} '${line}'`).find(runs);
    if (runner === undefined || beside) continue;
    beside = true;
    marks.push({
      kind: "deny-beside-interpreter",
      at: { path: clause.at },
      message: `\`${shownShort(source, 60)}\` is denied, and \`${shownShort(runner, 80)}\` is allowed, which runs it: only the first word of a command is looked at; allow no program that runs others`,
      witness: { tool: "shell", args: { command: runner } },
    });
  }
  return marks;
}

function machinePaths(entries: readonly Entry[], at: FileAt): readonly Mark[] {
  if (at.scope === "user") return [];
  return entries.flatMap(({ source, clause }): readonly Mark[] => {
    const found = /(?:\/Users|\/home|[A-Za-z]:[\\/]Users)[\\/][^\\/*?()\s]+/.exec(source);
    if (found === null) return [];
    return [
      {
        kind: "machine-path",
        at: { path: clause.at },
        message: `\`${shownShort(found[0], 60)}\` is a folder of one person's machine in a file that others have too: for them it matches nothing; write it from the top of the project, or put it into your own file`,
      },
    ];
  });
}
