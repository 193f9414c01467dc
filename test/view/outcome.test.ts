import { describe, expect, it } from "vitest";
import { outcomeWords, ranWords } from "../../src/extension/webview/outcome-words.ts";
import { rowsOf } from "../../src/extension/webview/rows.ts";
import type { RanCall, RanSession } from "../../src/protocol/run.ts";
import type { SimulatedSession } from "../../src/protocol/simulate.ts";

const call: RanCall = {
  ...{ index: 0, call: "shell ls", decision: "allow", outcome: "done" },
  ...{ effects: [], remarks: [] },
};

describe("what became of a call", () => {
  it.each([
    ["denied", undefined, "Not run: it never reached a tool"],
    ["declined", undefined, "Not run: the answer was no"],
    ["not-run", "the sandbox has no network", "Not run: the sandbox has no network"],
    ["failed", "does not answer within 60 s", "It does not answer within 60 s"],
    ["done", undefined, "Run"],
  ] as const)("%s, %s: %s", (outcome, why, words) => {
    expect(outcomeWords(outcome, why, undefined)).toBe(words);
  });

  it("says that a tool has failed, and what may have been missing", () => {
    const result = { lines: ["x"], more: 0, isError: true };
    expect(outcomeWords("done", "`x` is not seen inside", result)).toBe(
      "Run, with an error: `x` is not seen inside",
    );
  });
});

it("a run is summed up by what was carried out, changed, and denied by the policy", () => {
  const run: RanSession = {
    calls: [
      { ...call, remarks: [{ kind: "denied", words: "also read `.env`", rules: [] }] },
      { ...call, outcome: "declined" },
    ],
    ...{ layers: [], notes: [] },
    changes: [
      { path: "a", text: "a", what: "created" },
      { path: "b/", text: "b/", what: "deleted" },
    ],
  };
  expect(ranWords(run)).toBe(
    "Run in a sandbox: 1 of 2 calls carried out, 1 file changed; 1 call did what the policy denies.",
  );
  expect(ranWords({ ...run, calls: [call], changes: [] })).toBe(
    "Run in a sandbox: 1 of 1 calls carried out, nothing changed.",
  );
});

it("an outcome is shown beside the call that it is of, and no other", () => {
  const step = { decision: "allow", reason: "by a", rules: [] } as const;
  const session: SimulatedSession = {
    title: "Day",
    policy: { uri: "file:///a", place: "a" },
    steps: [
      { ...step, call: "shell ls" },
      { ...step, call: "shell pwd" },
    ],
    counts: { allow: 2, ask: 0, deny: 0 },
  };
  const rows = rowsOf(session, [], [], [call, { ...call, index: 1, call: "shell rm" }]);
  expect(rows.map(({ ran }) => ran)).toEqual([call, undefined]);
});
