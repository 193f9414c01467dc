import fc from "fast-check";
import { describe, expect } from "vitest";
import { stricter } from "../../src/model/call.ts";
import { readConfig } from "../../src/policy/config.ts";
import { readScenario } from "../../src/policy/scenario.ts";
import { readSuite } from "../../src/policy/suite.ts";
import { rangeAt } from "../../src/policy/waived-range.ts";
import { fuzz } from "./budget.ts";
import { mutated, noise } from "./inputs.ts";
import { CALLS, engineOf, judge, lintAll, POLICY, read } from "./subject.ts";

const CONFIG = `ambit-config: 1
rules: { missing-owner: off }
overrides: [{ files: ["{a,b}/**"], rules: { missing-owner: hint } }]
waivers:
  - { rule: missing-owner, file: a.yaml, at: "waivers[0].at", because: x, owner: y, expires: 2027-01-31 }
`;

const SCENARIO = `ambit-scenario: 1
name: draft the notes
policy: ./ambit.yaml
now: 2026-11-21T12:00:00Z
steps:
  - call: { tool: shell, args: { command: git log --oneline }, cwd: src, session: { seen: [a] } }
    expect: allow
  - call: { tool: "mcp:mail/send", args: { to: [a, { b: 1 }] }, now: 2026-11-21T12:00:00Z }
`;

const SUITE = `ambit-test: 1
policy: ./ambit.yaml
cases:
  - name: reads
    tool: file.read
    each: { path: [src/a.ts, .env], depth: [1, { a: null }] }
    allow: [{ path: src/a.ts }]
  - name: mail
    session:
      - { call: { tool: "mcp:mail/read", session: { seen: [a] } }, expect: allow }
    equivalents: true
  - { name: one, call: { tool: shell, args: { command: ls } }, expect: ask }
`;

describe("whatever is done to a document", () => {
  fuzz("a policy is read, decides and is checked", mutated([POLICY]), (text) => {
    const subject = read(text);
    const engine = engineOf(subject);
    for (const call of CALLS) judge(engine, call);
    lintAll(subject);
  });

  fuzz(
    "nothing is granted by what is broken or in error",
    fc.oneof(mutated([POLICY]), noise),
    (text) => {
      const subject = read(text);
      const whole = engineOf(subject);
      const sound = engineOf(subject, ({ faulty }) => !faulty);
      for (const call of CALLS) {
        const decision = judge(whole, call);
        if (subject.broken) expect(decision).toBe("deny");
        const without = judge(sound, call);
        expect([decision, without]).toEqual([stricter(decision, without), without]);
      }
    },
  );

  fuzz("a configuration is read", fc.oneof(mutated([CONFIG]), noise), (text) => {
    const config = readConfig(text, "/ws/.ambit/config.yaml", ["missing-owner"]);
    for (const { range } of config.problems) expect(range.end).toBeLessThanOrEqual(text.length);
    for (const { steps } of config.waivers) rangeAt(text, steps);
  });

  fuzz("a scenario is read", fc.oneof(mutated([SCENARIO]), noise), (text) => {
    const { problems, broken } = readScenario(text, "/ws/a.ambit-scenario.yaml");
    expect(broken).toBe(problems.some(({ severity }) => severity === "error"));
    for (const { range } of problems) expect(range.end).toBeLessThanOrEqual(text.length);
  });

  fuzz("a test suite is read", fc.oneof(mutated([SUITE]), noise), (text) => {
    const { problems, broken } = readSuite(text, "/ws/a.ambit-test.yaml");
    expect(broken).toBe(problems.some(({ severity }) => severity === "error"));
    for (const { range } of problems) expect(range.end).toBeLessThanOrEqual(text.length);
  });
});
