import { acceptedServers, catalogFile } from "../../src/workspace/catalogs.ts";
import { catalogName, catalogText } from "../../src/workspace/catalog-file.ts";
import type { AcceptedServers } from "../../src/model/accepted-tools.ts";
import type { ServerTools, ToolDefinition } from "../../src/model/tool-catalog.ts";

/** A tool, with a schema where the test does not say one. */
export function tool(name: string, more: Partial<ToolDefinition> = {}): ToolDefinition {
  return { name, inputSchema: { type: "object" }, ...more };
}

/** A server as it says of itself. */
function serverOf(...tools: readonly ToolDefinition[]): ServerTools {
  return { name: "own", version: "1", tools };
}

/** The text of a catalog: the accepted tools, and those that the server has now where they differ. */
export function catalogOf(
  server: string,
  accepted: readonly ToolDefinition[],
  now = accepted,
): string {
  return catalogText(server, serverOf(...accepted), serverOf(...now));
}

/** What was accepted by a catalog, `/ws/.ambit/tools/<server>.json`. */
export function acceptedBy(server: string, text: string): AcceptedServers {
  return acceptedServers([catalogFile(`/ws/.ambit/tools/${catalogName(server)}`, { text })]);
}
