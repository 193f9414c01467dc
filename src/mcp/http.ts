import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

import type { HttpLaunch } from "../model/launch.ts";
import { shownShort } from "../model/shown.ts";
import { ServerFault } from "./fault.ts";
import type { Limits } from "./limits.ts";

/** Speaks to a server over streamable HTTP, with its own headers. Redirects to another origin are refused, so that no header goes there. */
export function httpTransport(launch: HttpLaunch, limits: Limits): StreamableHTTPClientTransport {
  if (!URL.canParse(launch.url))
    throw new ServerFault(`\`${shownShort(launch.url, 200)}\` is no URL`);
  const url = new URL(launch.url);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw new ServerFault(`\`${shownShort(launch.url, 200)}\` is neither https nor http`);
  return new StreamableHTTPClientTransport(url, {
    requestInit: { headers: Object.fromEntries(launch.headers) },
    fetch: boundedFetch(limits),
    reconnectionOptions: {
      maxRetries: 0,
      initialReconnectionDelay: 1_000,
      maxReconnectionDelay: 1_000,
      reconnectionDelayGrowFactor: 1,
    },
  });
}

/** What went wrong, for people. */
export function httpWords(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === 401 || code === 403)
    return `refuses with ${code}: a header with a token is missing or wrong`;
  if (code === 404 || code === 405)
    return `answers with ${code}: there is no server of streamable HTTP at this address`;
  const message = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : "";
  if (message === "fetch failed") return `cannot be reached: ${shownShort(cause, 300)}`;
  return `does not speak MCP: ${shownShort(message, 300)}`;
}

/** `fetch` that reads no more than the limit over all answers together. */
function boundedFetch({
  output,
}: Limits): (url: string | URL, init?: RequestInit) => Promise<Response> {
  let received = 0;
  return async (url, init) => {
    const response = await fetch(url, init);
    if (response.body === null) return response;
    const counted = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (chunk, controller) => {
          received += chunk.length;
          if (received > output) {
            const size = Math.round(output / 1_000_000);
            controller.error(new ServerFault(`floods: it sent more than ${size} MB`));
          } else controller.enqueue(chunk);
        },
      }),
    );
    const { status, statusText, headers } = response;
    return new Response(counted, { status, statusText, headers });
  };
}
