import type { ToolCall } from "../../../model/call.ts";
import type { Mark } from "../../../model/mark.ts";
import { shownShort } from "../../../model/shown.ts";
import type { FileAt } from "../../format.ts";
import type { OwnSettings } from "../own.ts";
import { SETTINGS } from "../settings-keys.ts";
import { answerEdit } from "./approve-edit.ts";
import { mergedEdits } from "./merge.ts";

/** What is to be known of the approvals of edits that no clause can say. */
export function* editMarks(settings: OwnSettings, { scope }: FileAt): Iterable<Mark> {
  const { edits } = settings;
  if (edits === undefined) return;
  if (edits === "no-object") {
    const message = `it is no object, so VS Code reads no entry, and the shipped ones that ask before \`package.json\`, \`.git\` or \`.env\` is written are gone too: also \`false\` approves more than nothing does; write an object, such as \`{"**": false}\``;
    yield { kind: "order-trap", at: { path: [SETTINGS.edits] }, message, witness: write(".env") };
    return;
  }
  if (scope !== "user" && edits.length > 0) {
    const message = `newer versions of VS Code take \`${SETTINGS.edits}\` from a person's own settings only, older ones also from here, so nobody should rely on what it asks for; write it in the own settings`;
    yield {
      kind: "entry-not-consulted",
      at: { path: [SETTINGS.edits], on: "key" },
      severity: "info",
      message,
    };
  }
  const rules = mergedEdits([settings], "keeps-place");
  for (const [index, { key, value }] of edits.entries()) {
    const at = { path: [SETTINGS.edits, key], on: "key" } as const;
    const name = `\`${shownShort(key, 60)}\``;
    if (typeof value !== "boolean") {
      yield {
        kind: "entry-not-consulted",
        at,
        message: `VS Code expects \`true\` or \`false\` for ${name}`,
      };
    } else if (/^[/~]|^[A-Za-z]:/.test(key)) {
      yield {
        kind: "not-absolute-path",
        at,
        message: `${name} matches nothing: a pattern is compared with the path from the workspace folder, and outside of it edits always ask; begin it with \`**/\` or a name`,
      };
    } else if (value) {
      const lost = PROTECTED.find((path) => decidedBy(path) === key);
      if (lost !== undefined)
        yield {
          kind: "order-trap",
          at,
          message: `${name} is a new last entry, and the last one that matches counts: it takes back the shipped ones that ask, so \`${lost}\` is written without a prompt; write \`"**/*"\`, which keeps its first place, or narrow it`,
          witness: write(lost),
        };
    } else {
      const after = edits
        .slice(index + 1)
        .find((later) => later.value === true && later.key === "**");
      if (after !== undefined)
        yield {
          kind: "order-trap",
          at,
          message: `${name} never asks, because \`${shownShort(after.key, 60)}\` comes after it, matches the same files, and the last entry counts; move it to the end`,
          related: [
            { at: { path: [SETTINGS.edits, after.key], on: "key" }, message: "this comes last" },
          ],
        };
    }
  }

  function decidedBy(path: string): string | undefined {
    const { result, rule } = answerEdit(rules, `/workspace/${path}`, GROUND);
    return result === "approved" && rule?.clause !== undefined ? rule.pattern : undefined;
  }
}

const GROUND = { workspace: "/workspace", home: undefined };

/** Files that the shipped entries ask for, each by another entry. */
const PROTECTED = [
  "package.json",
  ".env",
  ".git/config",
  "yarn.lock",
  "app.csproj",
  "pnpm-workspace.yaml",
];

function write(path: string): ToolCall {
  return { tool: "file.write", args: { path } };
}
