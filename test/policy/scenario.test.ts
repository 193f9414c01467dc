import { describe, expect, it } from "vitest";
import { readScenario } from "../../src/policy/scenario.ts";
import { checkMarkers } from "../support/markers.ts";

const FILE = "/w/release.ambit-scenario.yaml";

describe("a scenario", () => {
  it("is read whole", () => {
    const text = `ambit-scenario: 1
name: draft
policy: ./ambit.yaml
now: 2026-11-21T12:00:00Z
steps:
  - call: { tool: shell, args: { command: ls }, cwd: /w/a, agent: bot }
    expect: allow
  - call: { tool: x, session: { seen: [a] }, context: { dialect: bash, cwd: /w }, now: 2026-11-21T12:00:00.5+01:00 }
  - call: { tool: "mcp:a/b", session: {} }
`;
    const scenario = readScenario(text, FILE);
    expect(scenario).toMatchObject({
      file: FILE,
      name: "draft",
      policy: { path: "./ambit.yaml", at: ["policy"] },
      now: "2026-11-21T12:00:00Z",
      problems: [],
      broken: false,
    });
    expect(scenario.steps).toEqual([
      {
        call: { agent: "bot", tool: "shell", args: { command: "ls" }, context: { cwd: "/w/a" } },
        expect: "allow",
        at: ["steps", 0],
      },
      {
        call: {
          tool: "x",
          args: {},
          context: { cwd: "/w", dialect: "bash" },
          session: { seen: ["a"] },
          now: "2026-11-21T12:00:00.5+01:00",
        },
        at: ["steps", 1],
      },
      { call: { tool: "mcp:a/b", args: {}, session: { seen: [] } }, at: ["steps", 2] },
    ]);
    const { start, end } = scenario.locate({ path: ["steps", 1, "call", "tool"] });
    expect(text.slice(start, end)).toBe("x");
  });

  const faults: readonly (readonly [name: string, text: string])[] = [
    [
      "steps that are none",
      `ambit-scenario: 1
steps: x
#      ^ wrong-type
`,
    ],
    [
      "wrong steps",
      `ambit-scenario: 1
name: 7
#     ^ wrong-type
polic: x
#^^^^ unknown-key
now: 2026-11-21
#    ^^^^^^^^^^ bad-date
steps:
  - expect: allow
#   ^^^^^^ missing-key
  - call: { args: {} }
#         ^^^^^^^^^^^^ missing-key
    expect: allowed
#           ^^^^^^^ bad-value
  - call: { tool: x, args: { a: 1.0, b: } }
#                               ^^^ inexact-number
#                                    ^ unclear-null
  - call: { tool: x, session: { seen: 7 }, now: 2026-02-30T00:00:00Z }
#                                     ^ wrong-type
#                                               ^^^^^^^^^^^^^^^^^^^^ bad-date
  - { call: x, then: y }
#           ^ wrong-type
#              ^^^^ unknown-key
`,
    ],
  ];
  it.each(faults)("%s", (_, text) => {
    const scenario = readScenario(text, FILE);
    checkMarkers(text, scenario.problems);
    expect(scenario).toMatchObject({ broken: true, steps: [] });
  });

  it("without steps is none", () => {
    expect(readScenario("ambit-scenario: 1", FILE).problems.map(({ code }) => code)).toEqual([
      "missing-key",
    ]);
  });

  it("without a version is none", () => {
    expect(readScenario("steps: []", FILE).problems.map(({ code }) => code)).toEqual([
      "missing-version",
    ]);
  });
});
