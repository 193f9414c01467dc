import { expect, it } from "vitest";
import type { Finding } from "../../src/lint/finding.ts";
import { RULES } from "../../src/rules/index.ts";
import { lintText } from "../support/check.ts";
import { TWINS } from "./twins.ts";

it("there are 150 pairs at least, each once", () => {
  expect(TWINS.length).toBeGreaterThanOrEqual(150);
  expect(new Set(TWINS.map(([bad, , rule]) => `${rule}\n${bad}`)).size).toBe(TWINS.length);
});

const pairs = TWINS.map(([bad, twin, rule, other = ""]) => ({ bad, twin, rule, other }));

it.each(pairs)("$bad, and harmless: $twin", ({ bad, twin, rule, other }) => {
  const found = findingsIn(bad, other).filter(({ code }) => code === rule);
  expect(found.map(({ severity }) => severity)).toContainEqual(
    expect.stringMatching(/error|warning/),
  );
  const harmless = findingsIn(twin, other);
  expect(harmless.filter(({ code }) => code === rule)).toEqual([]);
  expect(harmless.filter(({ severity }) => severity === "error")).toEqual([]);
});

function findingsIn(rules: string, other: string): readonly Finding[] {
  const text =
    rules.startsWith("rules:") || rules.startsWith("agent:") ? rules : `rules:\n${rules}`;
  const { findings, unconfirmed } = lintText(
    `ambit: 1\n${text}\n`,
    RULES,
    undefined,
    other === "" ? [] : [`ambit: 1\n${other}\n`],
  );
  expect(unconfirmed).toEqual([]);
  return findings;
}
