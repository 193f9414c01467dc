import { request as send } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Where a request goes: a connection to the host of its address. */
export interface Onward {
  readonly url: string;
  readonly method: string;
  readonly socket: Socket;
}

/** Headers that are about one connection only, RFC 9110 7.6.1. */
const OWN = new Set([
  ...["connection", "proxy-connection", "proxy-authorization", "proxy-authenticate", "keep-alive"],
  ...["te", "trailer", "transfer-encoding", "upgrade", "expect"],
]);

/** Writes one request anew, over a connection of its own, and hands the answer back. What is no header, address or body by the rules of HTTP does not go on. */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { url, method, socket }: Onward,
): void {
  const { pathname, search } = new URL(url);
  const chunked = request.headers["transfer-encoding"] !== undefined;
  const headers = [
    ...passedOn(request.rawHeaders),
    // Without a length the body has to have ends of its own, whatever the method: else it would be read as a request.
    ...(chunked ? ["transfer-encoding", "chunked"] : []),
    ...["connection", "close"],
  ];
  const onward = send({
    ...{ createConnection: () => socket, method, path: pathname + search, headers },
    ...{ setHost: false, insecureHTTPParser: false },
  });
  onward.on("response", (answer) => {
    answer.on("error", () => response.destroy());
    if (begins(response, answer)) answer.pipe(response);
    else response.destroy();
  });
  onward.on("error", () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end("ambit: the host did not answer\n");
  });
  response.once("close", () => socket.destroy());
  request.pipe(onward);
}

/** A host may answer with what Node does not write, such as a status below 100. */
function begins(response: ServerResponse, answer: IncomingMessage): boolean {
  try {
    response.writeHead(answer.statusCode ?? 502, passedOn(answer.rawHeaders));
    return true;
  } catch {
    return false;
  }
}

/** Names and values in turn, as Node keeps them, without those that one connection alone is about. */
function passedOn(raw: readonly string[]): string[] {
  const pairs = raw.flatMap((name, at) =>
    at % 2 === 0 ? [[name, raw[at + 1] ?? ""] as const] : [],
  );
  const named = pairs
    .filter(([name]) => name.toLowerCase() === "connection")
    .flatMap(([, value]) => value.toLowerCase().split(","))
    .map((name) => name.trim());
  const left = new Set([...OWN, ...named]);
  // How long a body is, is never left out: where it ends would be another place for each side.
  left.delete("content-length");
  return pairs.filter(([name]) => !left.has(name.toLowerCase())).flat();
}
