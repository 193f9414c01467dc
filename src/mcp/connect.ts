import { setMaxListeners } from "node:events";

import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";

import type { Launch } from "../model/launch.ts";
import type { Outcome } from "../model/problem.ts";
import { shownShort } from "../model/shown.ts";
import type { ServerTools } from "../model/tool-catalog.ts";
import { ServerFault } from "./fault.ts";
import { httpTransport, httpWords } from "./http.ts";
import { LIMITS } from "./limits.ts";
import type { Limits } from "./limits.ts";
import { listTools } from "./list-tools.ts";
import type { RequestBounds } from "./list-tools.ts";
import { inherited } from "./program.ts";
import type { Inherited } from "./program.ts";
import { StdioTransport } from "./stdio.ts";

/** Where, how long and within what bounds a server is spoken to. */
export interface ConnectOptions {
  /** The workspace folder, in which programs run. */
  readonly folder: string;
  /** For start, handshake and all pages together. */
  readonly timeoutMs: number;
  /** Cancels; the program is ended then, too. */
  readonly signal?: AbortSignal;
  readonly inherited?: Inherited;
  readonly limits?: Limits;
  readonly version: string;
}

/**
 * Starts a server or connects to it, reads what it says of itself and its tools, and ends it again with all that it started, whatever
 * happens. `launch` has no placeholders left. The error, for people, goes on from the server's name: "does not answer within 30 s".
 */
export async function readServerTools(
  launch: Launch,
  options: ConnectOptions,
): Promise<Outcome<ServerTools>> {
  const late = AbortSignal.timeout(options.timeoutMs);
  const signal = AbortSignal.any([late, ...(options.signal ? [options.signal] : [])]);
  // The SDK listens once for each request, and never stops.
  setMaxListeners(0, signal);
  // The SDK has a time-out of its own for each request; ours comes first.
  const bounds: RequestBounds = { signal, timeout: options.timeoutMs + 60_000 };
  let line: Line | undefined;
  try {
    line = openLine(launch, options);
    return { value: await converse(line, bounds, options) };
  } catch (error) {
    if (options.signal?.aborted === true) return { error: "was not asked to the end: cancelled" };
    const stdio = line?.stdio;
    if (error instanceof ServerFault) return { error: error.message };
    if (stdio?.fault !== undefined) return { error: stdio.fault };
    if (late.aborted) {
      const seconds = options.timeoutMs / 1_000;
      return { error: `does not answer within ${seconds} s${stdio?.words() ?? ""}` };
    }
    return { error: launch.kind === "http" ? httpWords(error) : protocolWords(error, stdio) };
  } finally {
    await line?.end();
  }
}

/** A transport, what is known of its end, and how to end it. */
interface Line {
  readonly transport: Transport;
  readonly stdio?: StdioTransport;
  end(): Promise<void>;
}

function openLine(launch: Launch, options: ConnectOptions): Line {
  const limits = options.limits ?? LIMITS;
  if (launch.kind === "http") {
    const http = httpTransport(launch, limits);
    return { transport: http, end: () => http.close() };
  }
  const { folder, inherited: base = inherited() } = options;
  const stdio = new StdioTransport(launch, { folder, inherited: base, limits });
  return { transport: stdio, stdio, end: () => stdio.close() };
}

async function converse(
  { transport }: Line,
  bounds: RequestBounds,
  { version, limits = LIMITS }: ConnectOptions,
): Promise<ServerTools> {
  // No capabilities: a server that only lists its tools needs nothing of a client.
  const client = new Client({ name: "ambit", version }, { capabilities: {} });
  await client.connect(transport, bounds);
  const { name, version: itsVersion } = client.getServerVersion() ?? { name: "", version: "" };
  return { name, version: itsVersion, tools: await listTools(client, limits, bounds) };
}

function protocolWords(error: unknown, stdio: StdioTransport | undefined): string {
  const message = error instanceof Error ? error.message : String(error);
  return `speaks nonsense: ${shownShort(message, 300)}${stdio?.words() ?? ""}`;
}
