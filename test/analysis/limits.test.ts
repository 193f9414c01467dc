import { describe, expect, it } from "vitest";
import { shortestText } from "../../src/analysis/automata.ts";
import type { Lengths } from "../../src/analysis/automata.ts";
import { Budget, LIMIT } from "../../src/analysis/budget.ts";
import { findArgs } from "../../src/analysis/args.ts";
import type { Clause } from "../../src/model/clause.ts";
import { AnalysisCache } from "../../src/analysis/desk.ts";
import { analysisOf, ruleOf } from "./universe.ts";

/** In milliseconds: far more than is needed, as tests beside this one count too, and less than a hang. */
const MOST_CPU = 5000;

function within(work: () => void): void {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(MOST_CPU);
}

describe("what takes too much is said not to be analysed, at once", () => {
  it("an expression that remembers fourteen letters", () => {
    within(() => {
      const without = [{ pattern: "a[^b]{14}$" }];
      expect(shortestText([{ pattern: "x" }], without, new Budget())).toBe(LIMIT);
    });
  });

  it("an expression with more ways through it than anyone can count", () => {
    within(() => {
      const ways = (last: string): string => `^${"a*".repeat(15)}${last}{30}$`;
      const find = (one: string, other: string, lengths: Lengths = [0, Infinity]): unknown =>
        shortestText([{ pattern: one }], [{ pattern: other }], new Budget(), lengths);
      expect(find(ways("[cd]"), ways("c"))).toBe(`d${"c".repeat(29)}`);
      expect(find(ways("c"), ways("[cd]"))).toBeUndefined();
      expect(find(ways("c"), "^c", [40, 50])).toBe("a".repeat(10) + "c".repeat(30));
      expect(find(ways("c"), "^a", [31, Infinity])).toBeUndefined();
    });
  });

  it("arguments by such expressions", () => {
    within(() => {
      const test = (pattern: string): Parameters<typeof findArgs>[0][number] => ({
        named: [{ name: "to", optional: false, test: { pattern } }],
        closed: true,
      });
      const without = { test: test("(a|b)*a(a|b){14}$"), reading: "narrow" } as const;
      const found = findArgs([test("(a|b)*a(a|b){15}$")], without, new Budget());
      expect(found === LIMIT || typeof found === "object").toBe(true);
    });
  });

  it("rules after so many that are hard to compare, also where the answers are known by now", () => {
    const hard = (n: number): string => `${"**/a*/".repeat(n)}c`;
    const grant = (path: string): Clause =>
      ruleOf({ effect: "allow", tool: "file.read", list: [path] }).clause;
    const [one, other] = [grant(hard(60)), grant(hard(61))];
    const twins = [grant("src/**"), grant("src/*")] as const;
    const cache = new AnalysisCache();
    const ask = (already: number): readonly [boolean, number, boolean] => {
      const analysis = analysisOf([], cache);
      const { spent } = cache;
      analysis.covers(one, other);
      const cost = cache.spent - spent;
      cache.spend(already);
      return [cost > 1000, cost, analysis.covers(...twins)];
    };
    const first = ask(0);
    expect(first).toEqual([true, expect.any(Number), true]);
    expect(ask(1e9)).toEqual([true, first[1], false]);
    expect(ask(0)).toEqual(first);
  });

  it("paths of many folders at any depth", () => {
    const list = (n: number): readonly string[] =>
      Array.from({ length: 12 }, (_, i) => `**/a${i}/**/*b${n}*/**/c/**/*d${i}*/**/*e*/**/f*`);
    const outer = ruleOf({ effect: "allow", tool: "file.read", list: list(1) });
    const inner = ruleOf({ effect: "allow", tool: "file.read", list: list(2) });
    within(() => {
      const analysis = analysisOf([outer, inner], new AnalysisCache());
      expect(analysis.covers(outer.clause, inner.clause)).toBe(false);
      expect(["call", "unknown"]).toContain(analysis.minus(inner.clause, [outer.clause]).kind);
      expect(["call", "unknown"]).toContain(analysis.overlap(inner.clause, outer.clause).kind);
    });
  });
});
