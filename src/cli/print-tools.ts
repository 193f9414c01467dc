import { shown, shownShort } from "../model/shown.ts";
import { excerpts } from "../model/tool-change-words.ts";
import type { FieldChange, ToolChange } from "../model/tool-changes.ts";
import { count } from "../workspace/words.ts";
import type { SyncResult } from "../host/sync-tools.ts";
import type { Style } from "./style.ts";

/** What became of one server, for people. */
export function syncLine(result: SyncResult, style: Style): string {
  const name = style.bold(shown(result.server));
  const tools = count(result.tools, "tool");
  switch (result.status) {
    case "failed":
      return `${style.red("failed   ")} ${name} ${result.error ?? ""}`;
    case "declined":
      return `${style.yellow("declined ")} ${name} it was not started`;
    case "unchanged":
      return `${style.green("unchanged")} ${name} ${tools}`;
    case "added":
      return `${style.green("added    ")} ${name} ${tools}${result.written ? "" : ", not recorded"}`;
    case "changed":
      return `${style.yellow("changed  ")} ${name} ${tools}; what changed waits for \`ambit tools accept ${shown(result.server)}\``;
  }
}

/** What is not as it was accepted, for people; nothing where nothing is. */
export function changedLines(
  { server, status, changes, remarks = [] }: SyncResult,
  style: Style,
): readonly string[] {
  if (status !== "changed") return [];
  return [
    `the tools of ${shown(server)} are not as they were accepted:`,
    ...remarks.map((remark) => `  ${shown(remark)}`),
    ...changeLines(changes, style),
  ];
}

/** How the tools of a server differ, for people: tool by tool, field by field. */
export function changeLines(changes: readonly ToolChange[], style: Style): readonly string[] {
  return changes.flatMap(({ tool, kind, fields }) => {
    const name = shownShort(tool, 120);
    if (kind === "added") return [style.green(`  + ${name}`)];
    if (kind === "removed") return [style.red(`  - ${name}`)];
    return [style.yellow(`  ~ ${name}`), ...fields.flatMap((field) => fieldLines(field, style))];
  });
}

function fieldLines({ field, before, after }: FieldChange, style: Style): readonly string[] {
  const [was, is] = excerpts(before ?? "(nothing)", after ?? "(nothing)", SHOWN);
  return [`      ${field}`, style.red(`      - ${was}`), style.green(`      + ${is}`)];
}

/** How much of a text is shown. */
const SHOWN = 400;
