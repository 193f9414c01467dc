import { afterEach, describe, expect, it } from "vitest";
import { SCENARIOS } from "../../src/protocol/scenarios.ts";
import { SIMULATE } from "../../src/protocol/simulate.ts";
import type { SimulateResult } from "../../src/protocol/simulate.ts";
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
