import { expect, it } from "vitest";
import type { Finding } from "../../src/lint/finding.ts";
import { RULES } from "../../src/rules/index.ts";
import { lintText } from "../support/check.ts";
import { TWINS } from "./twins.ts";

it("there are 150 pairs at least, each once", () => {
  expect(TWINS.length).toBeGreaterThanOrEqual(150);
  expect(new Set(TWINS.map(([bad, , rule]) => `${rule}\n${bad}`)).size).toBe(TWINS.length);
});

it.each(TWINS)("%s, and harmless: %s", (bad, twin, rule) => {
  const found = findingsIn(bad).filter(({ code }) => code === rule);
  expect(found.map(({ severity }) => severity)).toContainEqual(
    expect.stringMatching(/error|warning/),
  );
  const harmless = findingsIn(twin);
  expect(harmless.filter(({ code }) => code === rule)).toEqual([]);
  expect(harmless.filter(({ severity }) => severity === "error")).toEqual([]);
});

function findingsIn(rules: string): readonly Finding[] {
  const text =
    rules.startsWith("rules:") || rules.startsWith("agent:") ? rules : `rules:\n${rules}`;
  const { findings, unconfirmed } = lintText(`ambit: 1\n${text}\n`, RULES);
  expect(unconfirmed).toEqual([]);
  return findings;
}
