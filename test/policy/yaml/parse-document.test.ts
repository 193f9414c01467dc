import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocument as parseWithLibrary, stringify } from "yaml";
import type { Json } from "../../../src/model/json.ts";
import { toJson } from "../../../src/policy/read-json.ts";
import { Report } from "../../../src/policy/report.ts";
import { LARGEST_DOCUMENT, parseDocument } from "../../../src/policy/yaml/parse-document.ts";
import type { YamlNode } from "../../../src/policy/yaml/tree.ts";
import { PROPERTY_TIMEOUT, propertyRuns } from "../../support/runs.ts";

const jsonOf = (text: string): Json | undefined => {
  const { root } = parseDocument(text);
  return root && toJson(root, root.range, new Report());
};
const codesOf = (text: string): string[] => parseDocument(text).problems.map(({ code }) => code);

describe("values", () => {
  it.each([
    ["a: b", { a: "b" }],
    ["a: 'it''s'", { a: "it's" }],
    ['a: "x\\ty\\u00e9"', { a: "x\tyé" }],
    ["a: |\n  x\n   y\n", { a: "x\n y\n" }],
    ["a: >-\n  x\n  y\n", { a: "x y" }],
    ["a: x\n  y", { a: "x y" }],
    [
      "[yes, no, on, y, 2026-12-31, 1_000, 0b1, 08:30]",
      ["yes", "no", "on", "y", "2026-12-31", "1_000", "0b1", "08:30"],
    ],
    ["[true, False, NULL, ~, null]", [true, false, null, null, null]],
    ["[1, -2, +3, 1.5, .5, 1., 1e3, 0o17, 0x1F]", [1, -2, 3, 1.5, 0.5, 1, 1000, 15, 31]],
    ["[-a, '']", ["-a", ""]],
    ["a:\n- x\n- - y\n", { a: ["x", ["y"]] }],
    ["? a\n: b", { a: "b" }],
    ["{a, b: }", { a: null, b: null }],
    ["[a: b]", [{ a: "b" }]],
    ["a: &x [1, &y z]\nb: *x\nc: *y", { a: [1, "z"], b: [1, "z"], c: "z" }],
    ["a: &x 1\nb: &x 2\nc: *x", { a: 1, b: 2, c: 2 }],
    ["\ufeffa: b", { a: "b" }],
    ["a: b\r\nc:\r\n  - d\r\n", { a: "b", c: ["d"] }],
    ["__proto__: { constructor: x }", JSON.parse('{ "__proto__": { "constructor": "x" } }')],
    ["", undefined],
    ["# only a comment\n", undefined],
  ])("%j", (text, expected) => {
    expect(codesOf(text)).toEqual([]);
    expect(jsonOf(text)).toEqual(expected);
  });
});

describe("what is no document of ours", () => {
  it.each([
    ["a: 1\n---\nb: 2", ["multiple-documents"], { a: 1 }],
    ["---\n---\na: 1", ["multiple-documents"], null],
    ["a: 1\na: 2", ["duplicate-key"], { a: 1 }],
    ["a: 1\n'a': 2", ["duplicate-key"], { a: 1 }],
    ["%TAG ! x\n---\na: 1", ["yaml-directive"], { a: 1 }],
    ["a: !!int '1'", ["yaml-tag"], { a: "1" }],
    ["a: ! x", ["yaml-tag"], { a: "x" }],
    ["a: !x {b: 1}", ["yaml-tag"], { a: { b: 1 } }],
    ["1: x\ntrue: y\na: z", ["non-string-key", "non-string-key"], { a: "z" }],
    ["a: &x 1\n*x : 2", ["non-string-key"], { a: 1 }],
    ["a: *b", ["unknown-alias"], { a: null }],
    ["a: &b { c: *b }", ["unknown-alias"], { a: { c: null } }],
    ["a: [1, 2\nb: 3", ["yaml-syntax"], undefined],
    ["a: 'x", ["yaml-syntax"], undefined],
    ['a: "\\d"', ["yaml-syntax"], undefined],
    ["a: @x", ["yaml-syntax"], undefined],
    ["a: b: c", ["yaml-syntax"], undefined],
    ["\ta: 1", ["yaml-syntax"], undefined],
    ["a: x\0y", ["bad-character"], { a: "x\ufffdy" }],
    ["a: x\ud800y", ["bad-character"], { a: "x\ufffdy" }],
    ["a: x\rb: y", ["yaml-syntax", "bad-character"], undefined],
    ["a: \ufffd", ["bad-character"], { a: "\ufffd" }],
    ["a: \x1f\x18\x02", ["bad-character"], { a: "\ufffd\ufffd\ufffd" }],
  ])("%j", (text, codes, expected) => {
    expect([...new Set(codesOf(text))]).toEqual([...new Set(codes)]);
    if (expected !== undefined) expect(jsonOf(text)).toEqual(expected);
  });

  it("keeps what stands before and after an error", () => {
    expect(jsonOf("a: 1\nb: [x, y\nc: 3\n")).toMatchObject({ a: 1, b: ["x", "y"] });
    expect(jsonOf("a: 1\nb: @x\nc: 3\n")).toMatchObject({ a: 1, c: 3 });
  });

  it("tells each error in our words, inside the text", () => {
    for (const text of [
      "a: [",
      "a: {x: 'y",
      "- a\nb: c",
      "a:\n\t- b",
      "a: 'x' y",
      "a: |x\n b",
      "}",
      "? [",
      "&",
      "*",
      "a: !<",
    ]) {
      const { problems } = parseDocument(text);
      expect(problems.length).toBeGreaterThan(0);
      for (const { message, range } of problems) {
        expect(message).toMatch(/^(?:`|[a-z]|U\+)[^]*[^.]$/);
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThanOrEqual(text.length);
      }
    }
  });
});

describe("limits", () => {
  it("reads no document over a megabyte", () => {
    const { root, problems } = parseDocument("a".repeat(LARGEST_DOCUMENT + 1));
    expect(root).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(["document-too-large"]);
    expect(codesOf("a".repeat(LARGEST_DOCUMENT))).toEqual([]);
  });

  it.each([["["], ["{a: "], ["- "], ["? "], ["[a, "]])("stops at deep nesting of %j", (chunk) => {
    expect(codesOf(chunk.repeat(50_000))).toContain("too-deep");
    expect(codesOf(chunk.repeat(20))).not.toContain("too-deep");
  });

  it("gives aliases a budget", () => {
    let laughs = "a0: &a0 [x]\n";
    for (let i = 1; i < 40; i++) laughs += `a${i}: &a${i} [${`*a${i - 1}, `.repeat(9)}]\n`;
    expect(new Set(codesOf(laughs))).toEqual(new Set(["alias-limit"]));
    expect(codesOf(`a: &a x\nb: [${"*a, ".repeat(9000)}]`)).toEqual([]);
    expect(codesOf(`a: &a x\nb: [${"*a, ".repeat(11_000)}]`)).toContain("alias-limit");
  });

  it("lists a bounded number of problems", () => {
    const { problems } = parseDocument("a: 1\n".repeat(10_000));
    expect(problems.length).toBeLessThan(600);
    expect(problems.at(-1)?.code).toBe("too-many-problems");
  });
});

describe("beside the library's own reading", () => {
  const scalar = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({
      unit: fc.constantFrom(...Array.from("ab*&!#|>@`'\"\\{}[],:?- \n$%0.1e~")),
      maxLength: 8,
    }),
    fc.constantFrom("null", "true", "1", "1.10", "~", "yes", "<<", "2026-01-01", "a: b", "- x"),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      scalar,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.string({ maxLength: 6 }), tie("value"), { maxKeys: 4 }),
    ),
  })).value;
  const plain = (json: unknown): boolean =>
    !/[\ufffd-\uffff]|\\ud[89a-f]|\\u00[01789]|\u007f|[\x80-\x9f]/i.test(JSON.stringify(json));

  it(
    "reads the same, in every style",
    () => {
      const style = fc.record({
        collectionStyle: fc.constantFrom("any", "block", "flow"),
        defaultStringType: fc.constantFrom(
          "PLAIN",
          "QUOTE_SINGLE",
          "QUOTE_DOUBLE",
          "BLOCK_LITERAL",
          "BLOCK_FOLDED",
        ),
        lineWidth: fc.constantFrom(0, 20, 80),
      } as const);
      fc.assert(
        fc.property(value, style, (json, options) => {
          fc.pre(plain(json) && !JSON.stringify(json).includes("\\r"));
          const text = stringify(json, { ...options, aliasDuplicateObjects: false });
          const library = parseWithLibrary(text);
          fc.pre(library.errors.length === 0);
          const { problems } = parseDocument(text);
          // A plain `<<` is a merge key to us, and text to the library.
          fc.pre(!problems.some(({ code }) => code === "merge-key"));
          const read = { text, problems, json: jsonOf(text) ?? null };
          expect(read).toEqual({ text, problems: [], json: library.toJS() });
        }),
        { numRuns: propertyRuns(300) },
      );
    },
    PROPERTY_TIMEOUT,
  );

  it(
    "sees an error wherever the library sees one, and ranges that lie in each other",
    () => {
      const soup = fc.string({
        unit: fc.constantFrom(...Array.from("ab12*&!#|>@'\"\\{}[],:?- \n\t\r$%")),
        maxLength: 40,
      });
      fc.assert(
        fc.property(soup, (text) => {
          const { root, problems } = parseDocument(text);
          const library = parseWithLibrary(text, { version: "1.2", strict: true });
          if (library.errors.length > 0)
            expect({ text, problems }).not.toEqual({ text, problems: [] });
          else if (problems.length === 0) expect(jsonOf(text) ?? null).toEqual(library.toJS());
          if (root !== undefined && !text.includes("*")) expectNested(root, 0, text.length);
        }),
        { numRuns: propertyRuns(2000), examples: [["[]| a"]] },
      );
    },
    PROPERTY_TIMEOUT,
  );
});

function expectNested(node: YamlNode, from: number, to: number): void {
  const { start, end } = node.range;
  expect([from <= start, start <= end, end <= to]).toEqual([true, true, true]);
  if (node.kind === "list") for (const item of node.items) expectNested(item, start, end);
  if (node.kind !== "map") return;
  for (const { keyRange, value } of node.entries) {
    expect([start <= keyRange.start, keyRange.end <= end]).toEqual([true, true]);
    expectNested(value, keyRange.start, end);
  }
}
