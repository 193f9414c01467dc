import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createSecureServer } from "node:https";
import { connect, createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { onPath } from "../../scripts/setup/which.mjs";
import { fetchText } from "../../src/mcp/agent-tools/fetch-tool.ts";
import { NETWORK_LIMITS } from "../../src/sandbox/network/network-limits.ts";
import { openProxy } from "../../src/sandbox/network/proxy.ts";
import type { Proxy, ProxyQuery } from "../../src/sandbox/network/proxy.ts";
import { openInternet } from "./internet.ts";

const CALL = { tool: "shell", args: { command: "npm test" } };
const OPEN = { refusal: () => undefined };

describe.skipIf(process.platform === "win32")("the proxy of the sandbox", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "ambit-proxy-"));
  const socket = path.join(folder, "proxy");
  let internet: Awaited<ReturnType<typeof openInternet>>;
  let proxy: Proxy | undefined;
  beforeAll(async () => {
    internet = await openInternet();
  });
  afterEach(async () => {
    await proxy?.close();
    proxy = undefined;
  });
  afterAll(() => {
    internet.close();
    rmSync(folder, { recursive: true });
  });

  async function opened(query: Partial<ProxyQuery> = {}): Promise<Proxy> {
    proxy = await openProxy(socket, { gate: OPEN, outside: internet.outside, ...query });
    proxy.during(CALL);
    return proxy;
  }

  function line(): Socket {
    return connect(socket).on("error", () => undefined);
  }

  async function said(text: string, ...more: readonly string[]): Promise<string> {
    const client = line();
    let heard = "";
    client.on("data", (chunk: Buffer) => (heard += chunk.toString("latin1")));
    for (const one of [text, ...more]) client.write(one, "latin1");
    await new Promise((done) => client.once("close", done));
    return heard;
  }

  const get = (host: string): Promise<string> =>
    said(`GET http://${host}/x?y HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);

  it("lets nothing through between calls", async () => {
    const one = await opened();
    expect(await get("granted.test")).toContain("granted page for granted.test: GET /x?y");
    one.during(undefined);
    expect(await get("granted.test")).toContain("403 Forbidden");
    expect(one.take()).toEqual([
      { host: "granted.test", port: 80, outcome: "allowed", times: 1 },
      { host: "granted.test", port: 80, outcome: "refused", why: "no call is under way", times: 1 },
    ]);
  });

  it("reaches no service of this machine where nobody has taken its checks away", async () => {
    const server = await listening(createServer());
    let touched = 0;
    server.on("connection", () => touched++);
    proxy = await openProxy(socket, { gate: OPEN });
    proxy.during(CALL);
    const { port } = server.address() as AddressInfo;
    for (const host of [
      "localhost",
      `localhost:${port}`,
      "127.0.0.1",
      `127.0.0.1:${port}`,
      "[::1]",
    ]) {
      expect(await get(host)).toContain("403 Forbidden");
      expect(await said(`CONNECT ${host} HTTP/1.1\r\n\r\n`)).toContain("403 Forbidden");
    }
    expect(proxy.take().map(({ outcome }) => outcome)).not.toContain("allowed");
    expect(touched).toBe(0);
    server.close();
  });

  it("says what could not be reached", async () => {
    const one = await opened();
    await get("nobody.test");
    const dead = await listening(createServer());
    const { port } = dead.address() as AddressInfo;
    dead.close();
    await one.close();
    proxy = await openProxy(socket, {
      gate: OPEN,
      outside: { ...internet.outside, dial: () => connect(port, "127.0.0.1") },
    });
    proxy.during(CALL);
    expect(await get("granted.test")).toContain("it does not answer");
    expect(
      [...one.take(), ...proxy.take()].map(({ host, outcome, why }) => [host, outcome, why]),
    ).toEqual([
      ["nobody.test", "failed", "there is no such name"],
      ["granted.test", "failed", "it does not answer"],
    ]);
  });

  it("ends what says nothing, what says too much, and asks too often", async () => {
    const limits = { ...NETWORK_LIMITS, openMs: 300, idleMs: 500, requests: 2, bytes: 1_000_000 };
    const one = await opened({ limits });
    expect(await said("GET http://granted.test/ HT")).not.toContain("200");
    expect(await said("CONNECT granted.test:443 HTTP/1.1\r\n\r\n")).toContain("200");
    await get("granted.test");
    expect(await get("granted.test")).toContain("more than 2 requests in one run");
    expect(one.take().map(({ why }) => why)).toEqual([
      "it said nothing that could be looked at",
      undefined,
      "more than 2 requests in one run",
    ]);
  });

  it("carries no more than it may", async () => {
    const flood = await listening(
      createServer((client) => {
        client.on("error", () => undefined);
        const more = (): void => {
          if (!client.destroyed) client.write(Buffer.alloc(65_536), () => setImmediate(more));
        };
        client.once("data", () => {
          client.write("HTTP/1.1 200 OK\r\n\r\n");
          more();
        });
      }),
    );
    const { port } = flood.address() as AddressInfo;
    const one = await opened({
      limits: { ...NETWORK_LIMITS, bytes: 5_000_000 },
      outside: { ...internet.outside, dial: () => connect(port, "127.0.0.1") },
    });
    expect((await get("granted.test")).length).toBeGreaterThan(1_000_000);
    expect(await get("granted.test")).toContain("403 Forbidden");
    expect(one.take().at(-1)?.why).toBe("more than 5 MB in one run");
    flood.close();
  });

  it("keeps no more connections than it may, and serves again afterwards", async () => {
    await opened({ limits: { ...NETWORK_LIMITS, connections: 8 } });
    const clients = Array.from({ length: 100 }, () => line());
    await sleep(200);
    expect(clients.filter((client) => !client.destroyed).length).toBeLessThanOrEqual(8);
    for (const client of clients) client.destroy();
    await sleep(100);
    expect(await get("granted.test")).toContain("granted page");
  });

  it("withstands hosts that answer nonsense", async () => {
    const answers = [
      "HTTP/1.1 099 X\r\n\r\n",
      "x".repeat(100),
      "HTTP/1.1 200 OK\r\nA: \0\r\n\r\n",
      "",
    ];
    let at = 0;
    const nonsense = await listening(
      createServer((client) => client.on("error", () => undefined).end(answers[at++] ?? "")),
    );
    const { port } = nonsense.address() as AddressInfo;
    await opened({ outside: { ...internet.outside, dial: () => connect(port, "127.0.0.1") } });
    for (const _ of answers) expect(await get("granted.test")).not.toContain(" 200 ");
    nonsense.close();
  });

  it("ends all that goes through it when it ends", async () => {
    const one = await opened();
    const client = line();
    const closed = new Promise((done) => client.once("close", done));
    client.write("GET http://granted.test/ HTTP/1.1\r\n");
    await sleep(50);
    await one.close();
    await closed;
    await expect(openProxy(path.join(folder, "no/such"), { gate: OPEN })).rejects.toThrow("listen");
  });

  it.skipIf(onPath("openssl") === undefined)(
    "carries TLS to the end, and `web.fetch` by it",
    async () => {
      const [key, cert] = ["key.pem", "cert.pem"].map((name) => path.join(folder, name));
      const made = spawnSync("openssl", [
        ...[
          "req",
          "-x509",
          "-newkey",
          "rsa:2048",
          "-nodes",
          "-days",
          "2",
          "-subj",
          "/CN=granted.test",
        ],
        ...["-addext", "subjectAltName=DNS:granted.test", "-keyout", key ?? "", "-out", cert ?? ""],
      ]);
      expect(made.status).toBe(0);
      const secure = await listening(
        createSecureServer(
          { key: readFileSync(key ?? ""), cert: readFileSync(cert ?? "") },
          (request, response) => {
            if (request.url === "/away")
              response.writeHead(302, { location: "https://evil.test/" });
            response.end(`secret ${request.method ?? ""} ${request.url ?? ""}`);
          },
        ),
      );
      const { port } = secure.address() as AddressInfo;
      const dial = (): Socket => connect(port, "127.0.0.1");
      const one = await opened({ ...internet.network, outside: { ...internet.outside, dial } });
      const relay = await listening(
        createServer((inner) => {
          inner
            .on("error", () => undefined)
            .pipe(line())
            .pipe(inner);
        }),
      );
      const relayPort = (relay.address() as AddressInfo).port;
      const program = `
      import { fetchText } from ${JSON.stringify(await bundled())};
      for (const url of ["https://granted.test/x", "https://granted.test/away", "https://evil.test/"])
        console.log(JSON.stringify(await fetchText(url, "GET").catch((error) => error.message)));`;
      const { spawn } = await import("node:child_process");
      const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
        env: { HTTPS_PROXY: `http://127.0.0.1:${relayPort}`, NODE_EXTRA_CA_CERTS: cert ?? "" },
      });
      let [out, err] = ["", ""];
      child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString("utf8")));
      child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString("utf8")));
      await new Promise((done) => child.once("close", done));
      expect(err).toBe("");
      expect(
        out
          .trim()
          .split("\n")
          .map((text) => JSON.parse(text) as unknown),
      ).toEqual([
        { text: "200 OK\n\nsecret GET /x", isError: false },
        {
          text: "302 Found\nlocation: https://evil.test/ (not followed)\n\nsecret GET /away",
          isError: false,
        },
        "ambit: evil.test:443 is not reached from the sandbox: no rule grants it\n",
      ]);
      expect(one.take()).toHaveLength(2);
      relay.close();
      secure.close();
    },
  );

  /** The tool alone, as a program that another process runs. */
  async function bundled(): Promise<string> {
    const { build } = await import("esbuild");
    const outfile = path.join(folder, "fetch.mjs");
    await build({
      ...{ entryPoints: ["src/mcp/agent-tools/fetch-tool.ts"], outfile, bundle: true },
      ...{ platform: "node", format: "esm", logLevel: "silent" },
    });
    return outfile;
  }

  it("`web.fetch` does nothing where there is no proxy", async () => {
    const before = process.env["HTTPS_PROXY"];
    delete process.env["HTTPS_PROXY"];
    await expect(fetchText("https://granted.test/", "GET")).rejects.toThrow("there is no network");
    if (before !== undefined) process.env["HTTPS_PROXY"] = before;
  });
});

function listening<S extends Server>(server: S): Promise<S> {
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => done(server));
  });
}
