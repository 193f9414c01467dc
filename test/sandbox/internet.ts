/** An internet of a few names, all of which are servers of this process: nothing of these tests leaves the machine. */
import { createServer } from "node:http";
import { connect, createServer as createPlainServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import type { Checks } from "../../src/sandbox/network/checks.ts";
import { CHECKS } from "../../src/sandbox/network/checks.ts";
import type { Outside } from "../../src/sandbox/network/outside.ts";
import type { NetworkQuery } from "../../src/sandbox/network/way-out.ts";

/** What keeps a request in: one of the proxy's checks, or the policy. */
export type Keeper = keyof Checks | "gate";

/** What the names lead to, question by question; the last answer stays. */
const NAMES: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ["granted.test", [["1.1.1.1"]]],
  ["evil.test", [["9.9.9.9"]]],
  ["inner.test", [["127.0.0.1"]]],
  ["metadata.test", [["169.254.169.254"]]],
  ["mapped.test", [["::ffff:10.0.0.1"]]],
  ["nat64.test", [["64:ff9b::a00:1"]]],
  ["private6.test", [["fd00:ec2::254"]]],
  ["mixed.test", [["1.1.1.1", "192.168.0.1"]]],
  ["rebind.test", [["1.1.1.1"], ["127.0.0.1"]]],
  ["9.9.9.9", [["9.9.9.9"]]],
]);

const GRANTED = new Set([...NAMES.keys()].filter((name) => name !== "evil.test"));

/** Starts the servers. Each says its own name: `granted`, `evil`, or `inner` for all that is not public; on other ports also the port. */
export async function openInternet(): Promise<{
  readonly outside: Outside;
  /** For a world. */
  readonly network: NetworkQuery;
  /** From now on this keeps no request in, and names lead where they led first. */
  without(keeper: Keeper | undefined): void;
  close(): void;
}> {
  const servers = new Map<string, Server>();
  for (const name of ["granted", "evil", "inner"]) {
    servers.set(`${name} 80`, await listening(pages(name)));
    servers.set(`${name} 443`, await listening(sayer(`${name} tunnel`)));
    servers.set(`${name} 8080`, await listening(pages(`${name} on another port`)));
    servers.set(`${name} 22`, await listening(sayer(`${name} on another port`)));
  }
  const asked = new Map<string, number>();
  let unchecked: Keeper | undefined;
  const outside: Outside = {
    resolve: (host) => {
      const answers = NAMES.get(host) ?? [];
      const times = asked.get(host) ?? 0;
      asked.set(host, times + 1);
      const answer = answers[Math.min(times, answers.length - 1)];
      return answer === undefined ? Promise.reject(new Error("no name")) : Promise.resolve(answer);
    },
    dial: (address, port) => {
      const name = { "1.1.1.1": "granted", "9.9.9.9": "evil" }[address] ?? "inner";
      const server = servers.get(`${name} ${port}`);
      return connect((server?.address() as AddressInfo).port, "127.0.0.1");
    },
  };
  return {
    outside,
    network: {
      hosts: ["granted.test"],
      outside,
      checks: new Proxy(CHECKS, {
        get: (checks, name) => Reflect.get(withoutCheck(unchecked, checks), name) as unknown,
      }),
      gate: {
        refusal: ({ host }) =>
          unchecked === "gate" || GRANTED.has(host) ? undefined : "no rule grants it",
      },
    },
    without: (keeper) => {
      unchecked = keeper;
      asked.clear();
    },
    close: () => {
      for (const server of servers.values()) server.close();
    },
  };
}

/** The proxy's checks, one of which lets everything through. */
function withoutCheck(name: Keeper | undefined, checks: Checks): Checks {
  if (name === undefined || name === "gate") return checks;
  return { ...checks, [name]: name === "greeting" ? () => "let through" : () => undefined };
}

/** `/to?…` redirects; every other page says whose it is, for whom, and what was asked for. */
function pages(name: string): Server {
  return createServer((request, response) => {
    const { url = "", headers, method } = request;
    const [, to] = /^\/to\?(.*)$/.exec(url) ?? [];
    if (to !== undefined) response.writeHead(302, { location: to });
    request.resume().on("end", () => {
      response.end(`${name} page for ${headers.host ?? ""}: ${method ?? ""} ${url}\n`);
    });
  });
}

/** Answers whatever is said. */
function sayer(words: string): Server {
  return createPlainServer((socket: Socket) => {
    socket.on("error", () => undefined);
    socket.on("data", () => socket.write(words));
  });
}

function listening<S extends Server>(server: S): Promise<S> {
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => done(server));
  });
}
