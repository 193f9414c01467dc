import type { ToolCall } from "../../model/call.ts";
import { isList, isObject, own } from "../../model/json.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Mark } from "../../model/mark.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { shownShort } from "../../model/shown.ts";
import { nearest } from "../../policy/suggest.ts";
import type { FileAt } from "../format.ts";
import { MODES } from "./settings.ts";

/** Keys of `permissions`. Source: settings-reference, 2026-08-22, and the newer pages (2.1.257, 2.1.314, 2.1.319). */
const PERMISSION_KEYS: ReadonlySet<string> = new Set([
  ...["allow", "ask", "deny", "additionalDirectories", "defaultMode"],
  ...["disableBypassPermissionsMode", "disableAutoMode", "blockReadsOutsideWorkingDirectories"],
  ...["blockWritesOutsideWorkingDirectories", "denyInsteadOfPrompting"],
]);
/** Keys that stand under `permissions` and do nothing at the top. */
const BELONG_BELOW: ReadonlySet<string> = new Set([
  "allow",
  "ask",
  "deny",
  "defaultMode",
  "additionalDirectories",
]);
/** What older versions read, and what is now under `permissions`. */
const OLD_KEYS: ReadonlyMap<string, string> = new Map([
  ["allowedTools", "permissions.allow"],
  ["disallowedTools", "permissions.deny"],
  ["ignorePatterns", "permissions.deny with `Read(…)`"],
]);
/** Ignored in files of a project. Source: settings-reference; permission-modes. */
const NOT_IN_PROJECT: ReadonlySet<string> = new Set([
  "autoMode",
  "skipDangerousModePermissionPrompt",
]);
const MANAGED_ONLY: ReadonlySet<string> = new Set([
  ...["allowManagedPermissionRulesOnly", "allowManagedHooksOnly", "allowManagedMcpServersOnly"],
  ...["strictPluginOnlyCustomization", "disableSideloadFlags"],
]);
/** Source: hooks, 2026-08-22. */
const HOOK_EVENTS: ReadonlySet<string> = new Set([
  ...["PreToolUse", "PostToolUse", "PostToolUseFailure", "PermissionRequest", "Notification"],
  ...["UserPromptSubmit", "Stop", "SubagentStart", "SubagentStop", "PreCompact", "PostCompact"],
  ...["SessionStart", "SessionEnd", "TeammateIdle", "TaskCompleted", "TaskCreated", "ConfigChange"],
  ...["WorktreeCreate", "WorktreeRemove", "InstructionsLoaded", "CwdChanged", "FileChanged"],
  ...["StopFailure", "Elicitation", "ElicitationResult", "Setup", "PermissionDenied"],
]);

/** What is wrong with a settings file besides its entries. */
export function settingsMarks(value: JsonObject, at: FileAt): readonly Mark[] {
  return [
    ...misplaced(value, at),
    ...modes(value, at),
    ...servers(value),
    ...hooks(value),
    ...sandbox(value),
    ...committed(at),
  ];
}

/** Reported only where git keeps the file. Source: permissions, "Workspace trust"; settings, "Settings files". */
function committed({ scope }: FileAt): readonly Mark[] {
  if (scope !== "local") return [];
  const message =
    "git keeps this file, which is meant for one person: everybody who clones the repository gets what was approved here, and what is secret in it is published; take it out with `git rm --cached`, name it in `.gitignore`, and keep what all need in `settings.json`";
  return [{ kind: "local-settings-committed", at: { path: ["permissions"], on: "key" }, message }];
}

function misplaced(value: JsonObject, { scope }: FileAt): readonly Mark[] {
  const marks: Mark[] = [];
  const add = (path: SymbolicPath, message: string): void => {
    marks.push({ kind: "misplaced-key", at: { path, on: "key" }, message });
  };
  for (const key of Object.keys(value)) {
    const now = OLD_KEYS.get(key);
    if (BELONG_BELOW.has(key))
      add(
        [key],
        `\`${key}\` is read under \`permissions\` alone; here nothing reads it, so it ${key === "deny" ? "denies" : "does"} nothing`,
      );
    else if (now !== undefined)
      add([key], `\`${key}\` is read by old versions alone; write \`${now}\``);
    else if (NOT_IN_PROJECT.has(key) && scope === "project")
      add(
        [key],
        `\`${key}\` is ignored in the settings of a project; it belongs into a person's own`,
      );
    else if (MANAGED_ONLY.has(key) && scope !== "managed")
      add([key], `\`${key}\` is read from managed settings alone; here it locks nothing`);
  }
  const permissions = own(value, "permissions");
  if (!isObject(permissions)) return marks;
  for (const key of Object.keys(permissions)) {
    if (PERMISSION_KEYS.has(key)) continue;
    const meant = nearest(key, PERMISSION_KEYS);
    const advice = meant === undefined ? "remove it" : `write \`${meant}\``;
    add(
      ["permissions", key],
      `there is no \`permissions.${shownShort(key, 40)}\`, so nothing reads it; ${advice}`,
    );
  }
  return marks;
}

function modes(value: JsonObject, { scope }: FileAt): readonly Mark[] {
  const permissions = own(value, "permissions");
  const mode = isObject(permissions) ? own(permissions, "defaultMode") : undefined;
  const marks: Mark[] = [];
  const at = { path: ["permissions", "defaultMode"] };
  const shell = (command: string): ToolCall => ({ tool: "shell", args: { command } });
  const witness = shell("npm publish");
  const others = ["git push --force", "python3 x.py", "make all"].map(shell);
  if (mode === "bypassPermissions")
    marks.push({
      kind: "prompts-off",
      at,
      message: `\`bypassPermissions\` runs everything that no deny or ask names without a question${scope === "project" ? ", for everybody who opens this project" : ""}; leave it out, and start such a session by hand where it can do no harm`,
      severity: scope === "project" ? "error" : "warning",
      witness,
      others,
    });
  else if (mode === "auto" && (scope === "project" || scope === "local"))
    marks.push({
      kind: "misplaced-key",
      at,
      message:
        "`auto` is ignored in the settings of a project (since 2.1.142); it belongs into a person's own",
    });
  else if (typeof mode === "string" && mode !== "manual" && !MODES.some((one) => one === mode)) {
    const meant = nearest(mode, MODES);
    marks.push({
      kind: "misplaced-key",
      at,
      message: `there is no mode \`${shownShort(mode, 40)}\`${meant === undefined ? "" : `; did you mean \`${meant}\`?`}`,
    });
  }
  if (own(value, "skipDangerousModePermissionPrompt") === true && scope !== "project")
    marks.push({
      kind: "prompts-off",
      at: { path: ["skipDangerousModePermissionPrompt"] },
      message:
        "the warning before the mode without prompts is switched off, so one flag or a slip starts it; remove the key",
      severity: "warning",
    });
  return marks;
}

/** Servers of `.mcp.json` are started, and their tools offered, without the question that the agent would ask. Source: settings-reference. */
function servers(value: JsonObject): readonly Mark[] {
  if (own(value, "enableAllProjectMcpServers") !== true) return [];
  const message =
    "every server that `.mcp.json` names now or later is started without a question, so whoever can change that file can run a program; list the ones you know under `enabledMcpjsonServers`";
  return [{ kind: "servers-enabled", at: { path: ["enableAllProjectMcpServers"] }, message }];
}

/** Source: hooks: exit code 2 alone blocks; a matcher of plain signs is an exact name. */
function hooks(value: JsonObject): readonly Mark[] {
  const all = own(value, "hooks");
  if (!isObject(all)) return [];
  return Object.keys(all).flatMap((event) => {
    const path = ["hooks", event];
    if (!HOOK_EVENTS.has(event)) {
      const meant = nearest(event, HOOK_EVENTS);
      const message = `there is no event \`${shownShort(event, 40)}\`, so its hooks never run${meant === undefined ? "" : `; did you mean \`${meant}\`?`}`;
      return [{ kind: "misplaced-key", at: { path, on: "key" }, message } as const];
    }
    const groups = own(all, event);
    if (event !== "PreToolUse" || !isList(groups)) return [];
    return groups.flatMap((group, index) => guard(group, [...path, index]));
  });
}

function guard(group: Json, path: SymbolicPath): readonly Mark[] {
  if (!isObject(group)) return [];
  const marks: Mark[] = [];
  const matcher = own(group, "matcher");
  if (
    typeof matcher === "string" &&
    /^mcp__[\w-]+$/.test(matcher) &&
    !matcher.slice(5).includes("__")
  )
    marks.push({
      kind: "hook-fails-open",
      at: { path: [...path, "matcher"] },
      message: `\`${shownShort(matcher, 60)}\` is the exact name of a tool here, and there is none, so the hook never runs; write \`${shownShort(matcher, 60)}__.*\``,
    });
  const entries = own(group, "hooks");
  for (const [index, entry] of (isList(entries) ? entries : []).entries()) {
    const command = isObject(entry) ? own(entry, "command") : undefined;
    if (typeof command !== "string") continue;
    const at = { path: [...path, "hooks", index, "command"] };
    if (/(?:^|[;&|\s])exit 1(?:$|[;&|\s])/.test(command) && !command.includes("exit 2"))
      marks.push({
        kind: "hook-fails-open",
        at,
        message:
          "this hook refuses with exit code 1, and only 2 blocks: the call goes on; use `exit 2`",
      });
  }
  return marks;
}

/** Source: sandboxing and settings-reference, 2026-08-22. */
function sandbox(value: JsonObject): readonly Mark[] {
  const box = own(value, "sandbox");
  if (!isObject(box)) return [];
  const marks: Mark[] = [];
  const add = (path: SymbolicPath, message: string): void => {
    marks.push({ kind: "sandbox-hole", at: { path: ["sandbox", ...path] }, message });
  };
  const enabled = own(box, "enabled") === true;
  if (enabled && own(box, "failIfUnavailable") !== true)
    add(
      ["enabled"],
      "where the sandbox cannot start, commands run without it after a warning; set `failIfUnavailable` to true",
    );
  const excluded = own(box, "excludedCommands");
  for (const [index, entry] of (isList(excluded) ? excluded : []).entries()) {
    if (typeof entry === "string" && enabled)
      add(
        ["excludedCommands", index],
        `a line with \`${shownShort(entry, 40)}\` in it runs outside the sandbox as a whole, its other commands too; leave it out, or ask for it`,
      );
  }
  const network = own(box, "network");
  if (!isObject(network)) return marks;
  if (own(network, "allowAllUnixSockets") === true)
    add(
      ["network", "allowAllUnixSockets"],
      "every local socket is open, those of Docker and of ssh-agent too, and they lead out of the sandbox; name the ones that are needed",
    );
  const sockets = own(network, "allowUnixSockets");
  for (const [index, socket] of (isList(sockets) ? sockets : []).entries())
    if (typeof socket === "string" && /docker|podman|containerd/.test(socket))
      add(
        ["network", "allowUnixSockets", index],
        "who reaches the socket of the container engine is root on the machine; leave it out",
      );
  const domains = own(network, "allowedDomains");
  for (const [index, domain] of (isList(domains) ? domains : []).entries())
    if (domain === "*")
      add(
        ["network", "allowedDomains", index],
        "every host may be reached, so nothing that was read stays in the sandbox; name the hosts",
      );
  return marks;
}
