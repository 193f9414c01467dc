import { describe, expect, it } from "vitest";
import { matchingRules, strictestRule } from "../../../src/formats/codex/policy.ts";
import { readRules } from "../../../src/formats/codex/read-rules.ts";
import vectors from "./vectors/rules.json" with { type: "json" };

const files: Readonly<Record<string, string>> = vectors.files;

/** Recorded by oracles/codex/record-rules.mjs. */
describe(`rules as ${vectors.source} decides them`, () => {
  it.each(vectors.cases.map((one) => [one.rules.join(" "), one.argv.join(" "), one] as const))(
    "%s: %s",
    (_files, _words, { rules, argv, resolve, decision }) => {
      const read = rules.map((name) => readRules(files[name] ?? ""));
      // What would have to be run is named, and nothing is said about it.
      if (read.some(({ open }) => open.length > 0)) return;
      const refused = read.some(({ faults }) => faults.length > 0);
      const policy = {
        rules: read.flatMap((one) => one.rules),
        hosts: new Map(read.flatMap(({ hosts }) => [...hosts])),
      };
      const matched = matchingRules(policy, argv, resolve ? "resolve" : "exact");
      expect(refused ? "refused" : (strictestRule(matched) ?? "none")).toBe(decision);
    },
  );

  it("has at least 150 of them, few of which would have to be run", () => {
    const open = vectors.cases.filter(({ rules }) =>
      rules.some((name) => readRules(files[name] ?? "").open.length > 0),
    );
    expect(vectors.cases.length).toBeGreaterThan(150);
    expect(open.map(({ rules }) => rules[0])).toEqual(
      expect.arrayContaining(["variables.rules", "def.rules", "fstring.rules"]),
    );
    expect(open.length).toBeLessThan(25);
  });
});
