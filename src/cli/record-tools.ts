import { diskFiles } from "../host/files.ts";
import { writeFileInside } from "../host/write.ts";
import { shown } from "../model/shown.ts";
import type { ServerTools } from "../model/tool-catalog.ts";
import { CATALOG_FOLDER, catalogName, catalogText } from "../workspace/catalog-file.ts";
import { recordedTools } from "../workspace/servers.ts";
import { toolChanges } from "../workspace/tool-changes.ts";
import { changeLines } from "./print-tools.ts";
import type { SyncResult } from "./print-tools.ts";
import { styleFor } from "./style.ts";
import type { Terminal } from "./terminal.ts";

/** Whose tools they are, and what may be done without asking. */
export interface RecordOptions {
  readonly name: string;
  readonly file: string;
  readonly root: string;
  readonly person: Terminal | undefined;
  readonly yes: boolean;
  /** Only compare. */
  readonly check: boolean;
}

/** Compares a server's tools with what is recorded of them, shows the difference, and records them when a person agrees. */
export async function recordTools(tools: ServerTools, options: RecordOptions): Promise<SyncResult> {
  const { name, file, root, check } = options;
  const base = { server: name, file, written: false, tools: tools.tools.length, changes: [] };
  const recorded = await recordedTools(name, root, diskFiles);
  if (typeof recorded === "string") return { ...base, status: "failed", error: shown(recorded) };
  const { text: before, itself, problems } = recorded;
  const changes = before === undefined ? [] : toolChanges(itself, tools);
  const renamed = itself.name !== tools.name || itself.version !== tools.version;
  // How the file is laid out does not matter.
  if (before !== undefined && changes.length === 0 && !renamed && problems.length === 0)
    return { ...base, status: "unchanged" };
  const status = before === undefined ? "added" : "changed";
  const result = { ...base, status, changes } as const;
  if (status === "changed") {
    const odd = problems.map((problem) => `  ${shown(problem)}`);
    const other = `  it was ${shown(itself.name)} ${shown(itself.version)}, and is ${shown(tools.name)} ${shown(tools.version)}`;
    const differences = changeLines(changes, styleFor(process.stderr));
    const lines = [...odd, ...(renamed ? [other] : []), ...differences];
    process.stderr.write(`the tools of ${shown(name)} are not as recorded:\n${lines.join("\n")}\n`);
  }
  if (check || (status === "changed" && !(await agrees(options)))) return result;
  try {
    const names = [...CATALOG_FOLDER, catalogName(name)] as const;
    const text = catalogText(name, tools);
    await writeFileInside({ folder: root, names, text, before });
    return { ...result, written: true };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ...base, status: "failed", error: `cannot be recorded: ${shown(why)}` };
  }
}

async function agrees({ yes, person, name }: RecordOptions): Promise<boolean> {
  return (
    yes || (await person?.confirm(`record the tools of ${shown(name)} as they are now?`)) === true
  );
}
