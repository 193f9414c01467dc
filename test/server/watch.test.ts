import { afterEach, describe, expect, it, vi } from "vitest";
import { EXPLAIN_WATCHED, JUDGES, STEP_CALL, WATCH, WATCHED } from "../../src/protocol/watch.ts";
import type { WatchNews, WatchResult } from "../../src/protocol/watch.ts";
import { Client, uri } from "./client.ts";
import { Disk } from "./disk.ts";

const POLICY = `ambit: 1
agent: { id: reader }
rules:
  - id: read
    allow: file.read
    path: "src/**"
`;
const SETTINGS = '{ "permissions": { "allow": ["Bash(npm test *)"] } }\n';
const FILE = "/shop/ambit.yaml";
const CLAUDE = "/shop/.claude/settings.json";
const calls = [
  { tool: "file.read", args: { path: "src/a.ts" } },
  { tool: "shell", args: { command: "npm test" } },
];

let client: Client;
afterEach(() => client.stop());

const start = async (): Promise<WatchNews[]> => {
  client = await Client.start(new Disk({ [FILE]: POLICY, [CLAUDE]: SETTINGS }));
  const news: WatchNews[] = [];
  client.connection.onNotification(WATCHED, (one: WatchNews) => {
    news.push(one);
  });
  return news;
};
const watch = (id: number, path: string): Promise<WatchResult> =>
  client.connection.sendRequest(WATCH, { id, policy: uri(path), calls });
const decisions = (result: WatchResult | undefined): readonly string[] =>
  result === undefined || "problem" in result ? [] : result.calls.map(({ decision }) => decision);

describe("watched calls", () => {
  it("are decided with their reasons and the places of the rules", async () => {
    await start();
    expect(await watch(1, FILE)).toMatchObject({
      judge: "reader",
      policy: { uri: uri(FILE), place: "ambit.yaml" },
      assumes: [],
      calls: [
        {
          call: "file.read src/a.ts",
          decision: "allow",
          reason: "by read at ambit.yaml:4",
          rules: [{ id: "read", place: "ambit.yaml:4" }],
        },
        { decision: "deny", reason: "no rule grants shell npm test", rules: [] },
      ],
    });
  });

  it("are decided as an agent would by its files, with what that assumes", async () => {
    await start();
    const result = await watch(1, CLAUDE);
    expect(result).toMatchObject({ judge: "Claude Code", calls: [{ decision: "allow" }, {}] });
    expect(decisions(result)[1]).toBe("allow");
    expect("assumes" in result && result.assumes.length).toBeGreaterThan(0);
  });

  it("are told of with each edit of what decides them, unsaved, and of nothing else", async () => {
    const news = await start();
    await client.open(FILE, POLICY);
    await client.open("/shop/other.ambit.yaml", POLICY);
    await watch(7, FILE);
    await client.edit("/shop/other.ambit.yaml", "src", "lib");
    await client.diagnostics("/shop/other.ambit.yaml", ({ version }) => version === 2);
    expect(news).toEqual([]);
    await client.edit(FILE, "src", "lib");
    await vi.waitFor(() => expect(news).toHaveLength(1));
    expect(news[0]?.id).toBe(7);
    expect(decisions(news[0]?.result)).toEqual(["deny", "deny"]);
    await client.edit(FILE, "lib", "src");
    await vi.waitFor(() => expect(decisions(news.at(-1)?.result)).toEqual(["allow", "deny"]));
  });

  it("follow a file of the agent that comes to be", async () => {
    const news = await start();
    await watch(1, CLAUDE);
    const local = "/shop/.claude/settings.local.json";
    await client.open(local, '{ "permissions": { "deny": ["Bash(npm *)"] } }', "json");
    await vi.waitFor(() => expect(decisions(news.at(-1)?.result)).toEqual(["allow", "deny"]));
  });

  it("are watched no longer when none are named", async () => {
    const news = await start();
    await client.open(FILE, POLICY);
    await watch(1, FILE);
    await client.connection.sendRequest(WATCH, { id: 2, policy: uri(FILE), calls: [] });
    await client.edit(FILE, "src", "lib");
    await client.diagnostics(FILE, ({ version }) => version === 2);
    expect(news).toEqual([]);
  });

  it("come with their parts where one is asked about", async () => {
    await start();
    const call = { tool: "shell", args: { command: "ls && cat src/a.ts" } };
    const params = { id: 1, policy: uri(FILE), calls: [call] };
    const result = await client.connection.sendRequest<WatchResult>(EXPLAIN_WATCHED, params);
    const parts = "problem" in result ? [] : (result.calls[0]?.parts ?? []);
    expect(parts.map(({ call: part, decision }) => `${decision} ${part}`)).toContain(
      "deny shell ls",
    );
  });

  it("say why they cannot be judged", async () => {
    await start();
    expect(await watch(1, "/shop/none.ambit.yaml")).toEqual({
      problem: expect.stringMatching(/there is no such file$/),
    });
  });
});

it("agents and policies judge calls, each once", async () => {
  client = await Client.start(
    new Disk({ [FILE]: POLICY, [CLAUDE]: SETTINGS, "/shop/other.ambit.yaml": POLICY }),
  );
  expect(await client.connection.sendRequest(JUDGES)).toEqual([
    { uri: uri(CLAUDE), name: "Claude Code" },
    { uri: uri(FILE), name: "reader" },
    { uri: uri("/shop/other.ambit.yaml"), name: "reader" },
  ]);
});

it("a step of a scenario is a call that can be watched", async () => {
  const day = "/shop/day.ambit-scenario.yaml";
  const text = `ambit-scenario: 1\nsteps:\n  - call: { tool: shell, args: { command: ls } }\n`;
  client = await Client.start(new Disk({ [day]: text }));
  const ask = (index: number): Promise<unknown> =>
    client.connection.sendRequest(STEP_CALL, { uri: uri(day), index });
  expect(await ask(0)).toEqual({ tool: "shell", args: { command: "ls" } });
  expect(await ask(1)).toBeNull();
});
