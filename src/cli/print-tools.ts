import { shown, shownShort } from "../model/shown.ts";
import type { FieldChange, ToolChange } from "../workspace/tool-changes.ts";
import { count } from "../workspace/words.ts";
import type { Style } from "./style.ts";

/** What became of one server. `added`, `unchanged`, `changed`: against what was recorded. The names in JSON are stable. */
export interface SyncResult {
  readonly server: string;
  readonly file: string;
  readonly status: "added" | "unchanged" | "changed" | "declined" | "failed";
  /** Was the catalog written? */
  readonly written: boolean;
  readonly tools: number;
  readonly changes: readonly ToolChange[];
  /** Why there is nothing to compare. */
  readonly error?: string;
}

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
      return `${style.yellow("changed  ")} ${name} ${tools}${result.written ? ", recorded" : ", not recorded"}`;
  }
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
  const [was, is] = excerpts(before ?? "(nothing)", after ?? "(nothing)");
  return [`      ${field}`, style.red(`      - ${was}`), style.green(`      + ${is}`)];
}

/** How much of a text is shown. */
const SHOWN = 400;

/** Long texts from shortly before the place where they begin to differ, so that the difference is seen wherever it stands. */
function excerpts(before: string, after: string): readonly [string, string] {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const from = Math.max(before.length, after.length) <= SHOWN ? 0 : Math.max(same - 40, 0);
  const cut = (text: string): string =>
    `${from > 0 ? "…" : ""}${shownShort(text.slice(from), SHOWN)}`;
  return [cut(before), cut(after)];
}
