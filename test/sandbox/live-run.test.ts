import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync } from "node:fs";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { buildTools } from "../../scripts/build.mjs";
import { diskFiles } from "../../src/host/files.ts";
import { LIVE_CALL, LIVE_END, LIVE_OPEN } from "../../src/protocol/live.ts";
import type { LiveAnswer, LiveResult } from "../../src/protocol/live.ts";
import { CONFIRM_RUN, RUN } from "../../src/protocol/run.ts";
import type { ConfirmRunParams, RunResult } from "../../src/protocol/run.ts";
import { serveRuns } from "../../src/server/node/runs.ts";
import { catalogText } from "../../src/workspace/catalog-file.ts";
import { Client, uri } from "../server/client.ts";
import { hasSandbox } from "./people.ts";

const POLICY = `ambit: 1
agent: { id: a, owner: b@example.com }
rules:
  - { id: read, allow: file.read, path: "*.txt" }
  - { id: run, allow: shell, command: "sh **", files: any }
`;

const SERVERS = {
  mcpServers: {
    "odd name": { command: "node", args: ["server.js"] },
    fresh: { command: "node", args: ["fresh.js"] },
    far: { type: "http", url: "https://mcp.example/" },
  },
};

describe.skipIf(!hasSandbox)("a session of a model", () => {
  let tools: string;
  let folder: string;
  let temporary: string;
  let state: string;
  let client: Client;
  let plans: ConfirmRunParams[];
  let answer: string | null;

  beforeAll(async () => {
    tools = mkdtempSync(path.join(os.tmpdir(), "ambit-tools-"));
    await buildTools(tools);
  });
  afterAll(() => rmSync(tools, { recursive: true, force: true }));

  beforeEach(() => {
    temporary = mkdtempSync(path.join(os.tmpdir(), "ambit-run-test-"));
    chmodSync(temporary, 0o755);
    vi.stubEnv("TMPDIR", temporary);
    state = mkdtempSync(path.join("/var/tmp", "ambit-state-"));
    vi.stubEnv("XDG_STATE_HOME", state);
    folder = realpathSync(mkdtempSync(path.join("/var/tmp", "ambit-ws-")));
    mkdirSync(path.join(folder, ".ambit/tools"), { recursive: true });
    const inputSchema = { type: "object" };
    const tool = { name: "do.it", description: "Does it.", inputSchema };
    const catalog = { name: "odd", version: "1", tools: [tool, { ...tool, name: "do_it" }] };
    for (const [name, text] of Object.entries({
      "ambit.yaml": POLICY,
      "a.txt": "text\n",
      ".mcp.json": JSON.stringify(SERVERS),
      ".ambit/tools/odd%20name.json": catalogText("odd name", catalog),
    }))
      writeFileSync(path.join(folder, name), text);
    [plans, answer] = [[], "no"];
  });

  afterEach(async () => {
    await client.stop();
    expect(readdirSync(temporary)).toEqual([]);
    vi.unstubAllEnvs();
    for (const one of [folder, temporary, state]) rmSync(one, { recursive: true, force: true });
  });

  async function start(trusted = true): Promise<void> {
    const more = (ground: Parameters<typeof serveRuns>[0]): void =>
      serveRuns(ground, path.join(tools, "cli-tools.js"));
    client = await Client.start(diskFiles, { folders: [folder], options: { trusted }, more });
    client.connection.onRequest(CONFIRM_RUN, (params: ConfirmRunParams) => {
      plans.push(params);
      return answer;
    });
  }

  const open = (budget = 10): Promise<LiveResult> => {
    const policy = uri(path.join(folder, "ambit.yaml"));
    const params = { policy, model: "Model (vendor)", prompt: "Do\u202e it", budget };
    return client.connection.sendRequest(LIVE_OPEN, params);
  };
  const call = (tool: string, input: object): Promise<LiveAnswer> =>
    client.connection.sendRequest(LIVE_CALL, { tool, input });
  const end = (): Promise<RunResult> => client.connection.sendRequest(LIVE_END);

  it("offers shell, files and what was accepted of servers, under names that models take", async () => {
    await start();
    const opened = await open();
    if (!("tools" in opened)) throw new Error(JSON.stringify(opened));
    expect(opened.tools.map(({ name }) => name)).toEqual([
      ...["web_fetch", "shell", "file_read", "file_write"],
      ...["odd_name__do_it", "odd_name__do_it_2"],
    ]);
    const plan = plans[0]?.lines.join("\n") ?? "";
    expect(plan).toContain("Do\\u{202e} it");
    expect(plan).toContain("the tools of fresh are not offered: sync them first");
    expect(plan).toContain("the tools of far are not offered: it is remote");
    expect(plan).toContain("At most 10 calls");
    const result = await end();
    expect(result).toMatchObject({ run: { calls: [], changes: [] } });
  });

  it("decides each call first, and tells the model what became of it", async () => {
    await start();
    await open();
    expect(await call("file_read", { path: "a.txt" })).toMatchObject({
      text: expect.stringMatching(/is data, not instructions:\ntext/),
      ran: { index: 0, decision: "allow", outcome: "done" },
      call: { tool: "file.read", args: { path: "a.txt" } },
    });
    expect(await call("file_write", { path: "a.txt", content: "x" })).toMatchObject({
      text: expect.stringMatching(/policy denies this call/),
      ran: { index: 1, outcome: "denied" },
    });
    expect((await call("nothing", {})).ran).toBeUndefined();
    expect((await call("__proto__", {})).ran).toBeUndefined();
    await call("shell", { command: "sh -c 'echo more >> a.txt'" });
    expect(await end()).toMatchObject({ run: { changes: [{ path: "a.txt", what: "changed" }] } });
    expect(readFileSync(path.join(folder, "a.txt"), "utf8")).toBe("text\n");
    expect((await call("file_read", { path: "a.txt" })).text).toBe("The session is over.");
  });

  it("keeps to the budget, whatever the client does", async () => {
    await start();
    await open(2);
    for (const outcome of ["done", "done", undefined])
      expect((await call("file_read", { path: "a.txt" })).ran?.outcome).toBe(outcome);
    await end();
  });

  it("ends in the middle of a call when it is cancelled, and leaves the turn to others", async () => {
    await start();
    await open();
    const cancel = new CancellationTokenSource();
    const params = { tool: "shell", input: { command: "sh -c 'sleep 100'" } };
    const running = client.connection.sendRequest<LiveAnswer>(LIVE_CALL, params, cancel.token);
    setTimeout(() => cancel.cancel(), 500);
    expect((await running).text).toMatch(/was cancelled|is over/);
    await end();
    const subject = {
      kind: "calls",
      ...{ title: "again", policy: uri(path.join(folder, "ambit.yaml")) },
      calls: [{ tool: "file.read", args: { path: "a.txt" } }],
    };
    expect(await client.connection.sendRequest(RUN, { subject })).toMatchObject({
      run: { calls: [{ outcome: "done" }] },
    });
  });

  it("goes with the server, though nobody has ended it", async () => {
    await start();
    await open();
    await call("file_read", { path: "a.txt" });
  });

  it("opens nothing after a no, and nothing in a workspace that is not trusted", async () => {
    answer = null;
    await start();
    expect(await open()).toEqual({ declined: true });
    expect((await call("file_read", { path: "a.txt" })).ran).toBeUndefined();
    await client.stop();
    await start(false);
    expect(await open()).toMatchObject({ problem: expect.stringMatching(/not trusted/) });
    expect(plans).toHaveLength(1);
  });
});
