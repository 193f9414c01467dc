import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ToolCall } from "../../src/model/call.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { addCase, newSuite } from "../../src/policy/add-case.ts";
import { readSuite } from "../../src/policy/suite.ts";

const CALL: ToolCall = { tool: "shell", args: { command: "git push origin main" } };
const ONE = { name: "denied: git push", call: CALL, expect: "deny" } as const;
const HEAD = "ambit-test: 1\npolicy: ./ambit.yaml # ours\n";

function added(text: string): string | undefined {
  const edit = addCase(text, ONE);
  return edit && text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end);
}

describe("a case is added", () => {
  it("to a new suite", () => {
    expect(newSuite("./ambit.yaml", ONE)).toBe(`ambit-test: 1
policy: ./ambit.yaml

cases:
  - name: "denied: git push"
    call: { tool: shell, args: { command: git push origin main } }
    expect: deny
`);
  });

  it.each([
    [
      "after the last, as far in, comments kept",
      `${HEAD}cases:
# first
- name: a # why
  call: { tool: x }
  expect: deny # because
# the end
`,
      `${HEAD}cases:
# first
- name: a # why
  call: { tool: x }
  expect: deny # because

- name: "denied: git push"
  call: { tool: shell, args: { command: git push origin main } }
  expect: deny
# the end
`,
    ],
    [
      "without a blank line where there are none",
      `${HEAD}cases:
  - { name: a, call: { tool: x }, expect: deny }
  - { name: b, call: { tool: x }, expect: deny }`,
      `${HEAD}cases:
  - { name: a, call: { tool: x }, expect: deny }
  - { name: b, call: { tool: x }, expect: deny }
  - name: "denied: git push"
    call: { tool: shell, args: { command: git push origin main } }
    expect: deny`,
    ],
    [
      "where there are none",
      `${HEAD}cases: [] # yet\n`,
      `${HEAD}cases:
  - name: "denied: git push"
    call: { tool: shell, args: { command: git push origin main } }
    expect: deny # yet
`,
    ],
    [
      "where nothing is written",
      `${HEAD}cases:\n`,
      `${HEAD}cases:
  - name: "denied: git push"
    call: { tool: shell, args: { command: git push origin main } }
    expect: deny
`,
    ],
    [
      "where the key is missing",
      HEAD.trimEnd(),
      `${HEAD}cases:
  - name: "denied: git push"
    call: { tool: shell, args: { command: git push origin main } }
    expect: deny
`,
    ],
    [
      "on one line",
      '{"ambit-test": 1, "policy": "a", "cases": [{"name": "a", "call": {"tool": "x"}, "expect": "deny"}]}',
      '{"ambit-test": 1, "policy": "a", "cases": [{"name": "a", "call": {"tool": "x"}, "expect": "deny"}, { name: "denied: git push", call: { tool: shell, args: { command: git push origin main } }, expect: deny }]}',
    ],
  ])("%s", (_, text, expected) => {
    expect(added(text)).toBe(expected);
    const windows = added(text.replaceAll("\n", "\r\n"));
    expect(windows).toBe(text.includes("\n") ? expected.replaceAll("\n", "\r\n") : expected);
  });

  it.each(["", "3", "[]", `${HEAD}cases: 3\n`, `${HEAD}cases: [\n`, '{"ambit-test": 1}'])(
    "not to what is no suite: %j",
    (text) => {
      expect(added(text)).toBeUndefined();
    },
  );

  it("whatever its call holds, as it is", () => {
    const call = fc.record(
      {
        tool: fc.string({ minLength: 1 }),
        args: fc.dictionary(fc.string(), fc.jsonValue()),
        context: fc.record({ cwd: fc.string({ minLength: 1 }), dialect: fc.constant("bash") }),
        session: fc.record({ seen: fc.array(fc.string({ minLength: 1 })) }),
      },
      { requiredKeys: ["tool", "args"] },
    );
    fc.assert(
      fc.property(call, fc.string({ minLength: 1 }), ({ args, ...rest }, name) => {
        const whole: ToolCall = { ...rest, args: JSON.parse(JSON.stringify(args)) as JsonObject };
        const one = { name, call: whole, expect: "ask" } as const;
        const { cases, problems } = readSuite(newSuite("./a b.yaml", one), "/a");
        const errors = problems.filter(({ severity }) => severity === "error");
        // Numbers of JSON that YAML writes otherwise are told, and not written as something else.
        if (errors.length > 0) expect(errors.map(({ code }) => code)).toContain("inexact-number");
        else expect(cases[0]).toMatchObject({ name, calls: [{ call: whole, expect: "ask" }] });
      }),
      { numRuns: 300 },
    );
  });
});
