import { describe, expect, it } from "vitest";
import { readCall } from "../../src/cli/call.ts";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { failed } from "../../src/model/problem.ts";
import { bounded, expectGrowth } from "./budget.ts";
import { engineOf, judge, lintAll, POLICY, read } from "./subject.ts";

const everything = engineOf(
  read(`ambit: 1
servers: { s: {} }
tools:
  mcp:s/t: { views: [{ tool: file.write, path: [p, __proto__] }] }
rules:
  - id: args
    allow: mcp:s/*
    args:
      v?: { anyOf: [{ type: string, maxLength: 10 }, { items: { type: string } }, { properties: { v: {} } }] }
      w?: { enum: [1, a, null, { a: [1] }] }
  - { id: not, deny: "*", args: { z: { not: { const: 1 } } } }
  - { id: secrets, deny: [file.read, file.write], path: ["**/.env*", "**/*.pem"] }
  - { id: web, allow: web.fetch, host: ["*.example.org", 10.0.0.0/8] }
`),
);

const nested = (depth: number): Json => {
  let value: Json = 1;
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { v: value };
  return value;
};

const named = (count: number): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]));

describe("a large call takes time with its size", () => {
  const calls: Readonly<Record<string, (size: number) => readonly [string, JsonObject]>> = {
    "a long string": (size) => ["mcp:s/t", { v: "a".repeat(size) }],
    "a long list": (size) => ["mcp:s/t", { v: Array<string>(size / 10).fill("a") }],
    "many files": (size) => [
      "mcp:s/t",
      { p: Array.from({ length: size / 100 }, (_, i) => `a/${i}`) },
    ],
    "the same file, often": (size) => ["mcp:s/t", { p: Array<string>(size / 100).fill("a/b") }],
    "many arguments": (size) => ["mcp:s/t", named(size / 10)],
    "many names": (size) => ["mcp:s/t", { v: named(size / 10) }],
    "deep values": (size) => ["mcp:s/t", { v: nested(size / 10), z: nested(size / 10) }],
    "a deep equal": (size) => ["mcp:s/t", { w: nested(size / 10) }],
    "a tool of many parts": (size) => [`mcp__${"a__".repeat(size / 3)}`, {}],
    "a tool of slashes": (size) => [`mcp:s/${"/".repeat(size)}`, {}],
    "a tool of lines": (size) => [`mcp:${"\n".repeat(size)}`, {}],
    "a host of many labels": (size) => [
      "web.fetch",
      { url: `https://${"a.".repeat(size / 2)}example.org/` },
    ],
    "a host of another script": (size) => [
      "web.fetch",
      { url: `https://${letters(size)}.example.org/` },
    ],
    "a host of marks": (size) => [
      "web.fetch",
      { url: `https://a${"\u0301\u0316".repeat(size / 2)}.example/` },
    ],
    "a host after blanks": (size) => [
      "web.fetch",
      { url: `${" ".repeat(size)}https://a.example.org` },
    ],
    "a long way": (size) => [
      "web.fetch",
      { url: `https://a.example.org/${"a/../".repeat(size / 5)}` },
    ],
    "a file URI": (size) => ["file.read", { path: `file:///${"../%2e%2e/".repeat(size / 10)}` }],
    "a method": (size) => ["web.fetch", { url: "https://a.example.org", method: "ß".repeat(size) }],
    "a path of many folders": (size) => ["file.read", { path: "a/".repeat(size / 2) }],
    "a path that goes up": (size) => ["file.read", { path: "../".repeat(size / 3) }],
    "a path of dots and blanks": (size) => ["file.read", { path: `${". ".repeat(size / 2)}a` }],
    "a path that ends in dots": (size) => ["file.read", { path: `a${". ".repeat(size / 2)}` }],
    "a path of backslashes": (size) => ["file.read", { path: "a\\".repeat(size / 2) }],
    "a path of colons": (size) => ["file.read", { path: ":".repeat(size) }],
    "a path of marks": (size) => ["file.read", { path: `a${"\u0301\u0316".repeat(size / 2)}` }],
    "a path of capitals": (size) => ["file.read", { path: "İẞﬁ".repeat(size / 3) }],
  };

  it.each(Object.entries(calls))("%s", { timeout: 60_000 }, (_, make) => {
    expectGrowth((size) => {
      const [tool, args] = make(size);
      return () => void judge(everything, { tool, args });
    }, 400_000);
  });
});

function letters(count: number): string {
  return Array.from({ length: count }, (_, i) =>
    String.fromCharCode(0x4e00 + ((i * 7919) % 20_000)),
  ).join("");
}

describe("a hostile pattern takes time with path and pattern", () => {
  const paths: readonly (readonly [name: string, pattern: string, path: string])[] = [
    ["500 `**`", `${"**/a/".repeat(500)}b`, "a/".repeat(20_000)],
    ["500 `*` in a name", `${"*a".repeat(500)}b`, "a".repeat(200_000)],
    ["500 `*` in folders", `${"*/".repeat(500)}b`, "a/".repeat(20_000)],
    ["a long tail", `**/${"a/".repeat(200)}b`, "a/".repeat(2_000)],
    ["stars and folders", "**/*a*a*a*b/**/*a*a*b", `${"a".repeat(50)}/`.repeat(2_000)],
    ["1,000 choices", `{${Array.from({ length: 1_000 }, (_, i) => i).join(",")}}/**`, "999/x"],
    ["up and up", `${"../".repeat(30_000)}x`, "x"],
  ];

  it.each(paths)("%s", { timeout: 60_000 }, (_, pattern, path) => {
    const text = JSON.stringify(pattern);
    for (const effect of ["allow", "deny"]) {
      const engine = engineOf(
        read(`ambit: 1\nrules:\n  - { ${effect}: file.read, path: ${text} }\n`),
      );
      bounded(() => void judge(engine, { tool: "file.read", args: { path } }));
    }
  });

  const commands: readonly (readonly [name: string, make: (size: number) => string])[] = [
    ["words", (size) => "a ".repeat(size / 2)],
    ["stars", (size) => "* ".repeat(size / 2)],
    ["stars in a word", (size) => "a*".repeat(size / 2)],
    ["braces", (size) => "{a}".repeat(size / 3)],
    ["choices", (size) => `${"{a,b}".repeat(5)} ${"b ".repeat(size / 100)}`],
    ["quotes", (size) => "''".repeat(size / 2)],
    ["escapes", (size) => "\\a".repeat(size / 2)],
    ["options", (size) => "-a ".repeat(size / 3)],
  ];

  it.each(commands)("a command of %s", { timeout: 60_000 }, (_, make) => {
    expectGrowth((size) => {
      const text = JSON.stringify(make(size));
      const policy = `ambit: 1\nrules:\n  - { allow: shell, command: ${text} }\n  - { deny: shell, command: ${text} }\n`;
      return () => {
        const command = `a ${"-ab c ".repeat(200)}`;
        judge(engineOf(read(policy)), { tool: "shell", args: { command } });
      };
    }, 64_000);
  });
});

describe("a regular expression is linear, or refused", () => {
  const linear = [
    "(a+)+$",
    "(.*)*",
    "(x*)*(x*)*y",
    "a{1000}",
    "(a|aa)+$",
    "(a|b|ab)*c",
    "(?:a?){30}a{30}",
  ];
  const refused = [
    ...[
      "a{1000}{1000}",
      "(a{1000}){1000}",
      "((a{100}){100}){100}",
      "(((a{1,10}){1,10}){1,10}){1,10}",
    ],
    ...[
      "(?=a)",
      "(?<!a)b",
      "(a)\\1",
      "(",
      "[",
      "a{2,1}",
      "\\",
      `${"(".repeat(999)}${")".repeat(999)}${"a".repeat(3)}`,
    ],
  ];
  const policy = (pattern: string): string =>
    `ambit: 1\nrules:\n  - { allow: "tool:x", args: { v: { pattern: ${JSON.stringify(pattern)} } } }\n`;

  it.each(linear)("%s", (pattern) => {
    const subject = read(policy(pattern));
    expect(subject.problems).toEqual([]);
    const engine = engineOf(subject);
    expectGrowth(
      (size) => () => void judge(engine, { tool: "tool:x", args: { v: `${"a".repeat(size)}!` } }),
      64_000,
    );
  });

  it.each(refused)("%s is refused", (pattern) => {
    const subject = read(policy(pattern));
    expect(subject.problems.map(({ code }) => code)).toEqual(["invalid-regex"]);
    expect(judge(engineOf(subject), { tool: "tool:x", args: { v: "a" } })).toBe("deny");
  });
});

describe("names of JavaScript are names", () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "valueOf"];

  it.each(names)("%s", (name) => {
    const subject = read(`ambit: 1
agent: { id: ${name} }
servers: { ${name}: {} }
sets: { ${name}: { path: [docs/**] } }
tools: { "mcp:${name}/${name}": { reads: [${name}], views: [{ tool: file.write, path: ${name} }] } }
rules:
  - { id: ${name}, allow: "mcp:${name}/${name}", args: { ${name}: docs/a, rest: none } }
  - { id: set, allow: file.read, path: $${name} }
  - { id: seen, ask: file.read, path: $${name}, when: { seen: ${name} } }
  - { id: nested, allow: "tool:${name}", args: { v: { properties: { ${name}: 1 }, additionalProperties: false } } }
`);
    expect(subject.problems).toEqual([]);
    const engine = engineOf(subject);
    const args = JSON.parse(`{ ${JSON.stringify(name)}: "docs/a" }`) as JsonObject;
    const other = JSON.parse(`{ ${JSON.stringify(name)}: { "polluted": true } }`) as JsonObject;
    const tool = `mcp:${name}/${name}`;
    // The view as `file.write` is for rules that restrict.
    expect(judge(engine, { tool, args })).toBe("allow");
    expect(judge(engine, { tool, args: {} })).toBe("deny");
    expect(judge(engine, { tool, args: other })).toBe("deny");
    expect(judge(engine, { tool: "file.read", args: { path: "docs/a" } })).toBe("allow");
    const session = { seen: [name] };
    expect(judge(engine, { tool: "file.read", args: { path: "docs/a" }, session })).toBe("ask");
    const value = JSON.parse(`{ "v": { ${JSON.stringify(name)}: 1 } }`) as JsonObject;
    expect(judge(engine, { tool: `tool:${name}`, args: value })).toBe("allow");
    expect(judge(engine, { tool: `tool:${name}`, args: { v: {} } })).toBe("deny");
    expect(judge(engine, { tool: name, args: {} })).toBe("deny");
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it.each(names)("%s as a key, a set or an argument that nobody wrote", (name) => {
    const codes = (text: string): readonly string[] => read(text).problems.map(({ code }) => code);
    expect(codes(`ambit: 1\n${name}: 1\n`)).toEqual(["unknown-key"]);
    expect(codes(`ambit: 1\nrules: [{ deny: file.read, ${name}: a }]\n`)).toEqual(["unknown-key"]);
    expect(codes(`ambit: 1\nrules: [{ deny: file.read, path: $${name} }]\n`)).toEqual([
      "unknown-set",
    ]);
    expect(codes(`ambit: 1\nrules: [{ deny: ${name} }]\n`)).toEqual(["unknown-tool"]);
    const engine = engineOf(
      read(`ambit: 1\nrules:\n  - { allow: "tool:x", args: { ${name}: {} } }\n`),
    );
    expect(judge(engine, { tool: "tool:x", args: {} })).toBe("deny");
  });
});

describe("a document is read as its bytes are", () => {
  const decided = (text: string): string =>
    judge(engineOf(read(text)), { tool: "file.read", args: { path: "src/a.ts" } });

  it.each([
    ["CRLF", POLICY.replaceAll("\n", "\r\n"), "allow"],
    ["a byte order mark", `\ufeff${POLICY}`, "allow"],
    ["NUL", POLICY.replace("Notes", "No\0tes"), "deny"],
    ["a tab before a key", POLICY.replace("otherwise", "\totherwise"), "deny"],
    ["a carriage return alone", POLICY.replace("Notes", "No\rtes"), "deny"],
    ["a lone surrogate", POLICY.replace("Notes", "No\ud800tes"), "deny"],
    ["bytes that are no UTF-8", POLICY.replace("Notes", "No\ufffdtes"), "deny"],
    ["a second document", `${POLICY}---\n${POLICY}`, "deny"],
    ["two marks", `\ufeff\ufeff${POLICY}`, "deny"],
    ["nothing", "", "deny"],
    ["10 MB", `${POLICY}# ${"x".repeat(10_000_000)}\n`, "deny"],
  ])("%s", (_, text, decision) => {
    bounded(() => {
      expect(decided(text)).toBe(decision);
      lintAll(read(text));
    });
  });

  it("10,000 rules are read, checked and decided", { timeout: 120_000 }, () => {
    const effects = ["allow", "deny", "ask"];
    const subjects = [
      (i: number) => `file.read, path: "src/${i}/**"`,
      (i: number) => `shell, command: "cmd${i} **"`,
      (i: number) => `web.fetch, host: h${i}.example`,
      (i: number) => `"mcp:a/b", args: { a: ${i} }`,
    ];
    const rules = Array.from(
      { length: 10_000 },
      (_, i) => `  - { id: r${i}, ${effects[i % 3] ?? ""}: ${subjects[i % 4]?.(i) ?? ""} }\n`,
    );
    const subject = read(`ambit: 1\nrules:\n${rules.join("")}`);
    expect(subject.problems).toEqual([]);
    const engine = engineOf(subject);
    bounded(
      () => void judge(engine, { tool: "shell", args: { command: "git status && ls | cat; $x" } }),
    );
    bounded(() => void judge(engine, { tool: "file.read", args: { path: "src/8/x" } }));
  });
});

describe("JSON of a call", () => {
  it.each([
    ["deep", `{"tool":"x","args":{"v":${'{"v":'.repeat(100_000)}1${"}".repeat(100_000)}}}`],
    ["open", `{"tool":"x","args":{"v":${"[".repeat(1_000_000)}`],
    ["no object", "[]"],
    ["null", "null"],
    ["nothing", ""],
    ["a strange name", `{"tool":"x","arguments":{}}`],
    ["a strange name of the context", `{"tool":"x","context":{"cdw":"/"}}`],
    ["a context of another type", `{"tool":"x","context":{"cwd":1}}`],
    ["a relative workspace", `{"tool":"x","context":{"workspace":"ws"}}`],
    ["a session of another type", `{"tool":"x","session":{"id":1}}`],
    ["a session with another name", `{"tool":"x","session":{"sen":[]}}`],
    ["a year", `{"tool":"x","now":"2026"}`],
    ["a day that there is not", `{"tool":"x","now":"2026-02-30T00:00:00Z"}`],
  ])("%s is refused", (_, text) => {
    bounded(() => {
      expect(failed(readCall(text))).toBe(true);
    });
  });

  it("keeps `__proto__` as an argument", () => {
    const call = readCall(`{"tool":"tool:x","args":{"__proto__":{"polluted":true}}}`);
    expect("value" in call && Object.keys(call.value.call.args)).toEqual(["__proto__"]);
  });
});
