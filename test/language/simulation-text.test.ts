import { describe, expect, it } from "vitest";
import { simulationText } from "../../src/extension/simulation-text.ts";
import type { PlacedRule, SimulatedSession } from "../../src/protocol/simulate.ts";

const range = { start: { line: 5, character: 4 }, end: { line: 7, character: 0 } };
const rule: PlacedRule = { id: "a", effect: "deny", uri: "file:///a", range, place: "a.yaml:6" };

function session(steps: SimulatedSession["steps"]): SimulatedSession {
  const scenario = { uri: "file:///day", place: "day" };
  const policy = { uri: "file:///a", place: "a.yaml" };
  return { title: "Day", scenario, policy, steps, counts: { allow: 0, ask: 0, deny: 1 } };
}

describe("the text of a session", () => {
  it("says what was expected where it was decided otherwise", () => {
    const step = { call: "shell x", decision: "deny", reason: "by a at a.yaml:6" } as const;
    const { text } = simulationText(session([{ ...step, expect: "ask", rules: [rule] }]));
    expect(text).toContain("\n  1. deny  shell x  expected ask\n");
    expect(text).toMatch(/\n1 call: 0 allowed, 0 asked, 1 denied\n$/);
  });

  it("links every place that a reason names, in its order", () => {
    const other = { ...rule, id: "b", place: "b.yaml:2" };
    const reason = "by a at a.yaml:6: as a.yaml:6 says; b at b.yaml:2";
    const { text, links } = simulationText(
      session([{ call: "x", decision: "deny", reason, rules: [rule, other] }]),
    );
    const lines = text.split("\n");
    const shown = links.map(({ line, start, end }) => lines[line]?.slice(start, end));
    expect(shown).toEqual(["day", "a.yaml", "a.yaml:6", "b.yaml:2"]);
    expect(links[2]).toMatchObject({ line: 4, start: 19, target: rule });
  });
});
