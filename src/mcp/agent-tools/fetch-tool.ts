import { once } from "node:events";
import { request as send } from "node:http";
import type { IncomingMessage } from "node:http";
import { request as sendSecurely } from "node:https";
import type { RequestOptions } from "node:https";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";

import type { ToolAnswer } from "./tool-answer.ts";

/** More of a page is not handed on, in bytes. */
const MOST_BYTES = 1_000_000;

/** The options of either way, with the connection that a tunnel gives. */
type TunnelOptions = RequestOptions & { readonly socket?: Socket };

/**
 * Makes one request, through the proxy of the sandbox. A redirect is not followed: it leads to another address, and so is another call.
 * Rejects where there is no proxy.
 */
export async function fetchText(address: string, method: string): Promise<ToolAnswer> {
  const url = new URL(address);
  const { HTTPS_PROXY: proxy } = process.env;
  if (proxy === undefined) throw new Error("there is no network");
  const { hostname: host, port } = new URL(proxy);
  const isPlain = url.protocol === "http:";
  const answer = isPlain
    ? await answered(send, { host, port, method, path: url.href, headers: { host: url.host } })
    : await throughTunnel(url, method, { host, port });
  const status = `${answer.statusCode ?? 0} ${answer.statusMessage ?? ""}`.trimEnd();
  const { location } = answer.headers;
  const where = location === undefined ? "" : `\nlocation: ${location} (not followed)`;
  const body = await textOf(answer);
  return {
    text: `${status}${where}\n\n${body}`.trimEnd(),
    isError: (answer.statusCode ?? 0) >= 400,
  };
}

async function throughTunnel(
  url: URL,
  method: string,
  { host, port }: { readonly host: string; readonly port: string },
): Promise<IncomingMessage> {
  const authority = `${url.hostname}:${url.port || "443"}`;
  const asking = send({
    host,
    port,
    method: "CONNECT",
    path: authority,
    headers: { host: authority },
  });
  asking.end();
  const [answer, socket, head] = await new Promise<[IncomingMessage, Socket, Buffer]>(
    (resolve, reject) => {
      asking.once("connect", (...all: [IncomingMessage, Socket, Buffer]) => resolve(all));
      asking.once("error", reject);
    },
  );
  // Why not is what the proxy then says.
  if (answer.statusCode !== 200) throw new Error(await textOf(socket, head));
  const { pathname, search, host: written, hostname } = url;
  return answered(sendSecurely, {
    ...{ socket, servername: hostname, method, path: pathname + search },
    headers: { host: written },
  });
}

async function answered(by: typeof send, options: TunnelOptions): Promise<IncomingMessage> {
  const asking = by({ ...options, agent: false });
  asking.end();
  const [answer] = (await once(asking, "response")) as [IncomingMessage];
  return answer;
}

async function textOf(answer: Readable, head: Buffer = Buffer.alloc(0)): Promise<string> {
  const parts = [head];
  let [kept, left] = [head.length, 0];
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    const room = chunk.subarray(0, MOST_BYTES - kept);
    parts.push(room);
    kept += room.length;
    left += chunk.length - room.length;
  }
  return Buffer.concat(parts).toString("utf8") + (left > 0 ? `\n… ${left} more bytes` : "");
}
