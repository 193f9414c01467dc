import { shown } from "../model/shown.ts";
import type { ServerTools } from "../model/tool-catalog.ts";
import { toolChanges } from "../model/tool-changes.ts";
import type { ToolChange } from "../model/tool-changes.ts";
import { CATALOG_FOLDER, catalogName, catalogText } from "../workspace/catalog-file.ts";
import { recordedTools } from "../workspace/servers.ts";
import { diskFiles } from "./files.ts";
import { writeFileInside } from "./write.ts";

/** What became of the tools of one server, against those that a person accepted. */
export type RecordResult =
  | {
      readonly status: "added" | "unchanged" | "changed";
      /** Was the catalog written? */
      readonly written: boolean;
      readonly changes: readonly ToolChange[];
      /** What else is not as it was, for people; absent where nothing is. */
      readonly remarks?: readonly string[];
    }
  | { readonly status: "failed"; readonly error: string };

/**
 * Compares a server's tools with what was accepted of them. Those of a server that has no catalog are recorded as accepted; what differs from
 * the accepted ones is recorded beside them, and waits. `check`: only compare.
 */
export async function recordTools(
  server: string,
  root: string,
  tools: ServerTools,
  how: "record" | "check",
): Promise<RecordResult> {
  const recorded = await recordedTools(server, root, diskFiles);
  if (typeof recorded === "string") return { status: "failed", error: shown(recorded) };
  const { text: before, read } = recorded;
  const write = async (text: string): Promise<string | undefined> =>
    how === "check" ? undefined : writeCatalog(root, server, { text, before });
  if (read === undefined) {
    const fault = await write(catalogText(server, tools));
    return fault === undefined
      ? { status: "added", written: how === "record", changes: [] }
      : { status: "failed", error: fault };
  }
  const { itself, now, problems } = read;
  const changes = toolChanges(itself, tools);
  const remarks = [...problems.map(({ message }) => message), ...renameWords(itself, tools)];
  const isRecorded =
    problems.length === 0 &&
    toolChanges(now, tools).length === 0 &&
    now.name === tools.name &&
    now.version === tools.version;
  const fault = isRecorded ? undefined : await write(catalogText(server, itself, tools));
  if (fault !== undefined) return { status: "failed", error: fault };
  const status =
    changes.length > 0 || itself.name !== tools.name || (problems.length > 0 && how === "check")
      ? "changed"
      : "unchanged";
  const result = { status, written: !isRecorded && how === "record", changes } as const;
  return remarks.length === 0 ? result : { ...result, remarks };
}

/** Writes a catalog over what was read of it; an error, for people. */
export async function writeCatalog(
  root: string,
  server: string,
  { text, before }: { readonly text: string; readonly before: string | undefined },
): Promise<string | undefined> {
  const names = [...CATALOG_FOLDER, catalogName(server)] as const;
  try {
    await writeFileInside({ folder: root, names, text, before });
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `cannot be recorded: ${shown(why)}`;
  }
}

function renameWords(was: ServerTools, is: ServerTools): readonly string[] {
  if (was.name === is.name && was.version === is.version) return [];
  return [
    `it was ${shown(was.name)} ${shown(was.version)}, and is ${shown(is.name)} ${shown(is.version)}`,
  ];
}
