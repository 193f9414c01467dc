import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readServerTools } from "../../src/mcp/connect.ts";
import type { ConnectOptions } from "../../src/mcp/connect.ts";
import { LIMITS } from "../../src/mcp/limits.ts";
import { hostile, isAlive, program, real } from "./servers.ts";

let folder: string;
const options = (): ConnectOptions => ({ folder, timeoutMs: 20_000, version: "0.0.0" });

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "ambit-mcp-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("a real server", () => {
  it.each([
    ["filesystem", "secure-filesystem-server", "read_text_file", ["."]],
    ["everything", "mcp-servers/everything", "get-env", []],
    ["memory", "memory-server", "create_entities", []],
  ])("of npm: %s", async (name, itself, tool, args) => {
    const read = await readServerTools(real(name, ...args), options());
    if ("error" in read) throw new Error(read.error);
    expect(read.value.name).toBe(itself);
    expect(read.value.version).toMatch(/\d/);
    expect(read.value.tools.map((one) => one.name)).toContain(tool);
    expect(read.value.tools.every((one) => one.annotations !== undefined)).toBe(true);
  });
});

describe("a hostile server", () => {
  it.each([
    ["exits", /^ended by itself with exit code 7; it said: `no token \\u\{1b\}\]0;owned/],
    ["nonsense", /^does not speak MCP; it wrote: `this is no message`$/],
    ["wrong-handshake", /^speaks nonsense: /],
    ["flood-line", /^floods: one of its messages is longer than 1 MB$/],
    ["flood-errors", /^floods: it wrote more than 3 MB$/],
    ["flood-messages", /^floods: it sent more than 10000 messages$/],
    ["no-list", /^speaks nonsense: its `tools` are no list$/],
    ["no-object", /^speaks nonsense: its tool 2 is no object$/],
    ["no-name", /^speaks nonsense: its tool 1 has no name$/],
    ["no-schema", /^speaks nonsense: the tool `look` has no `inputSchema`$/],
    ["wrong-schema", /^speaks nonsense: `inputSchema` of the tool `look` is no object$/],
    ["wrong-description", /^speaks nonsense: the `description` of the tool `look` is no text$/],
    ["twice", /^speaks nonsense: two tools are called `look`$/],
    ["deep", /^speaks nonsense: the tool `look` is nested deeper than 64 levels$/],
    ["many", /^floods: it has more than 1000 tools$/],
    ["circle", /^speaks nonsense: its pages of tools lead back to an earlier one$/],
    ["endless", /^floods: its tools have more than 200 pages$/],
    ["changes", /^changes its tools while they are read: 4 readings differ$/],
    ["refuses", /^speaks nonsense: .*not for you \\u\{1b\}/],
  ])("that %s is told so", async (mode, words) => {
    const limits = { ...LIMITS, message: 1_000_000, output: 3_000_000 };
    const read = await readServerTools(hostile(mode), { ...options(), limits });
    expect(read).toEqual({ error: expect.stringMatching(words) });
  });

  it.each(["hangs", "hangs-later", "stubborn"])(
    "that %s is waited for, and not long",
    async (mode) => {
      const start = performance.now();
      const read = await readServerTools(hostile(mode), { ...options(), timeoutMs: 1_000 });
      expect(read).toEqual({ error: "does not answer within 1 s" });
      expect(performance.now() - start).toBeLessThan(6_000);
    },
  );

  it("is ended when the person cancels", async () => {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 500);
    const read = await readServerTools(hostile("hangs"), { ...options(), signal: cancel.signal });
    expect(read).toEqual({ error: "was not asked to the end: cancelled" });
  });

  it("does not exist", async () => {
    const launch = { ...program(), command: "no-such-program" };
    expect(await readServerTools(launch, options())).toEqual({
      error: expect.stringMatching(/^cannot be started: there is no program `no-such-program`/),
    });
  });
});

describe("a server that is a little odd", () => {
  it.each([
    ["banner", ["look"]],
    ["toolless", []],
    ["grows", ["look", "late"]],
    ["pages", ["page-0", "page-1", "page-2"]],
    ["names", ["__proto__", "constructor", "../../x"]],
    ["characters", ["lo\u202Eok"]],
  ])("is understood: %s", async (mode, names) => {
    const read = await readServerTools(hostile(mode), options());
    if ("error" in read) throw new Error(read.error);
    expect(read.value.tools.map(({ name }) => name)).toEqual(names);
  });
});

describe("the program of a server", () => {
  it("gets PATH, HOME, LANG and its own environment, and nothing else", async () => {
    process.env["AMBIT_CANARY"] = "sing";
    const file = path.join(folder, "env.json");
    try {
      const launch = { ...hostile("env", file), env: new Map([["OWN", "mine"]]) };
      await readServerTools(launch, options());
    } finally {
      delete process.env["AMBIT_CANARY"];
    }
    const env = JSON.parse(readFileSync(file, "utf8"));
    expect(env).toMatchObject({ OWN: "mine", PATH: process.env["PATH"] });
    expect(
      Object.keys(env).filter((name) => !["PATH", "HOME", "LANG", "OWN"].includes(name)),
    ).toEqual([]);
  });

  it.each([
    ["that answers", 20_000],
    ["that is cut off", 400],
  ])("leaves no process behind: one %s", async (_, timeoutMs) => {
    const file = path.join(folder, `pids-${timeoutMs}`);
    await readServerTools(hostile("family", file), { ...options(), timeoutMs });
    const pids = readFileSync(file, "utf8").split(" ").map(Number);
    expect(pids).toHaveLength(2);
    for (const pid of pids) expect(await isAlive(pid)).toBe(false);
  });
});

describe("a server over HTTP", () => {
  const answers = new Map<string, { status: number; type: string; body: string }>([
    ["/denied", { status: 401, type: "text/plain", body: "no" }],
    ["/missing", { status: 404, type: "text/html", body: "<h1>no</h1>" }],
    ["/page", { status: 200, type: "text/html", body: "<h1>hello</h1>" }],
    ["/flood", { status: 200, type: "application/json", body: `"${"x".repeat(4_000_000)}"` }],
  ]);
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const { url = "" } = request;
    if (url === "/hangs") return;
    const fixed = answers.get(url);
    if (fixed !== undefined) {
      response.writeHead(fixed.status, { "content-type": fixed.type }).end(fixed.body);
      return;
    }
    seen.push(request.headers["x-token"]?.toString());
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { id, method, params } = request.method === "POST" ? JSON.parse(body) : {};
      if (id === undefined) {
        response.writeHead(request.method === "POST" ? 202 : 405).end();
        return;
      }
      const result =
        method === "initialize"
          ? {
              protocolVersion: params.protocolVersion,
              capabilities: { tools: {} },
              serverInfo: { name: "web", version: "2" },
            }
          : { tools: [{ name: "look", inputSchema: { type: "object" } }] };
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ jsonrpc: "2.0", id, result }));
    });
  });
  const at = (where: string, headers: [string, string][] = []) => ({
    kind: "http" as const,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${where}`,
    headers: new Map(headers),
  });

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it("is asked with its own headers", async () => {
    const read = await readServerTools(at("/mcp", [["x-token", "secret"]]), options());
    expect(read).toMatchObject({ value: { name: "web", version: "2", tools: [{ name: "look" }] } });
    expect(new Set(seen)).toEqual(new Set(["secret"]));
  });

  it.each([
    ["/denied", /^refuses with 401/],
    ["/missing", /^answers with 404/],
    ["/page", /^does not speak MCP: /],
    ["/flood", /floods: it sent more than 3 MB/],
  ])("%s is told so", async (where, words) => {
    const limits = { ...LIMITS, output: 3_000_000 };
    const read = await readServerTools(at(where), { ...options(), limits });
    expect(read).toEqual({ error: expect.stringMatching(words) });
  });

  it("that hangs is not waited for long", async () => {
    const read = await readServerTools(at("/hangs"), { ...options(), timeoutMs: 500 });
    expect(read).toEqual({ error: "does not answer within 0.5 s" });
  });

  it("must be there, at an address of HTTP", async () => {
    const gone = { kind: "http" as const, url: "http://127.0.0.1:9/", headers: new Map() };
    expect(await readServerTools(gone, options())).toEqual({
      error: expect.stringMatching(/^cannot be reached: /),
    });
    const file = { ...gone, url: "file:///etc/passwd" };
    expect(await readServerTools(file, options())).toEqual({
      error: "`file:///etc/passwd` is neither https nor http",
    });
  });
});
