import { afterEach, expect, it, vi } from "vitest";
import { MATRIX } from "../../src/protocol/matrix.ts";
import type { AgentRow } from "../../src/protocol/matrix.ts";
import { SIMULATION_CHANGED } from "../../src/protocol/simulate.ts";
import { Client, uri } from "./client.ts";
import { Disk } from "./disk.ts";

const POLICY = `ambit: 1
agent: { id: reader }
rules: [{ id: tests, allow: shell, command: "npm test" }]
`;
const FILES = {
  "/shop/ambit.yaml": POLICY,
  "/shop/.claude/settings.json": '{ "permissions": { "deny": ["Bash(npm *)"] } }\n',
  "/shop/web/opencode.json": '{ "permission": { "bash": { "npm *": "ask" } } }\n',
};
const call = { tool: "shell", args: { command: "npm test" } };

let client: Client;
afterEach(() => client.stop());

const matrix = (): Promise<readonly AgentRow[]> =>
  client.connection.sendRequest(MATRIX, { policy: uri("/shop/ambit.yaml"), call });

it("every agent of the workspace says what it would decide, by which rule, and where it differs", async () => {
  client = await Client.start(new Disk(FILES));
  expect(await matrix()).toMatchObject([
    {
      agent: "Claude Code",
      folder: "",
      file: { place: ".claude/settings.json" },
      decision: "deny",
      reason: "by Bash(npm *) at .claude/settings.json:1",
      rules: [{ uri: uri("/shop/.claude/settings.json"), range: { start: { line: 0 } } }],
      differs: true,
    },
    { agent: "reader", decision: "allow", reason: "by tests at ambit.yaml:3", differs: false },
    {
      agent: "opencode",
      folder: "web",
      file: { place: "web/opencode.json" },
      decision: "ask",
      differs: true,
    },
  ]);
});

it("the client is told when the files of one of them change, unsaved", async () => {
  client = await Client.start(new Disk(FILES));
  let told = 0;
  client.connection.onNotification(SIMULATION_CHANGED, () => {
    told++;
  });
  const settings = "/shop/.claude/settings.json";
  await client.open(settings, FILES[settings], "json");
  await matrix();
  await client.edit(settings, "deny", "ask");
  await vi.waitFor(() => expect(told).toBe(1));
  expect((await matrix())[0]?.decision).toBe("ask");
});
