import { describe, expect, it } from "vitest";
import { compile } from "../../src/engine/engine.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { readSuite } from "../../src/policy/suite.ts";
import { coverageOf } from "../../src/simulation/coverage.ts";
import { runSuite } from "../../src/simulation/suite.ts";
import { placed } from "../support/decide.ts";

const grammars = await loadGrammars();
const POLICY = `ambit: 1
tools:
  mcp:mail/read_inbox: { reads: [untrusted] }
  mcp:mail/send: { reads: [] }
rules:
  - { id: read, allow: file.read, path: "src/**" }
  - { id: no-env, deny: file.read, path: "**/.env" }
  - { id: run, allow: shell, command: ["npm test", "env **"] }
  - { id: mail, allow: "mcp:mail/*" }
  - { id: careful, ask: mcp:mail/send, when: { seen: untrusted } }
  - { id: fetch, allow: web.fetch, host: docs.example.com }
`;

function run(cases: string) {
  const main = readPolicy(POLICY, { file: "/ws/ambit.yaml" });
  const engine = compile({ main, extended: [], ceilings: [] }, { grammars });
  const text = `ambit-test: 1\npolicy: ./ambit.yaml\ncases:\n${cases}`;
  const suite = readSuite(text, "/ws/a.ambit-test.yaml");
  expect(suite.problems).toEqual([]);
  return { engine, result: runSuite(engine, suite.cases, placed) };
}

describe("a suite that is run", () => {
  it("says of each call what was expected, what it got and which rules decided", () => {
    const { result } = run(`  - name: reads
    tool: file.read
    each: { path: [src/a.ts, src/.env, other] }
    allow: [{ path: src/a.ts }, { path: other }]
`);
    expect(result.counts).toEqual({ passed: 0, failed: 1 });
    const [one] = result.cases;
    const rows = one?.calls.map(({ expected, step, passed }) => [
      expected.call.args["path"],
      expected.expect,
      step.verdict.decision,
      passed,
      step.verdict.rules.map(({ id }) => id).join(),
    ]);
    expect(rows).toEqual([
      ["src/a.ts", "allow", "allow", true, "read"],
      ["src/.env", "deny", "deny", true, "no-env"],
      ["other", "allow", "deny", false, ""],
    ]);
  });

  it("makes the calls of a session in one, and those of a matrix each in its own", () => {
    const { result } = run(`  - name: session
    session:
      - { call: { tool: "mcp:mail/send" }, expect: allow }
      - { call: { tool: "mcp:mail/read_inbox" }, expect: allow }
      - { call: { tool: "mcp:mail/send" }, expect: ask }
  - name: matrix
    tool: "mcp:mail/send"
    each: { to: [a, b] }
    allow: [{}]
  - { name: one, call: { tool: "mcp:mail/send", session: { seen: [untrusted] } }, expect: ask }
`);
    expect(result.cases.map(({ passed }) => passed)).toEqual([true, true, true]);
  });

  it("fails where another spelling of a denied call is allowed", () => {
    const cases = `  - { name: a, call: { tool: shell, args: { command: npm publish } }, expect: deny }
  - { name: b, call: { tool: shell, args: { command: npm publish } }, expect: deny, equivalents: true }
  - { name: c, call: { tool: file.read, args: { path: src/.env } }, expect: deny, equivalents: true }
  - { name: d, call: { tool: file.read, args: { path: src/a } }, expect: allow, equivalents: true }
`;
    const { result } = run(cases);
    expect(result.cases.map(({ passed }) => passed)).toEqual([true, false, true, true]);
    const [a, b, c, d] = result.cases.map(({ calls }) => calls[0]);
    expect([a?.spellings, d?.spellings]).toEqual([0, 0]);
    expect(c?.spellings).toBeGreaterThan(10);
    expect(b?.slipped.length).toBeGreaterThan(0);
    const slipped = b?.slipped.map(({ call }) => call.args["command"]);
    expect(slipped).toContain("env npm publish");
    expect(b?.slipped[0]?.verdict.rules.map(({ id }) => id)).toEqual(["run"]);
  });
});

it("coverage tells rules that decide from those that only match and those that nothing tries", () => {
  const { engine, result } = run(`  - name: a
    tool: file.read
    each: { path: [src/a.ts, src/.env, src/b.ts] }
    allow: [{ path: src/a.ts }, { path: src/b.ts }]
  - name: b
    session:
      - { call: { tool: "mcp:mail/read_inbox" }, expect: allow }
      - { call: { tool: "mcp:mail/send" }, expect: ask }
`);
  const rows = coverageOf(engine, [result]).map(({ clause, exercise, decided }) => [
    clause.id,
    exercise,
    decided,
  ]);
  expect(rows).toEqual([
    ["read", "determining", 2],
    ["no-env", "determining", 1],
    ["run", "none", 0],
    ["mail", "determining", 1],
    ["careful", "determining", 1],
    ["fetch", "none", 0],
  ]);
  const { result: other } = run(`  - name: c
    call: { tool: file.read, args: { path: src/.env } }
    expect: deny
`);
  expect(coverageOf(engine, [other]).map(({ exercise }) => exercise)).toContain("matched");
});
