import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/model/problem.ts";
import { readConfig } from "../../src/policy/config.ts";
import { policyOf } from "../../src/policy/read-policy.ts";
import { readScenario } from "../../src/policy/scenario.ts";
import type { Scenario } from "../../src/policy/scenario.ts";
import { readSuite } from "../../src/policy/suite.ts";
import { parseDocument } from "../../src/policy/yaml/parse-document.ts";
import type { YamlDocument } from "../../src/policy/yaml/parse-document.ts";
import { RULES } from "../../src/rules/index.ts";
import { catalogOf, tool } from "../support/catalog.ts";
import { PROPERTY_TIMEOUT, propertyRuns } from "../support/runs.ts";
import { CONFIG_FILE, Editor, POLICY_FILE, SCENARIO_FILE, SUITE_FILE } from "./editor.ts";

const PLACES = `ambit: 1
agent: { id: bot, owner: a@example.com }
servers: { github: { config: .vscode/mcp.json } }
sets:
  sources: { path: ["src/**"] }
  branch: { args: [main, next] }
tools:
  mcp:github/create_issue: { reads: [private], views: [{ tool: file.read, path: path }] }
rules:
  - id: read
    allow: file.read
    path: [$sources, "docs/**"]
    except: { path: docs/a }
    expires: 2026-12-31
  - id: run
    allow: [shell]
    command:
      - git log **
      - "npm test"
    examples: { match: ["git log"], no-match: [ls] }
  - allow: web.fetch
    host: docs.example.com
    method: GET
  - ask: mcp:github/create_issue
    args:
      base: $branch
      kind: { type: string, enum: [bug] }
    when: { seen: untrusted }
  - deny: file.*
    path: "**/.env"
  - deny: "*"
`;

const SCENARIO = `ambit-scenario: 1
name: day
policy: ./ambit.yaml
steps:
  - call: { tool: shell, args: { command: git log } }
    expect: allow
  - call:
      tool: mcp:github/create_issue
      args:
        base: main
      context: { dialect: bash }
`;

const SUITE = `ambit-test: 1
policy: ./ambit.yaml
cases:
  - name: reads
    tool: file.read
    each: { path: [src/a.ts, .env] }
    allow: [{ path: src/a.ts }]
    equivalents: true
  - name: creates
    tool: mcp:github/create_issue
    args:
      base: main
    each:
      kind: [bug, "1.10"]
      number: [1]
    ask:
      - kind: bug
      - number: 1
  - name: runs
    call: { tool: shell, args: { command: git log } }
    expect: allow
  - name: session
    session:
      - call: { tool: "mcp:github/create_issue", args: { kind: bug } }
        expect: ask
`;

const CONFIG = `ambit-config: 1
persona: auditor
rules:
  missing-owner: off
overrides:
  - files: ["src/**", ambit.yaml]
    rules: { unscoped-shell: warning }
waivers:
  - rule: missing-owner
    file: ambit.yaml
    at: agent
    because: known
    owner: bo
    expires: 2027-01-31
`;

const FILES = {
  "/shop/package.json": '{"scripts": {"test": "x", "a:b": "x"}}',
  "/shop/src/a b.ts": "",
  "/shop/src/[id].ts": "",
  "/shop/src/true/x": "",
  "/shop/#x/y": "",
  "/shop/- z/y": "",
  "/shop/$s/y": "",
  "/shop/.vscode/mcp.json": '{"servers": {"github": {}, "1": {}, "a: b": {}}}',
  "/shop/.ambit/tools/github.json": catalogOf("github", [
    {
      name: "create_issue",
      inputSchema: {
        properties: {
          kind: { enum: ["bug", "1.10", 1.1, "$x", "a: b", { a: 1 }, null] },
          "od d?": {},
          1: { type: "boolean" },
          "$a}": { const: "x}$1" },
          "\u202e": { type: "string" },
        },
      },
    },
    tool("na me"),
    tool("#x"),
  ]),
};

/** What is missing until a value is written: everything else that is new was offered wrongly. */
function isMissing({ code, message }: Problem): boolean {
  return (
    code.startsWith("missing-") ||
    ["empty-list", "unclear-null"].includes(code) ||
    (code === "wrong-type" && message.endsWith("and this is empty")) ||
    // A value of `each` that is written over is missed where it is expected.
    (code === "case-mismatch" && message.startsWith("no call of")) ||
    (code === "bad-value" && message.endsWith("not ``"))
  );
}

const READERS = new Map<string, (text: string, file: string) => Pick<Scenario, "problems">>([
  [SUITE_FILE, readSuite],
  [SCENARIO_FILE, readScenario],
  [CONFIG_FILE, (text, file) => readConfig(text, file, RULE_IDS)],
]);
const RULE_IDS = RULES.map(({ id }) => id);

/** The errors of a text. Rules of a policy that stand in `sound` too are not parsed again, as in an editor. */
function errors(text: string, file: string, sound: YamlDocument): readonly string[] {
  const read = READERS.get(file);
  const { problems } =
    read === undefined ? policyOf(parseDocument(text, sound), { file }) : read(text, file);
  return problems.flatMap((one) =>
    one.severity === "error" && !isMissing(one) ? [`${one.code}: ${one.message}`] : [],
  );
}

/** Every place where a person may write: behind each character that ends a token, and on a new line of each indentation. */
function places(text: string): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at <= text.length; at++) {
    const before = text.charAt(at - 1);
    if (/[\s[{/$"\w]/.test(before) && (at % 2 === 0 || !/\w/.test(before)))
      found.push(`${text.slice(0, at)}$0${text.slice(at)}`);
    if (before !== "\n") continue;
    for (const indent of ["", "  ", "  - ", "    ", "      ", "      - "])
      found.push(`${text.slice(0, at)}${indent}$0\n${text.slice(at)}`);
  }
  return found;
}

const example = readFileSync(new URL("../../examples/ambit.yaml", import.meta.url), "utf8");

describe("whatever is offered, its reader takes", () => {
  it.each([
    ["a policy", PLACES, POLICY_FILE],
    ["a scenario", SCENARIO, SCENARIO_FILE],
    ["a test suite", SUITE, SUITE_FILE],
    ["a configuration", CONFIG, CONFIG_FILE],
    ["an example", example, POLICY_FILE],
  ])(
    "in %s",
    async (_, text, file) => {
      let offered = 0;
      const refused: string[] = [];
      const sound = parseDocument(text);
      const ofSound = errors(text, file, sound);
      // Each place of a long document takes a while: a part of them stands for the rest.
      const all = places(text);
      const every = Math.ceil(all.length / propertyRuns(80));
      for (const marked of all.filter((_, index) => index % every === 0)) {
        const editor = new Editor(marked, FILES, file);
        const items = await editor.items();
        offered += items.length;
        // What is half written there, without what is offered, is not the fault of the offer.
        const before = new Set([...errors(editor.text, file, sound), ...ofSound]);
        for (const item of items) {
          const fresh = errors(editor.accepted(item), file, sound).filter(
            (one) => !before.has(one),
          );
          if (fresh.length > 0 && refused.length < 40) {
            const line = editor.text.split("\n")[editor.position.line] ?? "";
            refused.push(`${editor.position.line}: ${line} ← ${item.label}: ${fresh.join("; ")}`);
          }
        }
      }
      expect(refused).toEqual([]);
      expect(offered).toBeGreaterThan(100);
    },
    PROPERTY_TIMEOUT,
  );
});
