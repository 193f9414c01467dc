import { afterEach, expect, it, vi } from "vitest";
import { claudeCode } from "../../src/formats/claude-code/format.ts";
import { opencode } from "../../src/formats/opencode/opencode.ts";
import { AGENT_MODES, DECIDE_AS } from "../../src/protocol/decide-as.ts";
import type { AgentMode, Assumed } from "../../src/protocol/decide-as.ts";
import { EFFECTIVE } from "../../src/protocol/effective.ts";
import type { EffectiveItem } from "../../src/protocol/effective.ts";
import { WATCH, WATCHED } from "../../src/protocol/watch.ts";
import type { WatchNews, WatchResult } from "../../src/protocol/watch.ts";
import { Client, uri } from "./client.ts";
import { Disk } from "./disk.ts";

const CLAUDE = "/shop/.claude/settings.json";
const FILES = {
  [CLAUDE]: '{ "permissions": { "allow": ["Bash(make build)", "Bash(python3 *)"] } }\n',
  "/home/dev/.claude/settings.json": '{ "permissions": { "deny": ["Bash(make *)"] } }\n',
};
const calls = [
  { tool: "shell", args: { command: "make build" } },
  { tool: "shell", args: { command: "npm publish" } },
];

let client: Client;
afterEach(() => client.stop());

const watch = (): Promise<WatchResult> =>
  client.connection.sendRequest(WATCH, { id: 1, policy: uri(CLAUDE), calls });
const decisions = (result: WatchResult | undefined): readonly string[] =>
  result === undefined || "problem" in result ? [] : result.calls.map(({ decision }) => decision);
const decideAs = (assumed: Assumed): Promise<unknown> =>
  client.connection.sendRequest(DECIDE_AS, assumed);

it("a person's own files count, named as such, until they are not to", async () => {
  client = await Client.start(new Disk(FILES));
  const result = await watch();
  expect(decisions(result)).toEqual(["deny", "ask"]);
  expect(result).toMatchObject({
    calls: [{ reason: "by Bash(make *) at ~/.claude/settings.json:1" }, {}],
  });
  const [agent] = await client.connection.sendRequest<readonly EffectiveItem[]>(EFFECTIVE);
  const entries = agent?.capabilities.flatMap((one) => one.entries) ?? [];
  expect(entries.map(({ text, scope }) => [text, scope])).toEqual([
    ["Bash(make build)", undefined],
    ["Bash(python3 *)", undefined],
    ["Bash(make *)", "user"],
  ]);
  await decideAs({ projectOnly: true });
  expect(decisions(await watch())).toEqual(["allow", "ask"]);
});

it("each agent comes with the version that its files are read as, and the one that is installed", async () => {
  client = await Client.start(
    new Disk({ ...FILES, "/shop/opencode.json": "{}", "/shop/ambit.yaml": "ambit: 1\n" }),
  );
  const agents = await client.connection.sendRequest<readonly EffectiveItem[]>(EFFECTIVE);
  const versions = agents.map(({ name, checked, installed }) => [name, checked, installed]);
  expect(versions).toEqual([
    ["Claude Code", claudeCode.checked.version, "2.1.330"],
    ["ambit.yaml", undefined, undefined],
    ["opencode", opencode.checked.version, undefined],
  ]);
});

it("what is watched is told of anew when the circumstances change", async () => {
  client = await Client.start(new Disk(FILES), { options: { assumed: { projectOnly: true } } });
  const news: WatchNews[] = [];
  client.connection.onNotification(WATCHED, (one: WatchNews) => {
    news.push(one);
  });
  expect(decisions(await watch())).toEqual(["allow", "ask"]);
  await decideAs({ projectOnly: true, mode: "bypassPermissions" });
  await vi.waitFor(() => expect(decisions(news.at(-1)?.result)).toEqual(["allow", "allow"]));
  await decideAs({ projectOnly: true, untrusted: true });
  await vi.waitFor(() => expect(decisions(news.at(-1)?.result)).toEqual(["ask", "ask"]));
  const last = news.at(-1)?.result;
  expect(last !== undefined && "assumes" in last && last.assumes.join()).toContain("not trusted");
});

it("findings stay those of the command line", async () => {
  client = await Client.start(new Disk(FILES), { options: { assumed: { mode: "plan" } } });
  const found = await client.diagnostics(CLAUDE);
  expect(found.map(({ code }) => code)).toContain("interpreter-command");
});

it("there are the modes of all agents", async () => {
  client = await Client.start(new Disk({}));
  const modes = await client.connection.sendRequest<readonly AgentMode[]>(AGENT_MODES);
  expect(modes.find(({ mode }) => mode === "acceptEdits")?.agents).toContain("Claude Code");
  await decideAs({ mode: "no such mode" });
  expect(client.log.filter((line) => line.includes("defect"))).toEqual([]);
});
