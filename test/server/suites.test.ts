import { afterEach, describe, expect, it } from "vitest";
import { CREATE_CASE } from "../../src/protocol/cases.ts";
import type { CreateCaseParams, CreateCaseResult } from "../../src/protocol/cases.ts";
import { EXPECT_DECIDED, RUN_SUITE, SUITES } from "../../src/protocol/suites.ts";
import type {
  ExpectDecidedResult,
  RunSuiteParams,
  RunSuiteResult,
  SuiteItem,
} from "../../src/protocol/suites.ts";
import { Client, uri } from "./client.ts";
import { Disk } from "./disk.ts";

const POLICY = `ambit: 1
rules:
  - id: read
    allow: file.read
    path: "src/**"
  - { id: no-env, deny: file.read, path: "**/.env", because: Secrets. }
`;
const DAY = "/shop/day.ambit-test.yaml";
const SUITE = `ambit-test: 1
policy: ./ambit.yaml
cases:
  - name: reads
    tool: file.read
    each: { path: [src/a.ts, src/.env] }
    allow: [{ path: src/a.ts }, { path: src/.env }]
  - name: one
    call: { tool: file.read, args: { path: src/a.ts } }
    expect: deny
  - name: one
    call: { tool: file.read, args: { path: src/b.ts } }
    expect: allow
`;

let client: Client | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

async function opened(files: Readonly<Record<string, string>>): Promise<Client> {
  client = await Client.start(new Disk(files));
  return client;
}

function run(params: Partial<RunSuiteParams> = {}): Promise<RunSuiteResult> {
  if (client === undefined) throw new Error("no client");
  return client.connection.sendRequest<RunSuiteResult>(RUN_SUITE, { uri: uri(DAY), ...params });
}

describe("the list of test suites", () => {
  it("holds their cases, each under an id of its own, and all that they depend on", async () => {
    const { connection } = await opened({ "/shop/ambit.yaml": POLICY, [DAY]: SUITE });
    const [suite, ...others] = await connection.sendRequest<SuiteItem[]>(SUITES);
    expect(others).toEqual([]);
    expect(suite).toMatchObject({ uri: uri(DAY), policy: uri("/shop/ambit.yaml") });
    expect(suite).not.toHaveProperty("problem");
    expect(suite?.links).toEqual(expect.arrayContaining([uri(DAY), uri("/shop/ambit.yaml")]));
    expect(suite?.cases.map(({ id, name, range }) => [id, name, range.start.line])).toEqual([
      ["0:reads", "reads", 3],
      ["0:one", "one", 7],
      ["1:one", "one", 10],
    ]);
  });

  it.each([
    ["no such policy", SUITE.replace("./ambit", "./other"), /`.\/other.yaml` cannot be read/],
    ["no file that decides", SUITE.replace("./ambit.yaml", "notes.txt"), /no policy of Ambit/],
    ["a broken suite", SUITE.replace("expect: deny", "expect: no"), /^the test suite is broken/],
  ])("says why one cannot be run: %s", async (_, text, problem) => {
    const { connection } = await opened({ "/shop/ambit.yaml": POLICY, [DAY]: text });
    const [suite] = await connection.sendRequest<SuiteItem[]>(SUITES);
    expect(suite?.problem).toMatch(problem);
    expect(suite?.cases.length).toBeGreaterThan(1);
    expect(await run()).toEqual({ problem: expect.stringMatching(problem) });
  });
});

describe("a test suite that is run", () => {
  it("says of each failure what it got, where, and by which rule", async () => {
    await opened({ "/shop/ambit.yaml": POLICY, [DAY]: SUITE });
    const result = await run();
    if ("problem" in result) throw new Error(result.problem);
    expect(result.cases.map(({ id, passed }) => [id, passed])).toEqual([
      ["0:reads", false],
      ["0:one", false],
      ["1:one", true],
    ]);
    expect(result).not.toHaveProperty("coverage");
    const [matrix] = result.cases[0]?.failures ?? [];
    expect(matrix).toMatchObject({
      message: "file.read src/.env: expected allow, got deny, by no-env at ambit.yaml:6: Secrets.",
      range: { start: { line: 5, character: 29 } },
      expected: "allow",
      actual: "deny",
      rules: [{ id: "no-env", uri: uri("/shop/ambit.yaml"), range: { start: { line: 5 } } }],
    });
    expect(matrix).not.toHaveProperty("expectRange");
    expect(result.cases[1]?.failures[0]).toMatchObject({
      expectRange: { start: { line: 9, character: 12 }, end: { line: 9, character: 16 } },
    });
  });

  it("runs the cases that are asked for, and counts their rules", async () => {
    await opened({ "/shop/ambit.yaml": POLICY, [DAY]: SUITE });
    const result = await run({ only: ["1:one"], coverage: true });
    if ("problem" in result) throw new Error(result.problem);
    expect(result.cases.map(({ id }) => id)).toEqual(["1:one"]);
    expect(result.coverage?.map(({ id, decided, matched }) => [id, decided, matched])).toEqual([
      ["read", 1, true],
      ["no-env", 0, false],
    ]);
  });

  it("goes by what stands in the editor", async () => {
    const { connection } = await opened({ "/shop/ambit.yaml": POLICY, [DAY]: SUITE });
    await client?.open("/shop/ambit.yaml", POLICY.replace("src/**", "lib/**"));
    await client?.open("untitled:New", SUITE, "ambit-test");
    const result = await run({ only: ["0:one"] });
    expect(result).toMatchObject({ cases: [{ passed: true }] });
    const suites = await connection.sendRequest<SuiteItem[]>(SUITES);
    expect(suites.map((one) => one.uri)).toContain("untitled:New");
  });
});

describe("a test case of a call that was simulated", () => {
  const SCENARIO = `ambit-scenario: 1
policy: ./ambit.yaml
now: 2026-11-21T12:00:00Z
steps:
  - call: { tool: web.search, args: { query: x } }
  - call: { tool: file.read, args: { path: src/.env }, cwd: /shop }
`;
  const files = {
    "/shop/ambit.yaml": `${POLICY}  - { id: search, allow: web.search }\n`,
    "/shop/a.ambit-scenario.yaml": SCENARIO,
    [DAY]: SUITE,
  };
  const subject = { kind: "scenario", uri: uri("/shop/a.ambit-scenario.yaml") } as const;
  const create = (params: CreateCaseParams): Promise<CreateCaseResult> => {
    if (client === undefined) throw new Error("no client");
    return client.connection.sendRequest<CreateCaseResult>(CREATE_CASE, params);
  };

  it("is added to a suite, with what the session had seen", async () => {
    await opened(files);
    const result = await create({ subject, index: 1, suite: uri(DAY) });
    expect(result).toEqual({
      uri: uri(DAY),
      isNew: false,
      range: { start: { line: 12, character: 17 }, end: { line: 12, character: 17 } },
      newText: `
  - name: "denied: file.read src/.env"
    call: { tool: file.read, args: { path: src/.env }, cwd: /shop, session: { seen: [untrusted] }, now: "2026-11-21T12:00:00Z" }
    expect: deny`,
    });
  });

  it("begins a new suite beside the policy", async () => {
    await opened({ ...files, "/shop/policy.ambit-test.yaml": "" });
    const policy = uri("/shop/ambit.yaml");
    const call = { kind: "call", policy, tool: "file.read", args: { path: "src/a.ts" } } as const;
    expect(await create({ subject: call, index: 0 })).toMatchObject({
      uri: uri("/shop/policy-2.ambit-test.yaml"),
      isNew: true,
      newText: expect.stringContaining("policy: ./ambit.yaml\n\ncases:\n  - name: "),
    });
  });

  it.each([
    ["no such call", { subject, index: 7 }, /no such call/],
    ["no such suite", { subject, index: 0, suite: uri("/shop/gone.ambit-test.yaml") }, /cannot be/],
    ["no such policy", { subject: { ...subject, uri: uri("/x") }, index: 0 }, /no such file/],
  ])("says why there is none: %s", async (_, params, problem) => {
    await opened(files);
    expect(await create(params)).toEqual({ problem: expect.stringMatching(problem) });
  });
});

describe("what was decided of a call of a matrix can be expected", () => {
  const expectDecided = (message: string): Promise<ExpectDecidedResult> => {
    if (client === undefined) throw new Error("no client");
    const params = { uri: uri(DAY), id: "0:reads", message };
    return client.connection.sendRequest<ExpectDecidedResult>(EXPECT_DECIDED, params);
  };

  it("until the case holds", async () => {
    const { connection } = await opened({ "/shop/ambit.yaml": POLICY, [DAY]: SUITE });
    await client?.open(DAY, SUITE, "ambit-test");
    const result = await run({ only: ["0:reads"] });
    const [failure] = "cases" in result ? (result.cases[0]?.failures ?? []) : [];
    expect(failure).toMatchObject({ listed: true, expected: "allow", actual: "deny" });
    expect(failure).not.toHaveProperty("expectRange");
    const change = await expectDecided(failure?.message ?? "");
    if ("problem" in change) throw new Error(change.problem);
    await client?.apply(DAY, [change]);
    expect(client?.document(DAY).getText()).toBe(SUITE.replace(", { path: src/.env }]", "]"));
    const [after] = [await connection.sendRequest<RunSuiteResult>(RUN_SUITE, { uri: uri(DAY) })];
    expect("cases" in after && after.cases[0]).toMatchObject({ passed: true });
    // The message is one of before.
    expect(await expectDecided(failure?.message ?? "")).toMatchObject({
      problem: expect.stringContaining("run the test again"),
    });
  });
});
