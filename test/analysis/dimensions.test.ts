import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import { findArgs } from "../../src/analysis/args.ts";
import { shortestText } from "../../src/analysis/automata.ts";
import { Budget, LIMIT } from "../../src/analysis/budget.ts";
import { coversHost } from "../../src/analysis/hosts.ts";
import { commonTools, coversTool } from "../../src/analysis/tools.ts";
import { matchHost, readUrl } from "../../src/engine/hosts.ts";
import { matchTool } from "../../src/engine/tools.ts";
import { NO, YES } from "../../src/engine/truth.ts";
import { compileArgs } from "../../src/engine/values.ts";
import { parseHostPattern } from "../../src/model/host-pattern.ts";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { parseToolPattern } from "../../src/model/tool-pattern.ts";
import type { ArgsTest, ValueTest } from "../../src/model/value-test.ts";
import { PROPERTY_TIMEOUT, propertyRuns } from "../support/runs.ts";

const RUNS = { numRuns: propertyRuns(500) };
const OPTIONS = { timeout: PROPERTY_TIMEOUT };

describe("arguments, against every value of a small world", () => {
  const scalar: fc.Arbitrary<ValueTest> = fc.oneof(
    fc.constantFrom<ValueTest>(
      {},
      { type: ["string"] },
      { type: ["integer", "null"] },
      { type: ["array"] },
    ),
    fc.constantFrom<Json>(0, 1, "a", "", true, null, []).map((value) => ({ const: value })),
    fc.constantFrom<Json[]>([0, 2], ["a", "ab"], [true, 1]).map((values) => ({ enum: values })),
    fc.record({ minimum: fc.constantFrom(0, 0.5, 1) }),
    fc.record({ maximum: fc.constantFrom(0, 1.5, 2) }),
    fc.record({ minLength: fc.constantFrom(0, 1, 2) }),
    fc.record({ maxLength: fc.constantFrom(0, 1, 2) }),
    fc.record({ pattern: fc.constantFrom("^a", "b$", "^a*$", "a|b") }),
  );
  const test: fc.Arbitrary<ValueTest> = fc.oneof(
    { weight: 4, arbitrary: scalar },
    scalar.map((not) => ({ not })),
    fc.tuple(scalar, scalar).map((anyOf) => ({ anyOf })),
    fc.tuple(scalar, scalar).map(([one, other]) => ({ ...one, ...other })),
  );
  const args: fc.Arbitrary<ArgsTest> = fc
    .record({
      names: fc.constantFrom(["a"], ["b"], ["a", "b"], []),
      tests: fc.tuple(test, test),
      optional: fc.tuple(fc.boolean(), fc.boolean()),
      closed: fc.boolean(),
    })
    .map(({ names, tests, optional, closed }) => ({
      named: names.map((name, i) => ({
        name,
        optional: optional[i] ?? false,
        test: tests[i] ?? {},
      })),
      closed,
    }));
  const values: readonly (Json | undefined)[] = [
    ...[undefined, 0, 1, 2, 0.5, 1.7, -1, 3, "", "a", "b", "ab", "aa", "zzz", true, false],
    ...[null, [], {}, ["a"]],
  ];
  const world: readonly JsonObject[] = values.flatMap((a) =>
    values.flatMap((b) =>
      [undefined, 1].map((c): JsonObject => ({
        ...(a === undefined ? {} : { a }),
        ...(b === undefined ? {} : { b }),
        ...(c === undefined ? {} : { c }),
      })),
    ),
  );

  it.each(["narrow", "wide"] as const)("less what is read %s", OPTIONS, (reading) => {
    fc.assert(
      fc.property(args, args, (inner, outer) => {
        const [isIn, isOut] = [compileArgs(inner), compileArgs(outer)];
        const taken = (one: JsonObject): boolean =>
          isIn(one) === YES && (reading === "narrow" ? isOut(one) !== YES : isOut(one) === NO);
        const found = findArgs([inner], { test: outer, reading }, new Budget());
        if (found === "none") expect(world.find(taken)).toBeUndefined();
        else if (found !== LIMIT) expect(taken(found)).toBe(true);
      }),
      RUNS,
    );
  });

  it("in both", OPTIONS, () => {
    fc.assert(
      fc.property(args, args, (one, other) => {
        const both = [compileArgs(one), compileArgs(other)];
        const taken = (some: JsonObject): boolean => both.every((matches) => matches(some) === YES);
        const found = findArgs([one, other], undefined, new Budget());
        if (found === "none") expect(world.find(taken)).toBeUndefined();
        else if (found !== LIMIT) expect(taken(found)).toBe(true);
      }),
      RUNS,
    );
  });
});

describe("hosts, against URLs of a small world", () => {
  const patterns = [
    ...["*", "*:8080", "a.org", "a.org:8080", "*.a.org", "b.a.org", "*.b.a.org", "*.org", "ba.org"],
    ...["localhost", "localhost:8080", "*.localhost", "127.0.0.1", "10.0.0.0/8", "10.1.0.0/16"],
    ...["127.0.0.0/8", "0.0.0.0/0", "10.1.2.3", "[::1]", "::/0", "a.org:443"],
  ].flatMap((source) => {
    const pattern = parseHostPattern(source);
    return "value" in pattern ? [pattern.value] : [];
  });
  const hosts = [
    ...["a.org", "b.a.org", "c.b.a.org", "z.a.org", "ba.org", "org", "localhost", "x.localhost"],
    ...[
      "127.0.0.1",
      "127.1.1.1",
      "10.1.2.3",
      "10.2.3.4",
      "11.0.0.1",
      "[::1]",
      "[fd00::1]",
      "a.org.",
    ],
  ];
  const urls = hosts.flatMap((host) =>
    ["https://H/", "http://H/", "https://H:8080/", "http://H:8080/", "http://H:443/"].map((url) =>
      readUrl(url.replace("H", host)),
    ),
  );

  it.each(["narrow", "wide"] as const)("read %s", (reading) => {
    for (const inner of patterns) {
      for (const outer of patterns) {
        if (!coversHost([outer], inner, reading)) continue;
        const beyond = urls.filter(
          (url) => matchHost(inner, url, reading) === YES && matchHost(outer, url, reading) !== YES,
        );
        expect({ outer: outer.source, inner: inner.source, beyond }).toMatchObject({ beyond: [] });
      }
    }
  });
});

describe("tools, against those of a small world", () => {
  const servers = new Set(["a", "ab"]);
  const world = [
    ...["a", "ab", "c"].flatMap((server) =>
      ["x", "y", "xy", "x/y", "z"].map((tool) => `mcp:${server}/${tool}`),
    ),
    ...["tool:x", "tool:xy", "file.read", "file.write", "shell", "web.fetch"],
  ];
  const pattern = fc.constantFrom(
    ...[
      "*",
      "file.*",
      "file.read",
      "shell",
      "mcp:a/*",
      "mcp:*/x",
      "mcp:a*/x*",
      "mcp:*/*",
      "mcp:a/x",
    ],
    ...["mcp:c/x*", "mcp:*/*/y", "tool:*", "tool:x*", "tool:x", "mcp:{a,c}/x"],
  );

  it.each([servers, undefined])("of the servers %o", (known) => {
    fc.assert(
      fc.property(pattern, fc.array(pattern, { minLength: 1, maxLength: 2 }), (one, others) => {
        const [inner, outer] = [[one], others].map((list) =>
          list.flatMap((source) => {
            const parsed = parseToolPattern(source);
            return "value" in parsed ? parsed.value : [];
          }),
        );
        if (inner === undefined || outer === undefined) return;
        const isIn = (list: typeof inner, tool: string): boolean =>
          list.some((some) => matchTool(some, tool, known));
        const own = world.filter((tool) => isIn(inner, tool));
        if (inner.every((some) => coversTool(outer, some, known)))
          expect(own.filter((tool) => !isIn(outer, tool))).toEqual([]);
        const common = commonTools([inner, outer], known, []);
        if (common.length === 0) expect(own.filter((tool) => isIn(outer, tool))).toEqual([]);
        for (const tool of common)
          expect([isIn(inner, tool), isIn(outer, tool)]).toEqual([true, true]);
      }),
      RUNS,
    );
  });
});

describe("expressions, against those that the engine runs", () => {
  const atom = fc.constantFrom(
    "a",
    "b",
    ".",
    "[ab]",
    "[^a]",
    "\\d",
    "\\w",
    "\\.",
    "(?:ab)",
    "(a|b)",
    "\\s",
  );
  const piece = fc
    .tuple(atom, fc.constantFrom("", "*", "+", "?", "{1,2}"))
    .map((two) => two.join(""));
  const choice = fc
    .tuple(fc.constantFrom("", "^"), fc.array(piece, { maxLength: 3 }), fc.constantFrom("", "$"))
    .map(([begin, pieces, end]) => begin + pieces.join("") + end);
  const pattern = fc.array(choice, { minLength: 1, maxLength: 2 }).map((all) => all.join("|"));
  const text = fc.string({
    unit: fc.constantFrom("a", "b", "\n", "\r", "1", ".", "é", " ", "\u2028"),
    maxLength: 4,
  });

  it("hold the same texts", OPTIONS, () => {
    fc.assert(
      fc.property(pattern, text, (source, one) => {
        const finds = RE2JS.compile(source);
        const found = shortestText([{ pattern: source }, { glob: [one] }], [], new Budget());
        expect(found).toBe(finds.matcher(one).find() ? one : undefined);
        const shortest = shortestText([{ pattern: source }], [], new Budget());
        if (typeof shortest === "string") expect(finds.matcher(shortest).find()).toBe(true);
      }),
      RUNS,
    );
  });
});
