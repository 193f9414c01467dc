import fc from "fast-check";
import type { Json } from "../../src/model/json.ts";

/** The ids of rules that configurations of tests know. */
export const RULE_IDS = ["missing-owner", "unscoped-shell"];

/** Configurations that together use every key. */
export const CONFIGS: readonly Json[] = [
  { "ambit-config": 1 },
  {
    "ambit-config": 1,
    persona: "pedantic",
    rules: { "missing-owner": "off", "unscoped-shell": "hint" },
    overrides: [
      { files: "legacy/**", rules: { "missing-owner": "info" } },
      { files: ["a.yaml", "{b,c}/*"], rules: {} },
    ],
    waivers: [
      {
        rule: "missing-owner",
        file: "a.yaml",
        at: "/agent",
        because: "So.",
        owner: "b",
        expires: "2027-01-31",
      },
    ],
  },
];

/** Policies that together use every key of the language. */
export const POLICIES: readonly Json[] = [
  { ambit: 1 },
  {
    ambit: 1,
    agent: {
      id: "bot",
      owner: "a@example.com",
      purpose: "Work.",
      "on-behalf-of": "b",
      "review-by": "2027-01-31",
    },
    extends: ["./a.yaml"],
    ceiling: "./b.yaml",
    otherwise: "ask",
    servers: { a: { config: ".mcp.json", command: "npx a", url: "https://a.example" }, b: {} },
    sets: {
      p: { path: ["a", "b"], command: "ls", cwd: ".", env: "CI", host: "a.example", method: "get" },
      v: { args: { enum: ["x", 1] } },
      w: { args: "x" },
    },
    tools: {
      "mcp:a/b": { reads: ["private"], views: { tool: "file.read", path: "p" } },
      "mcp:a/c": { reads: [], views: [{ tool: "file.write", path: ["p", "q"] }] },
      "mcp:a/d": { reads: "x", views: "none" },
    },
    rules: [],
  },
  {
    ambit: 1,
    sets: { s: { path: "x", command: ["ls"], host: ["*"], args: ["a"] } },
    rules: [
      {
        id: "r",
        allow: ["file.read"],
        path: ["a/**", "$s", "$$x"],
        because: "so",
        expires: "2026-12-31",
      },
      {
        allow: "shell",
        command: ["npm test", "$s"],
        cwd: "packages/*",
        env: ["CI"],
        files: "any",
        examples: {
          match: "npm test",
          "no-match": ["x", { tool: "shell", args: { command: "y" } }],
        },
      },
      {
        deny: "web.fetch",
        host: ["$s", "$private", "10.0.0.0/8"],
        method: ["GET"],
        except: { host: "a.example" },
      },
      {
        ask: "*",
        when: { seen: ["untrusted", "x"] },
        except: [{ tool: "shell", command: "ls" }, { args: {} }],
      },
      {
        ask: "mcp:a/b",
        args: {
          a: 1,
          "b?": [true, null, "$s"],
          c: {
            type: ["string", "object"],
            pattern: "^a",
            minLength: 1,
            maxLength: 2,
            minimum: 0.5,
            maximum: -1,
            items: { const: { x: [1] } },
            minItems: 0,
            maxItems: 3,
            properties: { "n?": "x", m: {} },
            required: ["m"],
            additionalProperties: false,
            not: "$s",
            anyOf: [{ enum: [1, "x"] }, "y"],
          },
          rest: "none",
        },
      },
      {
        deny: "mcp:*/get_*",
        args: { rest: { type: "string" }, x: { additionalProperties: { type: "null" } } },
      },
    ],
  },
];

/** Scenarios that together use every key. */
export const SCENARIOS: readonly Json[] = [
  { "ambit-scenario": 1, steps: [] },
  {
    "ambit-scenario": 1,
    name: "n",
    policy: "./ambit.yaml",
    now: "2026-11-21T12:00:00Z",
    steps: [
      { call: { tool: "shell", args: { command: "ls" }, cwd: "/w" }, expect: "allow" },
      {
        call: {
          agent: "a",
          tool: "x",
          context: { workspace: "/w", home: "/h", cwd: "/w", dialect: "bash" },
          session: { seen: ["untrusted"] },
          now: "2026-11-21T12:00:00+01:00",
        },
      },
      { call: { tool: "x", session: {} }, expect: "deny" },
    ],
  },
];

/** Test suites that together use every key. */
export const SUITES: readonly Json[] = [
  { "ambit-test": 1, policy: "./ambit.yaml", cases: [] },
  {
    "ambit-test": 1,
    policy: "./ambit.yaml",
    now: "2026-11-21T12:00:00Z",
    cases: [
      { name: "a", call: { tool: "shell", args: { command: "ls" } }, expect: "allow" },
      {
        name: "b",
        tool: "web.fetch",
        agent: "a",
        args: { depth: 1 },
        cwd: "/w",
        context: { dialect: "bash" },
        now: "2026-11-21T12:00:00Z",
        each: { url: ["https://a.example", null], method: ["GET", { a: 1 }] },
        allow: [{ method: "GET", url: null }],
        ask: [{ url: "https://a.example" }],
        equivalents: true,
      },
      {
        name: "c",
        session: [
          { call: { tool: "mcp:mail/read", session: {} }, expect: "ask" },
          { call: { tool: "mcp:mail/send", args: {} }, expect: "deny" },
        ],
        equivalents: false,
      },
    ],
  },
];

const VALUE: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  ...[
    "",
    "a",
    "none",
    "ask",
    "any",
    "$s",
    "$$s",
    "shell",
    "file.read",
    "2026-01-01",
    "rules[1]",
    " a",
  ],
  ...[0, 1, 2, 1.5, -1, true, false, null],
  ...[[], ["a"], [[]], [1], [{}], ["a", 7]],
  ...[
    {},
    { a: 1 },
    { seen: "x" },
    { tool: "shell" },
    { path: "x" },
    { tool: "file.read", path: "x" },
  ],
);

const KEY = fc.constantFrom(
  ...[
    "ambit",
    "agent",
    "id",
    "allow",
    "ask",
    "deny",
    "path",
    "command",
    "files",
    "host",
    "method",
    "args",
  ],
  ...[
    "when",
    "except",
    "expires",
    "seen",
    "rest",
    "a?",
    "?",
    "__proto__",
    "constructor",
    "x",
    "const",
    "enum",
  ],
  ...[
    "type",
    "tool",
    "session",
    "now",
    "call",
    "expect",
    "each",
    "cases",
    "examples",
    "match",
    "reads",
    "views",
    "minItems",
  ],
);

/** Documents of the list with one to three changes: something replaced, removed or added anywhere. */
export function mutations(documents: readonly Json[]): fc.Arbitrary<Json> {
  const change = fc.record({
    at: fc.nat(400),
    how: fc.constantFrom("replace", "remove", "add"),
    key: KEY,
    value: VALUE,
  });
  return fc
    .tuple(fc.constantFrom(...documents), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([document, changes]) => changes.reduce((json, one) => mutate(json, one), document));
}

interface Change {
  readonly at: number;
  readonly how: string;
  readonly key: string;
  readonly value: Json;
}

function mutate(document: Json, { at, how, key, value }: Change): Json {
  let left = at % countNodes(document);
  const visit = (json: Json): Json | undefined => {
    if (left-- === 0)
      return how === "add" ? add(json, key, value) : how === "remove" ? undefined : value;
    if (Array.isArray(json)) return json.map(visit).filter((item) => item !== undefined);
    if (typeof json !== "object" || json === null) return json;
    const entries = Object.entries(json).map(([name, inner]) => [name, visit(inner)] as const);
    return Object.fromEntries(entries.filter((entry) => entry[1] !== undefined)) as Json;
  };
  return visit(document) ?? document;
}

function add(json: Json, key: string, value: Json): Json {
  if (Array.isArray(json)) return [...json, value] as Json;
  if (typeof json !== "object" || json === null) return value;
  return Object.fromEntries([...Object.entries(json), [key, value]]);
}

function countNodes(json: Json): number {
  if (typeof json !== "object" || json === null) return 1;
  return Object.values(json).reduce<number>((sum, inner) => sum + countNodes(inner), 1);
}
