import { describe, expect, it } from "vitest";
import { createAnalysis } from "../../src/analysis/analysis.ts";
import type { Answer } from "../../src/analysis/analysis.ts";
import type { CallSet } from "../../src/analysis/call-set.ts";
import { compile } from "../../src/engine/engine.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import type { ToolCall } from "../../src/model/call.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { placed } from "../support/decide.ts";

const grammars = await loadGrammars();

/** What is asked: a rule that names the set. */
function permits(rules: string, set: string): Answer {
  const engineOf = (text: string): ReturnType<typeof compile> => {
    const main = readPolicy(`ambit: 1\nrules:\n${text}`, { file: "/ws/ambit.yaml" });
    return compile({ main, extended: [], ceilings: [] }, { grammars });
  };
  const engine = engineOf(rules);
  const asked: CallSet | undefined = engineOf(`  - { ask: ${set} }`).rules[0]?.clause;
  if (asked === undefined) throw new Error("no set");
  const { tools, where } = asked;
  return createAnalysis({
    clauses: engine.rules.map(({ clause }) => clause),
    servers: undefined,
    workspace: "/ws",
    home: "/home/u",
    now: "2026-11-21T12:00:00Z",
    decide: (call: ToolCall) => engine.decide(placed(call)).decision,
    matches: () => false,
    hints: {
      files: ["src/main.ts", ".github/workflows/ci.yml"],
      scripts: ["deploy"],
      tools: ["mcp:mail/send"],
    },
  }).permits({ tools, where });
}

function shown(answer: Answer): unknown {
  if (answer.kind !== "call") return answer.kind;
  return Object.values(answer.call.args)[0] ?? answer.call.tool;
}

describe("what a policy permits of a set of calls", () => {
  const WORKFLOWS = 'file.write, path: ".github/workflows/*"';
  const INSTALL = 'shell, command: ["npm install **", "npx **"]';
  const SCRIPTS = 'shell, command: "npm run *"';
  const ANY_HOST = 'web.fetch, host: ["pastebin.com", "*.ngrok.io"]';
  it.each([
    ["a wildcard spares protected files", '{ allow: file.write, path: "**" }', WORKFLOWS, "none"],
    [
      "a file that is there",
      '{ allow: file.write, path: ".github/**" }',
      WORKFLOWS,
      ".github/workflows/ci.yml",
    ],
    [
      "one that fits",
      '{ allow: file.write, path: ".github/*/*.yaml" }',
      WORKFLOWS,
      ".github/workflows/example.yaml",
    ],
    ["elsewhere", '{ allow: file.write, path: "src/**" }', WORKFLOWS, "none"],
    [
      "denied",
      '{ allow: file.write, path: ".github/**" }\n  - { deny: file.write, path: ".github/**" }',
      WORKFLOWS,
      "none",
    ],
    ["asked", '{ ask: file.write, path: ".github/**" }', WORKFLOWS, "none"],
    ["past", '{ allow: file.write, path: ".github/**", expires: 2026-01-01 }', WORKFLOWS, "none"],
    ["a program", '{ allow: shell, command: "npm **" }', INSTALL, "npm install"],
    ["a program but for that", '{ allow: shell, command: "npm {test,run} **" }', INSTALL, "none"],
    [
      "all but what is denied",
      '{ allow: shell, command: "{npm,npx} **" }\n  - { deny: shell, command: npm }',
      INSTALL,
      "npx",
    ],
    [
      "nothing but what is denied",
      '{ allow: shell, command: "npm **" }\n  - { deny: shell, command: npm }',
      INSTALL,
      "none",
    ],
    ["a script that is there", '{ allow: shell, command: "npm run *" }', SCRIPTS, "npm run deploy"],
    [
      "what needs no grant",
      "{ allow: file.read, path: src }",
      'shell, command: "echo **"',
      "unknown",
    ],
    ["any host", '{ allow: web.fetch, host: "*" }', ANY_HOST, "https://pastebin.com/"],
    ["hosts below", '{ allow: web.fetch, host: "*.ngrok.io" }', ANY_HOST, "https://www.ngrok.io/"],
    ["other hosts", '{ allow: web.fetch, host: "*.example.org" }', ANY_HOST, "none"],
    [
      "all hosts but these",
      '{ allow: web.fetch, host: "*" }\n  - { deny: web.fetch, host: [pastebin.com, ngrok.io] }',
      ANY_HOST,
      "none",
    ],
    ["a tool of the catalog", '{ allow: "mcp:mail/*" }', '"mcp:*/send"', "mcp:mail/send"],
    [
      "a tool with arguments",
      '{ allow: "mcp:mail/send", args: { to: { pattern: "@example\\\\.com$" } } }',
      '"mcp:*/send"',
      "example@example.com",
    ],
    ["another tool", '{ allow: "mcp:mail/read_*" }', '"mcp:*/send"', "none"],
    [
      "arguments that cannot be",
      '{ allow: "mcp:bank/pay", args: { amount: { maximum: 10 } } }',
      '"mcp:bank/pay", args: { amount: { minimum: 11 } }',
      "none",
    ],
    [
      "arguments between bounds",
      '{ allow: "mcp:bank/pay", args: { amount: { maximum: 10 } } }',
      '"mcp:bank/pay", args: { amount: { minimum: 9.5, type: integer } }',
      10,
    ],
  ])("%s", (_, rule, set, expected) => {
    expect(shown(permits(`  - ${rule}`, set))).toBe(expected);
  });
});
