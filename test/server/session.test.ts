import { afterEach, describe, expect, it, vi } from "vitest";
import { SCENARIOS } from "../../src/protocol/scenarios.ts";
import { SIMULATE, SIMULATE_CALL, SIMULATION_CHANGED } from "../../src/protocol/simulate.ts";
import type { SimulatedSession, SimulateResult } from "../../src/protocol/simulate.ts";
import { TRUSTED } from "../../src/protocol/start.ts";
import { Client, uri } from "./client.ts";
import { Disk } from "./disk.ts";

const POLICY = `ambit: 1
rules:
  - id: read
    allow: file.read
    path: "src/**"
`;
const SCENARIO = `ambit-scenario: 1
name: Day
policy: ./ambit.yaml
steps:
  - call: { tool: file.read, args: { path: src/a.ts } }
  - call: { tool: file.read, args: { path: b.ts } }
    expect: allow
`;
const DAY = "/shop/day.ambit-scenario.yaml";

let client: Client;
afterEach(() => client.stop());

const simulate = (path: string): Promise<SimulateResult> =>
  client.connection.sendRequest(SIMULATE, { uri: uri(path) });

describe("a simulation", () => {
  it("names every call, its decision, and the place of the deciding rule", async () => {
    client = await Client.start(new Disk({ "/shop/ambit.yaml": POLICY, [DAY]: SCENARIO }));
    expect(await simulate(DAY)).toEqual({
      title: "Day",
      scenario: { uri: uri(DAY), place: "day.ambit-scenario.yaml" },
      policy: { uri: uri("/shop/ambit.yaml"), place: "ambit.yaml" },
      steps: [
        {
          call: "file.read src/a.ts",
          decision: "allow",
          reason: "by read at ambit.yaml:3",
          rules: [
            {
              id: "read",
              effect: "allow",
              uri: uri("/shop/ambit.yaml"),
              place: "ambit.yaml:3",
              range: { start: { line: 2, character: 4 }, end: { line: 4, character: 18 } },
            },
          ],
        },
        {
          call: "file.read b.ts",
          decision: "deny",
          expect: "allow",
          reason: "no rule grants file.read /shop/b.ts",
          rules: [],
        },
      ],
      counts: { allow: 1, ask: 0, deny: 1 },
    });
  });

  it("goes by what stands in the editor", async () => {
    client = await Client.start(new Disk({ "/shop/ambit.yaml": POLICY, [DAY]: SCENARIO }));
    await client.open("/shop/ambit.yaml", POLICY.replace("src/**", "*.ts"));
    expect(await simulate(DAY)).toMatchObject({ counts: { allow: 1, deny: 1 } });
    await client.edit("/shop/ambit.yaml", "*.ts", "**");
    expect(await simulate(DAY)).toMatchObject({ counts: { allow: 2, deny: 0 } });
  });

  it.each([
    ["no such file", undefined, /there is no such file$/],
    ["no policy named", SCENARIO.replace(/policy:.*\n/, ""), /^the scenario names no policy/],
    ["no such policy", SCENARIO.replace("./ambit", "./other"), /`.\/other.yaml` cannot be read/],
    ["a broken scenario", "ambit-scenario: 1\nsteps: 3\n", /^the scenario is broken: `steps` is/],
  ])("says in words why there is none: %s", async (_, text, problem) => {
    const files = { "/shop/ambit.yaml": POLICY, ...(text === undefined ? {} : { [DAY]: text }) };
    client = await Client.start(new Disk(files));
    expect(await simulate(DAY)).toEqual({ problem: expect.stringMatching(problem) });
  });
});

describe("what a simulation says on request", () => {
  const files = { "/shop/ambit.yaml": POLICY, [DAY]: SCENARIO };

  it("is everything about the calls that are named, and nothing about others", async () => {
    client = await Client.start(new Disk(files));
    const params = { uri: uri(DAY), explain: [1] };
    const { steps } = await client.connection.sendRequest<SimulatedSession>(SIMULATE, params);
    expect(steps[0]).not.toHaveProperty("details");
    expect(steps[1]?.details).toEqual({
      tool: "file.read",
      args: [{ name: "path", value: "b.ts" }],
      parts: [{ call: "file.read b.ts", decision: "deny", by: [], views: [] }],
      considered: [
        {
          matched: false,
          why: "`path` does not match",
          rule: expect.objectContaining({ id: "read", place: "ambit.yaml:3" }),
        },
      ],
      notes: [],
    });
  });

  it("is everything about one call", async () => {
    client = await Client.start(new Disk(files));
    const call = { tool: "shell", args: { command: `echo \u202e${"x".repeat(1e6)}` } };
    const params = { policy: uri("/shop/ambit.yaml"), call };
    const session = await client.connection.sendRequest<SimulatedSession>(SIMULATE_CALL, params);
    expect(session).not.toHaveProperty("scenario");
    expect(session.counts).toEqual({ allow: 0, ask: 0, deny: 1 });
    const value = session.steps[0]?.details?.args[0]?.value ?? "";
    expect(value).toMatch(/^echo \\u\{202e\}x+… \(the first 2000 of 1000006 characters\)$/);
    expect(JSON.stringify(session).length).toBeLessThan(10_000);
  });

  it("may change: the client is told once for all that it depends on, and of nothing else", async () => {
    client = await Client.start(new Disk(files));
    let told = 0;
    client.connection.onNotification(SIMULATION_CHANGED, () => {
      told++;
    });
    await client.open("/shop/ambit.yaml", POLICY);
    await client.open("/shop/other.ambit.yaml", POLICY);
    await simulate(DAY);
    await client.edit("/shop/other.ambit.yaml", "src", "lib");
    await client.diagnostics("/shop/other.ambit.yaml", ({ version }) => version === 2);
    expect(told).toBe(0);
    await client.edit("/shop/ambit.yaml", "src", "lib");
    await client.edit("/shop/ambit.yaml", "lib", "bin");
    await client.diagnostics("/shop/ambit.yaml", ({ version }) => version === 3);
    await vi.waitFor(() => expect(told).toBeGreaterThan(0));
    expect(told).toBeLessThanOrEqual(2);
    const before = told;
    await client.changed(DAY);
    await client.changed("/shop/node_modules");
    await client.fixes("/shop/ambit.yaml", {
      start: { line: 0, character: 0 },
      end: { line: 0, character: 0 },
    });
    await vi.waitFor(() => expect(told).toBeGreaterThan(before));
  });
});

describe("the list of scenarios", () => {
  it("holds those of the folders and the open ones, with their names", async () => {
    client = await Client.start(new Disk({ [DAY]: SCENARIO, "/shop/ambit.yaml": POLICY }));
    await client.open("untitled:New", "ambit-scenario: 1\n", "ambit-scenario");
    expect(await client.connection.sendRequest(SCENARIOS)).toEqual([
      { uri: uri(DAY), name: "Day" },
      { uri: "untitled:New" },
    ]);
  });
});

describe("trust", () => {
  it("is not assumed, and is taken when it is given", async () => {
    client = await Client.start(new Disk({}));
    expect(client.log).toContain("the workspace is not trusted: nothing of it is run");
    await client.connection.sendNotification(TRUSTED);
    await simulate(DAY);
    expect(client.log).toContain("the workspace is trusted now");
  });
});
