import { expect, it } from "vitest";
import { scenarioText } from "../../src/extension/scenario-text.ts";
import { readScenario } from "../../src/policy/scenario.ts";

it("calls become a scenario that reads back as the same, whatever they hold", () => {
  const calls = [
    { tool: "shell", args: { command: "echo '# no: comment' && ls\n", flags: [1, true, null] } },
    { tool: "mcp:a/b", args: { "on: off": "\u202e\u{e0041}*&!%@`", nested: { y: "yes" } } },
  ];
  const title = "A: model's # title";
  const text = scenarioText({ kind: "calls", title, policy: "file:///a", calls }, "./ambit.yaml");
  const scenario = readScenario(text, "/a/session.ambit-scenario.yaml");
  expect(scenario.problems).toEqual([]);
  expect(scenario.name).toBe(title);
  expect(scenario.policy?.path).toBe("./ambit.yaml");
  expect(scenario.steps.map(({ call }) => call)).toEqual(calls);
  // Nothing hides in the file.
  expect(text).not.toMatch(/[\u202e\u{e0041}]/u);
});
