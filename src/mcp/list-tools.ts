import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { ResultSchema } from "@modelcontextprotocol/sdk/types.js";

import { isList, own } from "../model/json.ts";
import type { Json, JsonObject } from "../model/json.ts";
import { shownShort } from "../model/shown.ts";
import { toolDigest } from "../model/tool-catalog.ts";
import type { ToolDefinition } from "../model/tool-catalog.ts";
import { ServerFault } from "./fault.ts";
import type { Limits } from "./limits.ts";
import { readTool } from "./read-tool.ts";

/** A server may add tools shortly after the handshake; after so many different lists it is not to be trusted with any. */
const MOST_READINGS = 4;

/** How a request is bounded: the SDK's own options. */
export interface RequestBounds {
  readonly signal: AbortSignal;
  readonly timeout: number;
}

/**
 * The tools of a server, in its order. They are read until two readings agree. Throws a `ServerFault` for nonsense, floods and tools that
 * change all the while; and what the SDK throws.
 */
export async function listTools(
  client: Client,
  limits: Limits,
  bounds: RequestBounds,
): Promise<readonly ToolDefinition[]> {
  if (client.getServerCapabilities()?.tools === undefined) return [];
  let before = await readAll(client, limits, bounds);
  for (let reading = 1; reading < MOST_READINGS; reading++) {
    const again = await readAll(client, limits, bounds);
    if (sameTools(before, again)) return again;
    before = again;
  }
  throw new ServerFault(`changes its tools while they are read: ${MOST_READINGS} readings differ`);
}

async function readAll(
  client: Client,
  limits: Limits,
  bounds: RequestBounds,
): Promise<readonly ToolDefinition[]> {
  const tools: ToolDefinition[] = [];
  const cursors = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < limits.pages; page++) {
    const params = cursor === undefined ? {} : { cursor };
    // Not `client.listTools`, which compiles the server's schemas and drops what it does not know.
    const request = { method: "tools/list" as const, params };
    const result = (await client.request(request, ResultSchema, bounds)) as JsonObject;
    for (const tool of toolsOf(result)) {
      if (tools.length >= limits.tools)
        throw new ServerFault(`floods: it has more than ${limits.tools} tools`);
      tools.push(readTool(tool, tools.length));
    }
    const next = own(result, "nextCursor");
    if (next === undefined || next === null) return unique(tools);
    if (typeof next !== "string")
      throw new ServerFault("speaks nonsense: the `nextCursor` of its tools is no text");
    if (cursors.has(next))
      throw new ServerFault("speaks nonsense: its pages of tools lead back to an earlier one");
    cursors.add(next);
    cursor = next;
  }
  throw new ServerFault(`floods: its tools have more than ${limits.pages} pages`);
}

function toolsOf(result: JsonObject): readonly Json[] {
  const tools = own(result, "tools");
  if (!isList(tools)) throw new ServerFault("speaks nonsense: its `tools` are no list");
  return tools;
}

function unique(tools: readonly ToolDefinition[]): readonly ToolDefinition[] {
  const names = new Set<string>();
  for (const { name } of tools) {
    if (names.has(name))
      throw new ServerFault(`speaks nonsense: two tools are called \`${shownShort(name, 100)}\``);
    names.add(name);
  }
  return tools;
}

function sameTools(a: readonly ToolDefinition[], b: readonly ToolDefinition[]): boolean {
  return a.length === b.length && digests(a) === digests(b);
}

function digests(tools: readonly ToolDefinition[]): string {
  return tools.map(toolDigest).toSorted().join();
}
