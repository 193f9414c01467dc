import { toolDigest } from "../model/tool-catalog.ts";
import type { ServerTools, ToolDefinition } from "../model/tool-catalog.ts";
import { catalogText } from "../workspace/catalog-file.ts";
import { recordedTools } from "../workspace/servers.ts";
import { diskFiles } from "./files.ts";
import { writeCatalog } from "./record-tools.ts";

/** A tool that was shown to a person: its hash as the server has it now, absent where the server has it no more. */
export interface ShownTool {
  readonly tool: string;
  readonly sha256: string | undefined;
}

/** Names of what is accepted now, or why nothing is. */
export type Acceptance = { readonly accepted: readonly string[] } | { readonly error: string };

/**
 * Accepts tools of a server as they were shown; all of them takes over also what the server calls itself. Nothing is accepted where one of
 * them is no longer as it was shown.
 */
export async function acceptTools(
  server: string,
  root: string,
  tools: readonly ShownTool[],
): Promise<Acceptance> {
  const recorded = await recordedTools(server, root, diskFiles);
  if (typeof recorded === "string") return { error: recorded };
  const { text: before, read } = recorded;
  if (read === undefined) return { error: `there is no catalog of \`${server}\`` };
  const now = byName(read.now);
  const moved = tools.find(({ tool, sha256 }) => digest(now.get(tool)) !== sha256);
  if (moved !== undefined)
    return { error: `\`${moved.tool}\` is not as it was shown; look at it again` };
  const accepted = byName(read.itself);
  for (const { tool } of tools) {
    const definition = now.get(tool);
    if (definition === undefined) accepted.delete(tool);
    else accepted.set(tool, definition);
  }
  const { name, version } = sameNames(accepted, now) ? read.now : read.itself;
  const text = catalogText(server, { name, version, tools: [...accepted.values()] }, read.now);
  const error = await writeCatalog(root, server, { text, before });
  return error === undefined ? { accepted: tools.map(({ tool }) => tool) } : { error };
}

function byName({ tools }: ServerTools): Map<string, ToolDefinition> {
  return new Map(tools.map((tool) => [tool.name, tool]));
}

function digest(tool: ToolDefinition | undefined): string | undefined {
  return tool === undefined ? undefined : toolDigest(tool);
}

/** Is nothing left that waits? */
function sameNames(
  accepted: ReadonlyMap<string, ToolDefinition>,
  now: ReadonlyMap<string, ToolDefinition>,
): boolean {
  return (
    accepted.size === now.size &&
    [...accepted].every(([name, tool]) => digest(now.get(name)) === toolDigest(tool))
  );
}
