import { setMaxListeners } from "node:events";

import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { ResultSchema } from "@modelcontextprotocol/sdk/types.js";

import { isList, isObject, own } from "../model/json.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { StdioLaunch } from "../model/launch.ts";
import type { Outcome } from "../model/problem.ts";
import { redactTokens } from "../model/redact.ts";
import type { Redact } from "../model/redact.ts";
import { shownShort } from "../model/shown.ts";
import type { ToolDefinition } from "../model/tool-catalog.ts";
import { ServerFault } from "./fault.ts";
import { LIMITS } from "./limits.ts";
import type { Limits } from "./limits.ts";
import { listTools } from "./list-tools.ts";
import type { Inherited } from "./program.ts";
import { StdioTransport } from "./stdio.ts";

/** What a call came to. */
export interface CallResult {
  readonly text: string;
  readonly isError: boolean;
}

/** A server that was started, until it is closed. */
export interface ServerSession {
  readonly tools: readonly ToolDefinition[];
  /** Calls a tool. The error, for people, goes on from the server's name; afterwards the session may be over. */
  call(tool: string, args: JsonObject, timeoutMs: number): Promise<Outcome<CallResult>>;
  /** Is it over? */
  readonly ended: boolean;
  close(): Promise<void>;
}

/** Where and within what bounds a server runs. */
export interface SessionOptions {
  readonly folder: string;
  readonly inherited: Inherited;
  /** For start, handshake and the list of tools. */
  readonly startMs: number;
  readonly signal?: AbortSignal;
  readonly limits?: Limits;
  readonly version: string;
  /** Takes out of what the server says what nobody is to see, before it is cut. */
  readonly redact?: Redact;
}

/** Starts a server and keeps it. A server that asks something of us (a root, a sample, an answer of a person) is told that there is nothing. */
export async function openSession(
  launch: StdioLaunch,
  options: SessionOptions,
): Promise<Outcome<ServerSession>> {
  const { folder, inherited, startMs, limits = LIMITS, version, redact = redactTokens } = options;
  const stdio = new StdioTransport(launch, { folder, inherited, limits, redact });
  const late = AbortSignal.timeout(startMs);
  const signal = AbortSignal.any([late, ...(options.signal ? [options.signal] : [])]);
  setMaxListeners(0, signal, ...(options.signal ? [options.signal] : []));
  const client = new Client({ name: "ambit", version }, { capabilities: {} });
  try {
    const bounds = { signal, timeout: startMs + 60_000 };
    await client.connect(stdio, bounds);
    const tools = await listTools(client, limits, bounds);
    return { value: new Session({ client, stdio, redact, signal: options.signal }, tools) };
  } catch (error) {
    await stdio.close();
    if (error instanceof ServerFault) return { error: error.message };
    if (stdio.fault !== undefined) return { error: stdio.fault };
    if (late.aborted)
      return { error: `does not answer within ${startMs / 1_000} s${stdio.words()}` };
    if (signal.aborted) return { error: "was cancelled" };
    return { error: `speaks nonsense: ${messageOf(error, redact)}${stdio.words()}` };
  }
}

/** What a session stands on. */
interface Ground {
  readonly client: Client;
  readonly stdio: StdioTransport;
  readonly redact: Redact;
  readonly signal: AbortSignal | undefined;
}

class Session implements ServerSession {
  readonly tools: readonly ToolDefinition[];
  readonly #ground: Ground;
  #closed = false;

  constructor(ground: Ground, tools: readonly ToolDefinition[]) {
    this.#ground = ground;
    this.tools = tools;
  }

  get ended(): boolean {
    return this.#closed || this.#ground.stdio.fault !== undefined;
  }

  async call(tool: string, args: JsonObject, timeoutMs: number): Promise<Outcome<CallResult>> {
    const { client, stdio, redact, signal: outer } = this.#ground;
    const late = AbortSignal.timeout(timeoutMs);
    const signal = outer === undefined ? late : AbortSignal.any([late, outer]);
    try {
      // Not `client.callTool`, which compiles the server's schemas.
      const request = { method: "tools/call" as const, params: { name: tool, arguments: args } };
      const bounds = { signal, timeout: timeoutMs + 60_000 };
      const result = readResult(
        (await client.request(request, ResultSchema, bounds)) as JsonObject,
      );
      return { value: { ...result, text: redact(result.text) } };
    } catch (error) {
      if (stdio.fault !== undefined) return { error: stdio.fault };
      if (signal.aborted) {
        // Whatever it still does is of no use to anybody.
        await this.close();
        return {
          error: late.aborted ? `does not answer within ${timeoutMs / 1_000} s` : "was cancelled",
        };
      }
      return { value: { text: messageOf(error, redact), isError: true } };
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#ground.stdio.close();
  }
}

function messageOf(error: unknown, redact: Redact): string {
  return shownShort(redact(error instanceof Error ? error.message : String(error)), 300);
}

/** The text of a result; what is none is named. */
function readResult(result: JsonObject): CallResult {
  const content = own(result, "content");
  const structured = own(result, "structuredContent");
  const blocks = isList(content) ? content.map(blockText) : [];
  const text =
    blocks.length > 0
      ? blocks.join("\n")
      : structured === undefined
        ? ""
        : JSON.stringify(structured);
  return { text, isError: own(result, "isError") === true };
}

function blockText(block: Json): string {
  if (!isObject(block)) return "[nonsense]";
  const [type, text, data] = ["type", "text", "data"].map((name) => own(block, name));
  if (type === "text" && typeof text === "string") return text;
  const size = typeof data === "string" ? `, ${Math.ceil(data.length * 0.75)} bytes` : "";
  return `[${typeof type === "string" ? type : "nonsense"}${size}]`;
}
