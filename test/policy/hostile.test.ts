import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { readScenario } from "../../src/policy/scenario.ts";
import { readSuite } from "../../src/policy/suite.ts";
import { PROPERTY_TIMEOUT, propertyRuns } from "../support/runs.ts";
import { threadTime } from "../support/thread-time.ts";

const FILE = "/w/ambit.yaml";

/** Reads a text, and says which codes it has. Whatever it is, it is read, and ranges lie in it. */
function codesOf(text: string): Set<string> {
  const subject = readPolicy(text, { file: FILE });
  expect(readScenario(text, FILE).broken).toBe(true);
  expect(readSuite(text, FILE).broken).toBe(true);
  for (const { range } of subject.problems) {
    expect([0 <= range.start, range.start <= range.end, range.end <= text.length]).toEqual([
      true,
      true,
      true,
    ]);
  }
  expect(subject.problems.length).toBeLessThan(1100);
  return new Set(subject.problems.map(({ code }) => code));
}

const repeat = (chunk: string, size: number): string =>
  chunk.repeat(Math.floor(size / chunk.length));

/** A sound head, then so many rules. */
const rules = (rule: (i: number) => string, size: number, head = ""): string => {
  const lines: string[] = [`ambit: 1\n${head}rules:\n`];
  for (let length = 0, i = 0; length < size; i++) {
    const line = `  - ${rule(i)}\n`;
    lines.push(line);
    length += line.length;
  }
  return lines.join("");
};

describe("whatever a document is made of, it is read", () => {
  const chunks = [
    ...[
      "[",
      "{",
      "- ",
      "? ",
      "a: ",
      "[a, ",
      "{a: ",
      "]",
      "}",
      ",",
      ": ",
      "\n",
      " \n",
      "#\n",
      "\t",
      "\r",
      "\r\n",
      "a\n",
    ],
    ...[
      "'",
      '"',
      "\\",
      "|\n",
      "- |\n a\n",
      "%YAML 1.2\n",
      "---\n",
      "...\n",
      "*a ",
      "&a ",
      "!a ",
      "<<: ",
      "@",
      "`",
      "- - \n",
    ],
    ...[
      "\0",
      "\ufeff",
      "\u{1F600}",
      "\ud800",
      "\udc00",
      "\x02",
      "\x18",
      "\x1f",
      "\u2028",
      "\u0085",
      "\ufffd",
    ],
  ];
  it.each(chunks)("%j, again and again", (chunk) => {
    for (const head of ["", "ambit: 1\nrules:\n", "ambit: 1\nrules: ["])
      codesOf(head + repeat(chunk, 1_500));
  });

  it(
    "random text and random bytes",
    () => {
      const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => String.fromCharCode(...array));
      const text = fc.oneof(fc.string({ unit: "binary", maxLength: 100 }), bytes);
      fc.assert(
        fc.property(text, (one) => void codesOf(one)),
        { numRuns: propertyRuns(300) },
      );
    },
    PROPERTY_TIMEOUT,
  );

  it(
    "a sound document with random damage",
    () => {
      const sound = rules(
        (i) =>
          `{ id: r${i}, allow: shell, command: ["npm test", "a {b,c} **"], args: { x?: { pattern: "^a" } } }`,
        300,
      );
      const damage = fc.array(
        fc.tuple(fc.nat(sound.length), fc.nat(4), fc.string({ unit: "grapheme", maxLength: 3 })),
        { maxLength: 4 },
      );
      fc.assert(
        fc.property(damage, (places) => {
          let text = sound;
          for (const [at, length, insert] of places)
            text = text.slice(0, at) + insert + text.slice(at + length);
          readPolicy(text, { file: FILE });
          readScenario(text, FILE);
        }),
        { numRuns: propertyRuns(300) },
      );
    },
    PROPERTY_TIMEOUT,
  );
});

describe("what a small document stands for is bounded", () => {
  const braces = "{a,b}".repeat(9);
  it.each([
    ["braces of paths", rules(() => `{ deny: file.read, path: "${braces}" }`, 200_000)],
    ["braces of commands", rules(() => `{ deny: shell, command: "${braces}" }`, 200_000)],
    ["braces of tools", rules(() => `{ deny: "mcp:${braces}/x" }`, 200_000)],
    [
      "one set in many rules",
      rules(
        () => "{ deny: file.read, path: $s }",
        100_000,
        `sets: { s: { path: [${"abc, ".repeat(20_000)}] } }\n`,
      ),
    ],
    [
      "one set many times",
      rules(
        () => `{ deny: file.read, path: [${"$s, ".repeat(20_000)}] }`,
        1,
        `sets: { s: { path: [${"abc, ".repeat(20_000)}] } }\n`,
      ),
    ],
    [
      "expressions",
      rules((i) => `{ deny: "mcp:a/b", args: { a: { pattern: "(a{1,30}){1,30}${i}" } } }`, 120_000),
    ],
  ])("%s", (_, text) => {
    expect(codesOf(text)).toContain("too-many-patterns");
  });

  it("one pattern alone does not use up what is left for the others", () => {
    const text = `ambit: 1\nrules:\n  - { deny: file.read, path: ["${"{a,b}".repeat(30)}", ok] }\n  - { deny: "mcp:${"{a,b}".repeat(30)}/x" }\n`;
    expect(codesOf(text)).toEqual(new Set(["bad-pattern", "unknown-tool"]));
  });

  it.each([
    ["(".repeat(2_000)],
    ["(a*)*".repeat(300)],
    ["a{1000}{1000}"],
    ["(((a{100}){100}){100}){100}"],
    ["[^]*".repeat(400)],
    ["\\\\pL{1000}"],
    ["a".repeat(3_000)],
  ])("an expression like %.30s", (pattern) => {
    codesOf(`ambit: 1\nrules:\n  - { deny: "mcp:a/b", args: { a: { pattern: '${pattern}' } } }\n`);
  });

  it("many unknown names are told apart only as far as it is cheap", () => {
    const sets = Array.from({ length: 3_000 }, (_, i) => `  secret${i}: { path: a }`).join("\n");
    const text = rules((i) => `{ deny: file.read, path: $secrt${i} }`, 100_000, `sets:\n${sets}\n`);
    expect(codesOf(text)).toEqual(new Set(["unknown-set", "too-many-problems"]));
  });
});

describe("time grows with the size", () => {
  const documents: readonly (readonly [name: string, make: (size: number) => string])[] = [
    ["sound rules", (size) => rules((i) => `{ id: r${i}, deny: file.read, path: "a/${i}" }`, size)],
    [
      "block rules",
      (size) => rules((i) => `id: r${i}\n    deny: file.read\n    path:\n      - a`, size),
    ],
    ["unknown keys", (size) => rules((i) => `{ x${i}: 1 }`, size)],
    [
      "sets",
      (size) =>
        `ambit: 1\nsets:\n${Array.from({ length: size / 20 }, (_, i) => `  s${i}: { path: a }`).join("\n")}`,
    ],
    ["the same key", (size) => repeat("a: 1\n", size)],
    ["closing brackets", (size) => repeat("]", size)],
    ["comments", (size) => `ambit: 1\n${repeat("  # c\n", size)}`],
    ["a long text", (size) => `ambit: 1\nagent: { purpose: "${repeat("a b\n  ", size)}" }`],
    [
      "braces in one word",
      (size) => rules(() => `{ deny: shell, command: "${"{x}".repeat(300)}" }`, size),
    ],
    [
      "anchors",
      (size) =>
        `ambit: 1\nsets:\n${Array.from({ length: size / 20 }, (_, i) => `  s${i}: &a${i} { path: a }`).join("\n")}`,
    ],
  ];
  // For eight times the text a quadratic reader takes 64 times as long. The least of several runs counts, and the bound is wide: a machine
  // under load must not fail this.
  it.each(documents)("%s", { retry: 3 }, (_, make) => {
    const time = (size: number): number => {
      const text = make(size);
      const runs = Array.from({ length: 3 }, () =>
        threadTime(() => void readPolicy(text, { file: FILE })),
      );
      return Math.min(...runs);
    };
    time(5_000);
    expect(time(40_000) / Math.max(time(5_000), 1)).toBeLessThan(40);
  });
});
