import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ToolCatalog } from "../../src/model/tool-catalog.ts";
import type { Clause } from "../../src/model/clause.ts";
import type { Subject } from "../../src/model/subject.ts";
import { readConfig } from "../../src/policy/config.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { readScenario } from "../../src/policy/scenario.ts";
import { RULES } from "../../src/rules/index.ts";
import { checkMarkers } from "../support/markers.ts";

const FILE = "/w/ambit.yaml";

function sound(text: string): Subject {
  const subject = readPolicy(text, { file: FILE });
  expect(subject.problems).toEqual([]);
  expect(subject.broken).toBe(false);
  return subject;
}

function ruleOf(text: string, head = ""): Clause | undefined {
  return sound(`ambit: 1\n${head}rules:\n  - ${text.replaceAll("\n", "\n    ")}\n`).stages[0]
    ?.clauses[0];
}

const RULE_IDS = RULES.map(({ id }) => id);

describe("the examples of the language document", () => {
  const page = readFileSync(new URL("../../docs/policy-language.md", import.meta.url), "utf8");
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");

  it.each(blocks.map((block) => [block.split("\n")[0] ?? "", block] as const))(
    "%s",
    (first, block) => {
      // Test suites are read elsewhere.
      if (first.startsWith("ambit-test")) return;
      if (first.startsWith("ambit-scenario"))
        expect(readScenario(block, FILE).problems).toEqual([]);
      else if (first.startsWith("ambit-config"))
        expect(readConfig(block, FILE, RULE_IDS).problems).toEqual([]);
      else sound(first.startsWith("ambit:") ? block : `ambit: 1\n${block}`);
    },
  );

  it("are found", () => {
    expect(blocks.length).toBeGreaterThanOrEqual(4);
  });
});

describe("the examples of the repository", () => {
  const read = (name: string): string =>
    readFileSync(new URL(`../../examples/${name}`, import.meta.url), "utf8");
  it("are sound", () => {
    sound(read("ambit.yaml"));
    const scenario = readScenario(read("release.ambit-scenario.yaml"), FILE);
    expect(scenario.problems).toEqual([]);
    expect(scenario.steps.length).toBeGreaterThan(9);
  });
});

describe("what stands outside the rules", () => {
  it("reads everything", () => {
    const subject = sound(`ambit: 1
agent: { id: a, owner: b, purpose: c, on-behalf-of: d, review-by: 2027-03-31 }
otherwise: ask
extends: [./x.yaml, ./y.yaml]
ceiling: ./z.yaml
servers: { gh: { config: c, command: d, url: e } }
sets: { one: { path: a }, __proto__: { host: b } }
tools:
  mcp:a/b: { reads: private }
  mcp:a/c: { views: [{ tool: file.write, path: [p, q] }, { tool: file.read, path: p }] }
  mcp:a/d: { views: none, reads: [] }
rules:
  - { deny: file.read, path: [$one, x] }
  - { deny: web.fetch, host: $__proto__ }
`);
    expect(subject).toMatchObject({
      file: FILE,
      format: "ambit",
      principal: { id: "a", owner: "b", purpose: "c", onBehalfOf: "d", reviewBy: "2027-03-31" },
      extends: [
        { path: "./x.yaml", at: ["extends", 0] },
        { path: "./y.yaml", at: ["extends", 1] },
      ],
      ceilings: [{ path: "./z.yaml", at: ["ceiling"] }],
      servers: [{ name: "gh", config: "c", command: "d", url: "e", at: ["servers", "gh"] }],
      sets: [
        { name: "one", at: ["sets", "one"], uses: [["rules", 0, "path", 0]] },
        { name: "__proto__", at: ["sets", "__proto__"], uses: [["rules", 1, "host"]] },
      ],
      stages: [{ combine: "strictest", otherwise: "ask" }],
    });
    expect(subject.facts.map(({ reads, views, noViews }) => ({ reads, views, noViews }))).toEqual([
      { reads: ["private"], views: [], noViews: false },
      {
        reads: undefined,
        views: [
          { tool: "file.write", path: ["p", "q"] },
          { tool: "file.read", path: ["p"] },
        ],
        noViews: false,
      },
      { reads: [], views: [], noViews: true },
    ]);
  });

  it("takes what is left out as the language says", () => {
    const subject = sound("ambit: 1");
    expect(subject.servers).toBeUndefined();
    expect(subject.stages).toEqual([{ clauses: [], combine: "strictest", otherwise: "deny" }]);
  });

  it.each([["__proto__"], ["constructor"], ["toString"], ["hasOwnProperty"]])(
    "takes `%s` for a name like any other",
    (name) => {
      const subject = sound(`ambit: 1
servers: { ${name}: {} }
sets: { ${name}: { path: x, args: y } }
tools: { "mcp:${name}/${name}": { reads: ${name} } }
rules:
  - { id: ${name}, deny: "mcp:${name}/${name}", args: { ${name}: $${name}, b: { const: { ${name}: 1 } } } }
`);
      const [clause] = subject.stages[0]?.clauses ?? [];
      expect(clause?.id).toBe(name);
      expect(clause?.where.args?.named[0]).toEqual({ name, optional: false, test: { const: "y" } });
      expect(JSON.stringify(clause?.where.args?.named[1])).toContain(`{"${name}":1}`);
      for (const text of [
        `ambit: 1\n${name}: 1`,
        `ambit: 1\nrules: [{ deny: "*", ${name}: 1 }]`,
        `ambit: 1\nagent: { ${name}: x }`,
      ])
        expect(readPolicy(text, { file: FILE }).problems.map(({ code }) => code)).toEqual([
          "unknown-key",
        ]);
    },
  );
});

describe("a rule", () => {
  it("has its id or a default one", () => {
    expect(ruleOf("deny: shell")?.id).toBe("rules[0]");
    expect(ruleOf("id: a b\ndeny: shell")?.id).toBe("a b");
  });

  it.each([
    ["ask: shell\nexpires: 2028-02-29", { expires: "2028-02-29" }],
    ["ask: shell\nwhen: { seen: [a, b] }", { seen: ["a", "b"] }],
    ["ask: shell\nbecause: so", { because: "so" }],
    [
      "allow: shell\ncommand: ls\nfiles: granted\nenv: [CI]",
      { where: { files: "granted", env: ["CI"] } },
    ],
    ["deny: web.fetch\nmethod: get", { where: { method: ["GET"] } }],
    ["deny: '{file.read,file.write}'", { tools: [{ kind: "exact" }, { kind: "exact" }] }],
    [
      "deny: shell\nexcept: [{ tool: shell, command: ls }, { args: { a: 1 } }]",
      { except: [{ tools: [{ tool: "shell" }] }, { where: {} }] },
    ],
    ["allow: shell\nargs: { command: ls }", { where: { args: { closed: false } } }],
    ['deny: file.read\npath: ["$$HOME"]', { where: { path: [{ source: "$HOME" }] } }],
    ["deny: web.fetch\nhost: [$private, $metadata]", { faulty: false }],
  ])("%s", (text, expected) => {
    expect(ruleOf(text)).toMatchObject(expected);
  });

  it.each([
    ["main", { const: "main" }],
    ["true", { const: true }],
    ["null", { const: null }],
    ["-1.5", { const: -1.5 }],
    ["'1.10'", { const: "1.10" }],
    ["2026-01-01", { const: "2026-01-01" }],
    ["[a, 1]", { enum: ["a", 1] }],
    ["[a, $s]", { anyOf: [{ enum: ["a"] }, { minLength: 1 }] }],
    ["[$s]", { anyOf: [{ minLength: 1 }] }],
    ["$s", { minLength: 1 }],
    ["$$s", { const: "$s" }],
    ["{}", {}],
    ["{ not: $s }", { not: { minLength: 1 } }],
    ["{ items: x }", { items: { const: "x" } }],
    ["{ anyOf: [x, { type: string }] }", { anyOf: [{ const: "x" }, { type: ["string"] }] }],
    ["{ additionalProperties: false }", { additionalProperties: false }],
    ["{ additionalProperties: true }", { additionalProperties: {} }],
    [
      "{ properties: { a?: 1, b: { pattern: ^x } } }",
      {
        properties: [
          { name: "a", optional: true, test: { const: 1 } },
          { name: "b", optional: false, test: { pattern: "^x" } },
        ],
      },
    ],
    ["{ const: { a: [1, null] } }", { const: { a: [1, null] } }],
    ["{ required: [a], minItems: 0 }", { required: ["a"], minItems: 0 }],
  ])("tests an argument by %s", (text, test) => {
    const clause = ruleOf(
      `deny: mcp:a/b\nargs: { x?: ${text}, rest: none }`,
      "sets: { s: { args: { minLength: 1 } } }\n",
    );
    expect(clause?.where.args).toEqual({
      named: [{ name: "x", optional: true, test }],
      closed: true,
    });
  });

  it("has a test of an argument called rest where it is a mapping", () => {
    expect(ruleOf("deny: mcp:a/b\nargs: { rest: { const: none } }")?.where.args).toEqual({
      named: [{ name: "rest", optional: false, test: { const: "none" } }],
      closed: false,
    });
  });

  it.each([
    [
      "deny: [file.read, file.write]\nexamples: { match: .env }",
      [
        ["file.read", { path: ".env" }],
        ["file.write", { path: ".env" }],
      ],
    ],
    [
      "deny: 'file.*'\nexamples: { no-match: [a] }",
      [
        ["file.read", { path: "a" }],
        ["file.write", { path: "a" }],
      ],
    ],
    ["deny: web.search\nexamples: { match: [x] }", [["web.search", { query: "x" }]]],
    [
      "deny: mcp:a/resources.read\nexamples: { match: [x] }",
      [["mcp:a/resources.read", { uri: "x" }]],
    ],
    ["deny: mcp:a/b\nexamples: { match: { args: { x: 1 } } }", [["mcp:a/b", { x: 1 }]]],
    [
      "deny: '*'\nexamples: { match: { tool: shell, args: { command: ls }, cwd: /w } }",
      [["shell", { command: "ls" }]],
    ],
  ])("has examples: %s", (text, calls) => {
    const { examples } = sound(`ambit: 1\nrules:\n  - ${text.replaceAll("\n", "\n    ")}\n`);
    expect(examples.map(({ call }) => [call?.tool, call?.args])).toEqual(calls);
  });
});

describe("what an error leaves of a rule", () => {
  const clauses = (text: string): readonly Clause[] =>
    readPolicy(`ambit: 1\nrules:\n${text}`, { file: FILE }).stages[0]?.clauses ?? [];
  it.each([
    ["no effect denies every call", "  - id: x\n", { effect: "deny", tools: [] }],
    [
      "two effects are the strictest of both tools",
      "  - { allow: shell, ask: web.fetch, command: x }\n",
      { effect: "ask", tools: [{ tool: "shell" }, { tool: "web.fetch" }] },
    ],
    [
      "one unknown tool is every tool",
      "  - { deny: [shell, sehll] }\n",
      { effect: "deny", tools: [] },
    ],
    ["text is a deny of every call", "  - x\n", { effect: "deny", tools: [] }],
    [
      "a date that is none is unreadable",
      "  - { ask: shell, expires: soon }\n",
      { expires: "unreadable" },
    ],
    [
      "one bad pattern is the whole rule",
      '  - { allow: file.read, path: [a, "!b"] }\n',
      { faulty: true },
    ],
  ])("%s", (_, text, expected) => {
    expect(clauses(text)[0]).toMatchObject({ ...expected, faulty: true });
  });

  it("is not the rule beside it", () => {
    expect(
      clauses("  - { deny: shell, x: 1 }\n  - { deny: shell }\n").map(({ faulty }) => faulty),
    ).toEqual([true, false]);
  });
});

describe("a catalog", () => {
  const tools: ToolCatalog = {
    tools: (server) =>
      server === "gh"
        ? new Map([
            ["create_issue", { name: "create_issue", arguments: ["title", "body"] }],
            ["open", { name: "open", arguments: undefined }],
          ])
        : undefined,
  };

  it("finds misspelt tools and arguments, and changes no decision", () => {
    const text = `ambit: 1
rules:
  - deny: [mcp:gh/create_isue, "mcp:gh/get_*", mcp:other/x, mcp:gh/prompts.get]
#          ^^^^^^^^^^^^^^^^^^ unknown-tool
#                              ^^^^^^^^^^^^^^ unknown-tool
  - deny: mcp:gh/create_issue
    args: { titel: x, body: y, labels?: z }
#           ^^^^^ unknown-argument
#                              ^^^^^^^ unknown-argument
  - { deny: mcp:gh/open, args: { anything: 1 } }
  - { allow: file.read, args: { path: x, pth: y } }
#                                        ^^^ unknown-argument
`;
    const subject = readPolicy(text, { file: FILE, tools });
    checkMarkers(text, subject.problems);
    expect(subject.problems.every(({ severity }) => severity === "warning")).toBe(true);
    expect(subject.broken).toBe(false);
    expect(subject.stages[0]?.clauses.some(({ faulty }) => faulty)).toBe(false);
  });
});

describe("servers", () => {
  it("warns of one that is not listed", () => {
    const text = `ambit: 1
servers: { github: {}, mail: {} }
rules:
  - deny: [mcp:githb/x, mcp:mail/y, "mcp:*/z", "mcp:{github,other}/z"]
#          ^^^^^^^^^^^ unknown-server
#                                              ^^^^^^^^^^^^^^^^^^^^^^ unknown-server
`;
    const { broken, problems } = readPolicy(text, { file: FILE });
    checkMarkers(text, problems);
    expect(broken).toBe(false);
    expect(problems[0]).toMatchObject({ severity: "warning", suggestion: "mcp:github/x" });
  });
});

describe("suggestions", () => {
  it.each([
    ["rules: [{ alow: shell }]", "unknown-key", "allow"],
    ["rulez: []", "unknown-key", "rules"],
    ["rules: [{ deny: Bash }]", "unknown-tool", "shell"],
    ["rules: [{ deny: file.raed }]", "unknown-tool", "file.read"],
    ['rules: [{ deny: "mcp:*" }]', "unknown-tool", "mcp:*/*"],
    ["rules: [{ deny: mcp__gh__get_me }]", "unknown-tool", "mcp:gh/get_me"],
    [
      "sets: { secrets: { path: x } }\nrules: [{ deny: file.read, path: $secrest }]",
      "unknown-set",
      "$secrets",
    ],
    ["otherwise: dney", "bad-value", "deny"],
    ["rules: [{ deny: mcp:a/b, args: { a: 1.10 } }]", "inexact-number", '"1.10"'],
    ["rules: [{ deny: file.read, path: [**/x] }]", "unknown-alias", '"**/x"'],
    ["rules: [{ deny: file.read, path: 7 }]", "wrong-type", '"7"'],
    ["rules: [{ deny: file.read, zzz: 7 }]", "unknown-key", undefined],
  ])("%s", (text, code, suggestion) => {
    const { problems } = readPolicy(`ambit: 1\n${text}`, { file: FILE });
    expect(problems.find((problem) => problem.code === code)).toMatchObject({
      code,
      ...(suggestion && { suggestion }),
    });
  });
});

describe("locate", () => {
  const text = "ambit: 1\nrules:\n  - id: x\n    path: [a, b]\n    cwd:\n";
  const subject = readPolicy(text, { file: FILE });
  it.each([
    [["ambit"], "key", "ambit"],
    [["ambit"], "value", "1"],
    [["rules", 0, "path", 1], "value", "b"],
    [["rules", 0, "path", 1], "key", "b"],
    [["rules", 0, "path"], "value", "[a, b]"],
    [["rules", 0, "path"], "key", "path"],
    [["rules", 0, "path", 7], "value", "[a, b]"],
    [["rules", 0, "cwd"], "value", "cwd"],
    [["rules", 0, "host", 3], "value", "id: x\n    path: [a, b]\n    cwd:"],
    [["rules", 7], "key", "rules"],
    [["nothing"], "value", "ambit: 1\nrules:\n  - id: x\n    path: [a, b]\n    cwd:"],
  ] as const)("%j on %s", (path, on, expected) => {
    const { start, end } = subject.locate({ path, on });
    expect(text.slice(start, end)).toBe(expected);
  });

  it("finds the top of nothing", () => {
    expect(readPolicy("", { file: FILE }).locate({ path: ["rules", 0] })).toEqual({
      start: 0,
      end: 0,
    });
  });
});
