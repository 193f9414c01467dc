import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { compile } from "../../src/engine/engine.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import { lint } from "../../src/lint/lint.ts";
import type { LintResult } from "../../src/lint/lint.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { RULES } from "../../src/rules/index.ts";
import { yamlOf } from "../engine/differential.ts";
import { samples } from "../engine/generate.ts";
import { read, repositoryFiles } from "../repo/files.ts";
import { NOW } from "../support/check.ts";
import { placed } from "../support/decide.ts";
import { propertyRuns } from "../support/runs.ts";
import { SEED } from "../support/seed.ts";
import { broadPolicies } from "./generate.ts";

const world = { grammars: await loadGrammars() };
const runs = propertyRuns(20, 250);

it("ids are those of their files, in order", () => {
  const ids = RULES.map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted());
  for (const { summary } of RULES) expect(summary).not.toMatch(/\.$|^[a-z]/);
});

describe("every policy of the repository", () => {
  const policies = repositoryFiles().filter((file) => /(^|[/.])ambit\.yaml$/.test(file));
  it("is one at least", () => {
    expect(policies.length).toBeGreaterThan(0);
  });
  it.each(policies)("%s is checked without a witness that is not allowed", (file) => {
    expectSound(read(file));
  });
});

describe("generated policies", () => {
  it("over-broad grants beside denies, asks and exceptions", () => {
    const property = fc.property(broadPolicies(), (policy) => {
      expectSound(stringify(policy));
    });
    fc.assert(property, { numRuns: runs, seed: SEED });
  });

  it("have enough findings with a witness to mean something", () => {
    const found = fc
      .sample(broadPolicies(), { numRuns: 60, seed: 1 })
      .flatMap((policy) => expectSound(stringify(policy)).findings);
    const codes = new Set(found.filter(({ witness }) => witness).map(({ code }) => code));
    expect(codes.size).toBeGreaterThanOrEqual(18);
  });

  it("whatever the language allows", () => {
    const property = fc.property(samples(1), ({ policy }) => {
      for (const text of yamlOf(policy).values()) expectSound(text);
    });
    fc.assert(property, { numRuns: runs, seed: SEED });
  });
});

/** Every witness that is shown is allowed by an engine of its own, and none was held back. */
function expectSound(text: string): LintResult {
  const main = readPolicy(text, { file: "/ws/ambit.yaml" });
  const bounds = { main, extended: [], ceilings: [] };
  const result = lint(bounds, compile(bounds, world), { rules: RULES, world, now: NOW, placed });
  const judge = compile(bounds, world);
  for (const { code, witness, message, range } of result.findings) {
    if (witness !== undefined)
      expect(judge.decide(witness).decision, `${code}\n${text}`).toBe("allow");
    expect(message).not.toMatch(/^[A-Z]|\.$|undefined|\n/);
    expect(range.end).toBeLessThanOrEqual(text.length);
  }
  expect(result.unconfirmed, text).toEqual([]);
  return result;
}
