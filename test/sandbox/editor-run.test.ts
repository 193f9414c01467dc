import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
} from "node:fs";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { buildTools } from "../../scripts/build.mjs";
import { diskFiles } from "../../src/host/files.ts";
import { APPLY_CHANGE, CONFIRM_CALL, CONFIRM_RUN, FORGET_RUN } from "../../src/protocol/run.ts";
import { RAN_CALL, RUN, RUN_CHANGE } from "../../src/protocol/run.ts";
import type {
  ApplyChangeResult,
  ConfirmCallParams,
  ConfirmRunParams,
  RanCall,
  RanSession,
  RunAnswer,
  RunChange,
  RunResult,
} from "../../src/protocol/run.ts";
import { readToView } from "../../src/protocol/view.ts";
import { serveRuns } from "../../src/server/node/runs.ts";
import { Client, uri } from "../server/client.ts";
import { hasSandbox } from "./people.ts";

const POLICY = `ambit: 1
agent: { id: a, owner: b@example.com }
rules:
  - { id: read, allow: file.read, path: "*.txt" }
  - { id: run, allow: shell, command: "sh **", files: any }
  - { id: edit, ask: file.write, path: b.txt }
  - { id: no-secrets, deny: [file.read, file.write], path: "**/.env" }
  - { id: part, allow: web.fetch, host: docs.example, method: GET }
`;

const SCENARIO = `ambit-scenario: 1
name: A day
policy: ambit.yaml
steps:
  - call: { tool: file.read, args: { path: a.txt } }
  - call: { tool: file.write, args: { path: b.txt, content: "new\\n" } }
  - call: { tool: file.read, args: { path: .env } }
  - call: { tool: shell, args: { command: "sh job.sh" } }
`;

const JOB = `printf 'more\\033[31m\\n' >> a.txt
cat .env > copy.txt
mkdir -p .git/hooks
echo evil > .git/hooks/pre-commit
ln -s /etc/passwd link
rm gone.txt
`;

describe.skipIf(!hasSandbox)("a run for the editor", () => {
  let tools: string;
  let folder: string;
  let temporary: string;
  let state: string;
  let client: Client;
  let plans: ConfirmRunParams[];
  let asked: ConfirmCallParams[];
  let heard: RanCall[];
  let answers: { go: RunAnswer | null; call: boolean };

  beforeAll(async () => {
    tools = mkdtempSync(path.join(os.tmpdir(), "ambit-tools-"));
    await buildTools(tools);
  });
  afterAll(() => rmSync(tools, { recursive: true, force: true }));

  beforeEach(() => {
    state = mkdtempSync(path.join(os.tmpdir(), "ambit-state-"));
    vi.stubEnv("XDG_STATE_HOME", state);
    temporary = mkdtempSync(path.join(os.tmpdir(), "ambit-run-test-"));
    chmodSync(temporary, 0o755);
    vi.stubEnv("TMPDIR", temporary);
    folder = realpathSync(mkdtempSync(path.join("/var/tmp", "ambit-ws-")));
    const files = { "ambit.yaml": POLICY, "day.ambit-scenario.yaml": SCENARIO, "job.sh": JOB };
    for (const [name, text] of Object.entries({
      ...files,
      "a.txt": "text\n",
      ".env": "TOKEN=s\n",
      "gone.txt": "old\n",
    }))
      writeFileSync(path.join(folder, name), text);
    mkdirSync(path.join(folder, ".ambit"));
    [plans, asked, heard] = [[], [], []];
    answers = { go: "yes", call: true };
  });

  afterEach(async () => {
    await client.stop();
    // With the server goes all that it kept.
    expect(readdirSync(temporary)).toEqual([]);
    vi.unstubAllEnvs();
    for (const one of [folder, temporary, state]) rmSync(one, { recursive: true, force: true });
  });

  async function start(trusted = true, folders = [folder]): Promise<void> {
    const more = (ground: Parameters<typeof serveRuns>[0]): void =>
      serveRuns(ground, path.join(tools, "cli-tools.js"));
    client = await Client.start(diskFiles, { folders, options: { trusted }, more });
    client.connection.onRequest(CONFIRM_RUN, (params: ConfirmRunParams) => {
      plans.push(params);
      return answers.go;
    });
    client.connection.onRequest(CONFIRM_CALL, (params: ConfirmCallParams) => {
      asked.push(params);
      return answers.call;
    });
    client.connection.onNotification(RAN_CALL, (call: RanCall) => {
      heard.push(call);
    });
  }

  const subject = () => ({
    kind: "scenario",
    uri: uri(path.join(folder, "day.ambit-scenario.yaml")),
  });
  const request = (): Promise<RunResult> =>
    client.connection.sendRequest(RUN, { subject: subject() });
  const change = (name: string): Promise<RunChange> =>
    client.connection.sendRequest(RUN_CHANGE, { path: name });
  const apply = (name: string): Promise<ApplyChangeResult> =>
    client.connection.sendRequest(APPLY_CHANGE, { path: name });
  const file = (name: string): string => readFileSync(path.join(folder, name), "utf8");

  async function run(): Promise<RanSession> {
    const result = await request();
    if (!("run" in result)) throw new Error(JSON.stringify(result));
    return result.run;
  }

  it("shows what starts and what holds it, and runs after a yes", async () => {
    await start();
    const { calls, layers, changes, notes } = await run();
    expect(notes[0]).toMatch(/^no network to docs\.example, which part is about: /);
    expect(plans).toHaveLength(1);
    expect(plans[0]?.asks).toBe(1);
    const plan = plans[0]?.lines.join("\n") ?? "";
    expect(plan).toContain(folder);
    expect(plan).toContain("ask: file.write path: b.txt");
    expect(plan).not.toContain("file.read .env");
    for (const layer of layers) expect(plan).toContain(layer);
    expect(calls.map(({ outcome }) => outcome)).toEqual(["done", "done", "denied", "done"]);
    expect(calls[0]?.result?.lines).toEqual(["text"]);
    expect(heard).toEqual(calls);
    expect(calls[3]?.remarks.map(({ kind }) => kind)).toContain("denied");
    expect(calls[3]?.remarks[0]?.rules[0]?.id).toBe("no-secrets");
    expect(changes.map(({ path: name, what }) => `${what} ${name}`)).toEqual([
      "created .git/hooks/pre-commit",
      "changed a.txt",
      "created b.txt",
      "created copy.txt",
      "deleted gone.txt",
      "created link",
    ]);
    expect(changes[0]?.warning).toMatch(/runs by itself/);
    // The page takes what the server sends.
    const result = { calls, layers, notes: [], changes };
    expect(readToView({ type: "run", run: result, state: "done" })).toBeDefined();
    expect(file("a.txt")).toBe("text\n");
    expect(asked).toEqual([]);
  });

  it("asks about calls that the policy asks about, and a no is a no", async () => {
    answers = { go: "ask", call: false };
    await start();
    const { calls } = await run();
    expect(asked.map(({ call }) => call)).toEqual(["file.write path: b.txt, content: new\\n"]);
    expect(calls[1]?.outcome).toBe("declined");
  });

  it("runs nothing after a no", async () => {
    answers = { go: null, call: true };
    await start();
    expect(await request()).toEqual({ declined: true });
    expect(heard).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("starts nothing in a workspace that is not trusted, or not open", async () => {
    await start(false);
    expect(await request()).toMatchObject({ problem: expect.stringMatching(/not trusted/) });
    await client.stop();
    await start(true, [tools]);
    expect(await request()).toMatchObject({ problem: expect.stringMatching(/is not open/) });
    expect(plans).toEqual([]);
  });

  it("ends when it is cancelled, and keeps what it has", async () => {
    writeFileSync(path.join(folder, "job.sh"), "sleep 60\n");
    await start();
    const cancel = new CancellationTokenSource();
    client.connection.onNotification(RAN_CALL, ({ index }: RanCall) => {
      if (index === 2) cancel.cancel();
    });
    const began = Date.now();
    const params = { subject: subject() };
    const result: RunResult = await client.connection.sendRequest(RUN, params, cancel.token);
    expect(Date.now() - began).toBeLessThan(20_000);
    if (!("run" in result)) throw new Error(JSON.stringify(result));
    expect(result.run.calls[3]?.outcome).toMatch(/failed|not-run/);
  });

  it("shows both sides of a changed file, and takes over what was shown", async () => {
    await start();
    await run();
    expect(await change("a.txt")).toEqual({ before: "text\n", after: "text\nmore\u001b[31m\n" });
    expect(await apply("a.txt")).toEqual({});
    expect(file("a.txt")).toBe("text\nmore\u001b[31m\n");
    expect(await change("b.txt")).toEqual({ after: "new\n" });
    expect(await apply("b.txt")).toEqual({});
    expect(file("b.txt")).toBe("new\n");
    expect(await change("gone.txt")).toEqual({ before: "old\n" });
    expect(await apply("gone.txt")).toEqual({});
    expect(existsSync(path.join(folder, "gone.txt"))).toBe(false);
    expect(await change(".git/hooks/pre-commit")).toMatchObject({
      warning: expect.stringMatching(/runs by itself/),
    });
  });

  it("takes over nothing that was not shown, that leads out, or that has changed since", async () => {
    await start();
    await run();
    expect(await apply("a.txt")).toHaveProperty("problem");
    expect(await change("link")).toMatchObject({ problem: expect.stringMatching(/is a link/) });
    expect(await change("../elsewhere")).toHaveProperty("problem");
    await change("a.txt");
    writeFileSync(path.join(folder, "a.txt"), "mine\n");
    expect(await apply("a.txt")).toHaveProperty("problem");
    expect(file("a.txt")).toBe("mine\n");
    expect(await change("a.txt")).toMatchObject({
      problem: expect.stringMatching(/changed since/),
    });
  });

  it("keeps the copy until the next run, or until it is told to forget it", async () => {
    await start();
    await run();
    expect(readdirSync(temporary)).toHaveLength(1);
    await run();
    expect(readdirSync(temporary)).toHaveLength(1);
    await client.connection.sendRequest(FORGET_RUN);
    expect(readdirSync(temporary)).toEqual([]);
    expect(await change("a.txt")).toMatchObject({ problem: expect.stringMatching(/is gone/) });
  });
});
