import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { diskFiles } from "../../src/host/files.ts";
import { ACCEPT_TOOLS, ASK_VALUE, CHANGED_TOOLS, CONFIRM_START } from "../../src/protocol/tools.ts";
import { SYNC_PROGRESS, SYNC_TOOLS } from "../../src/protocol/tools.ts";
import type {
  AcceptToolsResult,
  AskValueParams,
  ChangedTool,
  ConfirmStartParams,
  SyncProgress,
  SyncToolsResult,
} from "../../src/protocol/tools.ts";
import { TRUSTED } from "../../src/protocol/start.ts";
import { readCatalog } from "../../src/policy/read-catalog.ts";
import { serveTools } from "../../src/server/node/tools.ts";
import { catalogText } from "../../src/workspace/catalog-file.ts";
import { hostile, real } from "../mcp/servers.ts";
import { Client } from "./client.ts";

const POLICY =
  "ambit: 1\nagent: { id: a, owner: a@example.com }\nrules:\n  - { id: one, allow: mcp:one/look }\n";

let folder: string;
let state: string;
let client: Client;
let confirmed: ConfirmStartParams[];
let asked: AskValueParams[];
let progress: SyncProgress[];
let answers: { confirm: boolean; value: string | null };

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "ambit-server-")));
  state = mkdtempSync(path.join(os.tmpdir(), "ambit-state-"));
  vi.stubEnv("XDG_STATE_HOME", state);
  mkdirSync(path.join(folder, ".ambit"));
  writeFileSync(path.join(folder, "ambit.yaml"), POLICY);
  [confirmed, asked, progress] = [[], [], []];
  answers = { confirm: true, value: "given" };
});

afterEach(async () => {
  await client.stop();
  vi.unstubAllEnvs();
  for (const one of [folder, state]) rmSync(one, { recursive: true, force: true });
});

async function start(trusted: boolean, folders = [folder]): Promise<void> {
  client = await Client.start(diskFiles, { folders, options: { trusted }, more: serveTools });
  const { connection } = client;
  connection.onRequest(CONFIRM_START, (params: ConfirmStartParams) => {
    confirmed.push(params);
    return answers.confirm;
  });
  connection.onRequest(ASK_VALUE, (params: AskValueParams) => {
    asked.push(params);
    return answers.value;
  });
  connection.onNotification(SYNC_PROGRESS, (params: SyncProgress) => {
    progress.push(params);
  });
}

function configure(servers: object, inputs: readonly object[] = []): void {
  mkdirSync(path.join(folder, ".vscode"), { recursive: true });
  writeFileSync(path.join(folder, ".vscode/mcp.json"), JSON.stringify({ servers, inputs }));
}

function written({ command, args }: { command: string; args: readonly string[] }): object {
  return { command, args };
}

const sync = (): Promise<SyncToolsResult> => client.connection.sendRequest(SYNC_TOOLS, {});
const catalog = (server: string): string => path.join(folder, `.ambit/tools/${server}.json`);

describe("syncing tools", () => {
  it("starts nothing until the workspace is trusted", async () => {
    const file = path.join(folder, "starts");
    configure({ one: written(hostile("count", file)) });
    await start(false);
    expect(await sync()).toEqual({ problem: expect.stringContaining("is not trusted") });
    expect(existsSync(file)).toBe(false);
    expect(confirmed).toEqual([]);
    await client.connection.sendNotification(TRUSTED);
    expect(await sync()).toMatchObject({ servers: [{ status: "recorded" }] });
    expect(readFileSync(file, "utf8")).toBe("started\n");
  });

  it("starts nothing of a workspace that is on no disk, or that lies in another", async () => {
    await start(true, ["vscode-vfs://github/a/b"]);
    expect(await sync()).toEqual({ problem: expect.stringContaining("on no disk") });
    await client.stop();
    configure({ one: written(hostile("fine")) });
    mkdirSync(path.join(folder, "inner"));
    await start(true, [path.join(folder, "inner")]);
    expect(await sync()).toEqual({
      servers: [],
      problems: [expect.stringContaining("belongs to the workspace")],
    });
    expect(confirmed).toEqual([]);
  });

  it("records a real server's tools once a person has agreed, and asks no more", async () => {
    configure({ memory: { ...written(real("memory")), env: { KEY: "${input:key}" } } }, [
      { id: "key", description: "A key", password: true },
    ]);
    await start(true);
    answers = { confirm: false, value: null };
    expect(await sync()).toMatchObject({ servers: [{ status: "declined" }] });
    expect(asked).toEqual([]);
    answers = { confirm: true, value: "s3cret" };
    expect(await sync()).toEqual({
      servers: [{ server: "memory", status: "recorded", words: "9 tools" }],
      problems: [],
    });
    expect(confirmed).toHaveLength(2);
    expect(confirmed[1]?.lines.join("\n")).toMatch(
      /memory.*is started with: .*\n {2}KEY=\$\{input:key\}/,
    );
    expect(asked).toEqual([{ server: "memory", prompt: "${input:key} (A key)", hidden: true }]);
    expect(progress.at(-1)).toEqual({ message: "recording", increment: 100 });
    expect(await sync()).toMatchObject({ servers: [{ status: "unchanged" }] });
    expect(confirmed).toHaveLength(2);
    const kept = [catalog("memory"), path.join(state, "ambit/consent.json")];
    expect(kept.map((file) => readFileSync(file, "utf8")).join()).not.toContain("s3cret");
    configure({ memory: { ...written(real("memory")), env: { KEY: "${input:key}", X: "1" } } });
    answers = { confirm: false, value: null };
    expect(await sync()).toMatchObject({ servers: [{ status: "declined" }] });
    expect(confirmed).toHaveLength(3);
  });

  it("is cancelled, and says of each server what went wrong", async () => {
    configure({ one: written(hostile("hangs")), two: { type: "http", url: "nowhere" } });
    await start(true);
    const cancel = new CancellationTokenSource();
    const running = client.connection.sendRequest(SYNC_TOOLS, {}, cancel.token);
    await vi.waitFor(() => expect(progress.length).toBeGreaterThan(0), { timeout: 5_000 });
    expect(await sync()).toEqual({ problem: "the servers are being asked already" });
    cancel.cancel();
    await expect(running).resolves.toMatchObject({
      servers: [
        { server: "one", status: "failed", words: "was not asked to the end: cancelled" },
        { server: "two", status: "failed", words: "`nowhere` is no URL" },
      ],
    });
  });
});

it("a changed tool is a finding at once, and none when it was accepted as it was shown", async () => {
  configure({ one: written(hostile("fine")) });
  await start(true);
  const codes = async (wanted: string): Promise<void> => {
    await client.diagnostics(path.join(folder, "ambit.yaml"), ({ diagnostics }) => {
      return diagnostics.map(({ code }) => code).join() === wanted;
    });
  };
  await codes("");
  await sync();
  const { itself } = readCatalog(readFileSync(catalog("one"), "utf8"));
  const tools = itself.tools.map((tool) => ({ ...tool, description: "Was." }));
  writeFileSync(catalog("one"), catalogText("one", { ...itself, tools }));
  expect(await sync()).toMatchObject({ servers: [{ status: "changed" }] });
  await codes("changed-tool");

  const changed: readonly ChangedTool[] = await client.connection.sendRequest(CHANGED_TOOLS, {});
  expect(changed).toMatchObject([
    {
      ...{ root: folder, server: "one", tool: "look", kind: "changed" },
      words: ["its description was “Was.” and is “Looks.”"],
    },
  ]);
  const accept = (of: readonly object[]): Promise<AcceptToolsResult> =>
    client.connection.sendRequest(ACCEPT_TOOLS, { tools: of });
  const other = changed.map((tool) => ({ ...tool, sha256: "0" }));
  expect(await accept(other)).toMatchObject({
    accepted: [],
    problems: [expect.stringContaining("not as it was shown")],
  });
  expect(await accept([{ root: "/", server: "one", tool: "look" }])).toEqual({
    accepted: [],
    problems: [],
  });
  expect(await accept([{ server: 3 }])).toEqual({ accepted: [], problems: [] });
  expect(await accept(changed)).toEqual({
    accepted: [{ server: "one", tool: "look" }],
    problems: [],
  });
  await codes("");
});
