import { isList, isObject, own } from "../../model/json.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Mark } from "../../model/mark.ts";
import { SETTINGS } from "./settings-keys.ts";

/**
 * Holes of the sandbox for commands: what runs in it is approved by itself, so a wide one is a grant.
 *
 * Source: VS Code documentation, "Agent sandboxing" (2026-10-07); microsoft/vscode, `runInTerminalTool.ts` (`isSandboxAutoApproved`).
 */
export function* sandboxMarks(value: JsonObject): Iterable<Mark> {
  const sandbox = own(value, SETTINGS.sandbox);
  const isOn = sandbox === "on" || sandbox === true;
  if (
    isOn &&
    own(value, SETTINGS.sandboxApproves) !== false &&
    own(value, SETTINGS.sandboxNetwork) !== false
  )
    yield {
      kind: "sandbox-hole",
      at: { path: [SETTINGS.sandbox] },
      severity: "info",
      message: `commands in the sandbox run without a prompt and may reach the network, which is open by default; set \`${SETTINGS.sandboxNetwork}\` to \`false\`, or list domains`,
    };
  if (own(value, SETTINGS.sandboxEscape) === true)
    yield {
      kind: "sandbox-hole",
      at: { path: [SETTINGS.sandboxEscape] },
      severity: "info",
      message:
        "a command may ask to run outside of the sandbox, and one prompt is all that stands before it; set it to `false` where the sandbox is meant to hold",
    };
  const paths = own(value, SETTINGS.sandboxPaths);
  const written = isObject(paths) ? own(paths, "readwritePaths") : undefined;
  if (!isList(written)) return;
  for (const [index, path] of written.entries()) {
    if (typeof path !== "string" || !WIDE.test(path)) continue;
    yield {
      kind: "sandbox-hole",
      at: { path: [SETTINGS.sandboxPaths, "readwritePaths", index] },
      message: `what runs in the sandbox may write anywhere below \`${path}\`, start-up files and keys included, and runs without a prompt; name the folders that are needed`,
    };
  }
}

const WIDE =
  /^(?:\/|~|~\/|\$HOME|\$\{(?:userHome|env:HOME)\}|[A-Za-z]:[\\/]?)(?:[\\/]?\*{1,2})?[\\/]?$/;
