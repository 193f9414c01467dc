import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

import type { ToolCall } from "../../model/call.ts";
import { failed } from "../../model/problem.ts";
import type { Outcome } from "../../model/problem.ts";
import { shownShort } from "../../model/shown.ts";
import { parseUrl } from "../../model/url.ts";
import { CHECKS } from "./checks.ts";
import type { Checks } from "./checks.ts";
import { forward } from "./forward.ts";
import type { Asked, HostGate } from "./host-gate.ts";
import { NETWORK_LIMITS } from "./network-limits.ts";
import type { NetworkLimits } from "./network-limits.ts";
import { OUTSIDE } from "./outside.ts";
import type { Outside } from "./outside.ts";
import { addressesOf, connected } from "./reach.ts";
import type { Reached, Way } from "./reach.ts";
import { Tries } from "./tries.ts";
import type { NetworkRequest } from "./tries.ts";
import { greeted, join } from "./tunnel.ts";

/** What a proxy goes by. */
export interface ProxyQuery {
  readonly gate: HostGate;
  readonly outside?: Outside;
  readonly checks?: Checks;
  readonly limits?: NetworkLimits;
}

/** The way of a sandbox to the hosts that a policy grants: an HTTP proxy on a socket that nobody else sees. */
export interface Proxy {
  /** On whose behalf requests are made from now on; without a call none are let through. */
  during(call: ToolCall | undefined): void;
  /** What was asked for since the last look. */
  take(): readonly NetworkRequest[];
  /** Ends it, with all that goes through it. */
  close(): Promise<void>;
}

/** Opens one at a path for a socket, that only our own user may use. Rejects where there can be no socket. */
export async function openProxy(path: string, query: ProxyQuery): Promise<Proxy> {
  const proxy = new HttpProxy(query);
  await proxy.listen(path);
  return proxy;
}

/** What is asked for, and where. */
interface Target extends Asked {
  readonly port: number;
}

/** How often is looked at how much went through, in milliseconds. */
const LOOK_MS = 200;

/** Longer lines and headers are no request. */
const MOST_HEADER = 32_768;

class HttpProxy implements Proxy {
  readonly #gate: HostGate;
  readonly #outside: Outside;
  readonly #checks: Checks;
  readonly #limits: NetworkLimits;
  readonly #server: Server;
  readonly #tries = new Tries();
  readonly #open = new Set<Duplex>();
  #call: ToolCall | undefined;
  readonly #outer = new Set<Socket>();
  #watch: NodeJS.Timeout | undefined;
  #requests = 0;
  #bytes = 0;

  constructor({ gate, outside = OUTSIDE, checks = CHECKS, limits = NETWORK_LIMITS }: ProxyQuery) {
    this.#gate = gate;
    this.#outside = outside;
    this.#checks = checks;
    this.#limits = limits;
    const { idleMs, openMs, connections } = limits;
    this.#server = createServer({
      ...{ maxHeaderSize: MOST_HEADER, insecureHTTPParser: false, requireHostHeader: false },
      ...{ headersTimeout: openMs, requestTimeout: 0, keepAliveTimeout: idleMs },
      connectionsCheckingInterval: 1_000,
    });
    this.#server.maxConnections = connections;
    this.#server.timeout = idleMs;
    this.#server.on("connection", (socket) => this.#keep(socket));
    this.#server.on("request", (request, response) => {
      this.#request(request, response).catch(() => response.destroy());
    });
    this.#server.on("connect", (request, socket, head) => {
      this.#connect(request, socket, head).catch(() => socket.destroy());
    });
    this.#server.on("clientError", (_, socket) => socket.destroy());
  }

  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(path, resolve);
      this.#server.once("listening", () => {
        this.#watch = setInterval(() => this.#look(), LOOK_MS).unref();
      });
    });
  }

  during(call: ToolCall | undefined): void {
    this.#call = call;
  }

  take(): readonly NetworkRequest[] {
    return this.#tries.take();
  }

  async close(): Promise<void> {
    clearInterval(this.#watch);
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#open) socket.destroy();
    await closed;
  }

  async #request(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = plainTarget(request);
    const addresses = await this.#admitted(target, hostHeaders(request));
    const line = failed(addresses) ? addresses : await this.#connected(target, addresses.value);
    if (failed(line)) {
      response.writeHead(403, { "content-type": "text/plain", connection: "close" });
      response.end(refusalText(target, line.error));
    } else if (response.destroyed) line.value.destroy();
    else forward(request, response, { ...target, socket: line.value });
  }

  async #connect(request: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
    client.on("error", () => client.destroy());
    const target = tunnelTarget(request);
    const addresses = await this.#admitted(target, undefined);
    if (failed(addresses)) {
      const text = refusalText(target, addresses.error);
      client.end(
        `HTTP/1.1 403 Forbidden\r\ncontent-type: text/plain\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
      );
      return;
    }
    client.write("HTTP/1.1 200 Connection established\r\n\r\n");
    const hello = await greeted(client, head, {
      check: (bytes) => this.#checks.greeting(bytes, target.host),
      openMs: this.#limits.openMs,
    });
    if (failed(hello)) {
      this.#note(target, "refused", hello.error);
      client.destroy();
      return;
    }
    const line = await this.#connected(target, addresses.value);
    if (failed(line)) client.destroy();
    else if (client.destroyed) line.value.destroy();
    else join(client, line.value, hello.value);
  }

  /** The addresses of the host, all of them public, where it may be reached; what is refused is noted. */
  async #admitted(
    target: Target,
    headers: readonly string[] | undefined,
  ): Promise<Outcome<readonly string[]>> {
    const why = this.#refusal(target, headers);
    if (why !== undefined) {
      this.#note(target, "refused", why);
      return { error: why };
    }
    return this.#noted(target, await addressesOf(target.host, this.#way));
  }

  /** Why it is refused; nothing where all that can be known before an address is agrees. */
  #refusal(target: Target, headers: readonly string[] | undefined): string | undefined {
    const { scheme, host, port } = target;
    const { header, host: name, port: number } = this.#checks;
    const { requests, bytes } = this.#limits;
    if (++this.#requests > requests) return `more than ${requests} requests in one run`;
    if (this.#carried > bytes) return `more than ${Math.round(bytes / 1024 / 1024)} MB in one run`;
    return (
      name(host) ??
      number(scheme, port) ??
      (headers === undefined ? undefined : header(headers, host)) ??
      (this.#call === undefined ? "no call is under way" : this.#gate.refusal(target, this.#call))
    );
  }

  async #connected(target: Target, addresses: readonly string[]): Promise<Outcome<Socket>> {
    const line = this.#noted(target, await connected(addresses, target.port, this.#way));
    if (failed(line)) return line;
    this.#note(target, "allowed");
    this.#keep(line.value);
    this.#count(line.value);
    return line;
  }

  get #way(): Way {
    return { outside: this.#outside, check: this.#checks.address, openMs: this.#limits.openMs };
  }

  #noted<T>(target: Target, reached: Reached<T>): Outcome<T> {
    if ("outcome" in reached) this.#note(target, reached.outcome, reached.error);
    return reached;
  }

  #note({ host, port }: Target, outcome: NetworkRequest["outcome"], why?: string): void {
    this.#tries.add({ host, port, outcome, ...(why === undefined ? {} : { why }) });
  }

  /** Keeps a connection from saying nothing for long; and at the end of the proxy it ends. */
  #keep(socket: Socket): void {
    this.#open.add(socket);
    socket.once("close", () => this.#open.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.setTimeout(this.#limits.idleMs, () => socket.destroy());
  }

  /** Ends what is open to the outside once all together has carried too much. */
  #count(socket: Socket): void {
    this.#outer.add(socket);
    socket.once("close", () => {
      this.#outer.delete(socket);
      this.#bytes += bytesOf(socket);
    });
  }

  #look(): void {
    if (this.#carried <= this.#limits.bytes) return;
    for (const socket of this.#outer) socket.destroy();
  }

  get #carried(): number {
    return [...this.#outer].reduce((sum, socket) => sum + bytesOf(socket), this.#bytes);
  }
}

function bytesOf({ bytesRead, bytesWritten }: Socket): number {
  return bytesRead + bytesWritten;
}

/** `GET http://host/path`. What is no such address is its own host, which is no plain name. */
function plainTarget({ url: text = "", method = "GET" }: IncomingMessage): Target {
  const written = /^http:\/\/([^/?#]+)/i.exec(text)?.[1]?.toLowerCase() ?? text;
  const [host, port] = splitPort(written, 80);
  return { scheme: "http", method, port, host, url: parseUrl(text)?.href ?? text };
}

/** `CONNECT host:443`. */
function tunnelTarget({ url: text = "" }: IncomingMessage): Target {
  const [host, port] = splitPort(text.toLowerCase(), 0);
  return { scheme: "https", method: "GET", host, port, url: `https://${host}/` };
}

function splitPort(authority: string, otherwise: number): readonly [host: string, port: number] {
  const [, host = "", port] = /^(.*?)(?::(\d{1,5}))?$/s.exec(authority) ?? [];
  return [host, port === undefined ? otherwise : Number(port)];
}

function hostHeaders({ rawHeaders }: IncomingMessage): readonly string[] {
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === "host");
}

function refusalText({ host, port }: Target, why: string): string {
  return `ambit: ${shownShort(host, 253)}:${port} is not reached from the sandbox: ${why}\n`;
}
