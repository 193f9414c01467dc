import { describe, expect, it } from "vitest";
import { flips, reasonPieces, rowsOf, sumWords } from "../../src/extension/webview/rows.ts";
import type { PlacedRule, SimulatedSession, SimulatedStep } from "../../src/protocol/simulate.ts";

const range = { start: { line: 5, character: 4 }, end: { line: 7, character: 0 } };
const rule: PlacedRule = { id: "a", effect: "deny", uri: "file:///a", range, place: "a.yaml:6" };
const step: SimulatedStep = { call: "shell x", decision: "deny", reason: "by a", rules: [] };

function session(...steps: readonly SimulatedStep[]): SimulatedSession {
  const file = { uri: "file:///a", place: "a.yaml" };
  const counts = { allow: 0, ask: 0, deny: 0 };
  for (const { decision } of steps) counts[decision]++;
  return { title: "Day", scenario: file, policy: file, steps, counts };
}

describe("the rows of the view", () => {
  it("leave out what is filtered, and keep their numbers", () => {
    const rows = rowsOf(session({ ...step, decision: "allow" }, step), ["allow"], [1]);
    expect(rows.map(({ index, open }) => [index, open])).toEqual([[1, true]]);
  });

  it("say in words what was decided, and what was expected where that differs", () => {
    const steps = session({ ...step, expect: "ask" }, { ...step, expect: "deny" });
    expect(rowsOf(steps, [], []).map(({ label }) => label)).toEqual([
      "Call 1, denied, expected asked: shell x",
      "Call 2, denied: shell x",
    ]);
  });

  it("have every place of a reason by itself, in its order", () => {
    const other = { ...rule, id: "b", place: "b.yaml:2" };
    const reason = "by a at a.yaml:6: as a.yaml:6 says; b at b.yaml:2";
    expect(reasonPieces({ reason, rules: [rule, other] })).toEqual([
      { text: "by a at " },
      { text: "a.yaml:6", rule },
      { text: ": as a.yaml:6 says; b at " },
      { text: "b.yaml:2", rule: other },
    ]);
  });
});

it("a flip is the same call, decided otherwise", () => {
  const before = session(step, step, step);
  const after = session({ ...step, decision: "ask" }, step, {
    ...step,
    call: "y",
    decision: "ask",
  });
  expect(flips(before, after)).toEqual([0]);
  expect(flips(undefined, after)).toEqual([]);
});

it("the sum says what the list does not show", () => {
  const all = session(step, { ...step, decision: "allow" });
  expect(sumWords(all, 2)).toBe("2 calls: 1 allowed, 0 asked, 1 denied.");
  const cut = { ...all, counts: { allow: 1, ask: 0, deny: 2000 } };
  expect(sumWords(cut, 1)).toBe(
    "2001 calls: 1 allowed, 0 asked, 2000 denied; the list holds the first 2; 1 filtered out.",
  );
});
