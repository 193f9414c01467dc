import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { widensNothing } from "../../src/lint/no-wider.ts";
import { stricter } from "../../src/model/call.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { decideReal } from "../engine/decide-real.ts";
import { yamlOf } from "../engine/differential.ts";
import { samples } from "../engine/generate.ts";
import { propertyRuns, PROPERTY_TIMEOUT } from "../support/runs.ts";

const HEAD = "ambit: 1\nagent: { id: bot }\n";
const GRANT = "  - { id: a, allow: file.read, path: [a/**, b/**] }\n";
const LIMIT = "  - { id: d, deny: file.read, path: a/x }\n";

const policy = (text: string) => readPolicy(text, { file: "/w/ambit.yaml" });
const proven = (before: string, after: string): boolean =>
  widensNothing(policy(before), policy(after));

describe("that nothing widens is proven", () => {
  const before = `${HEAD}rules:\n${GRANT}${LIMIT}`;
  it.each([
    ["where nothing changes", before],
    ["where a grant goes", `${HEAD}rules:\n${LIMIT}`],
    ["where an item of a grant goes", before.replace("[a/**, b/**]", "[b/**]")],
    [
      "where a limit comes",
      `${before}  - { ask: shell, command: "git push" }\n`.replace("ask", "deny"),
    ],
    [
      "where names, reasons and comments change",
      before
        .replace("id: a", "id: q, because: so")
        .replace("bot }", "bot, owner: a@example.com } # x"),
    ],
    ["where what was allowed is asked", before.replace("allow:", "ask:")],
    ["where a pattern is narrowed", before.replace("b/**", "b/c/*")],
    ["where one item becomes several", before.replace("a/**, b/**", '"a/{x,y}/**", b/**')],
    [
      "where an item is asked by a rule of its own",
      `${before.replace("a/**, ", "")}  - { ask: file.read, path: a/** }\n`,
    ],
    ["where the document breaks", `${before}rulez: 1\n`],
  ])("%s", (_, after) => {
    expect(proven(before, after)).toBe(true);
  });

  it.each([
    ["where a limit goes", `${HEAD}rules:\n${GRANT}`],
    ["where a limit is narrowed", before.replace("a/x", "a/x/y")],
    ["where an item comes", before.replace("b/**]", "b/**, c/**]")],
    ["where a pattern widens", before.replace("b/**]", '"**"]')],
    ["where a grant comes", `${before}  - { allow: file.write, path: a }\n`],
    ["where the agent is another", before.replace("bot", "cat")],
    ["where what is not granted is asked", before.replace("rules:", "otherwise: ask\nrules:")],
    [
      "where a server comes",
      before.replace("rules:", "servers: { a: { url: https://a.example } }\nrules:"),
    ],
  ])("and not %s", (_, after) => {
    expect(proven(before, after)).toBe(false);
  });

  it.each([
    ["shell, command", '"npm run **"', '"npm run {test,lint}"', true],
    ["shell, command", '"npm run *"', '"npm run test"', true],
    ["shell, command", '"npm run *"', '"npm run **"', false],
    ["shell, command", '"npm run *"', '"npm run a b"', false],
    ["shell, command", '"npm run {a,b}"', '"npm run {b,c}"', false],
    ["shell, command", '"**"', '"npm run test"', true],
    ["file.write, path", '"**"', '"{src,docs}/**"', true],
    // What a wildcard does not reach, a name grants.
    ["file.write, path", '"**"', '"{src,.github}/**"', false],
    ["file.write, path", '"**"', '"src/*.ambit.yaml"', false],
    ["file.write, path", '"src/**"', '"../src/**"', false],
    ["file.write, path", '"src/**"', '"**"', false],
    ["web.fetch, host", '"*"', "a.example", false],
    ["tool:x, args", "{ a: { pattern: x } }", '{ a: { pattern: "^x$" } }', true],
    ["tool:x, args", '{ a: { pattern: "^x|y" } }', '{ a: { pattern: "^(?:^x|y)$" } }', true],
    ["tool:x, args", "{ a: { pattern: x } }", "{ a: { pattern: y } }", false],
    ["tool:x, args", '{ a: { pattern: "^x$" } }', "{ a: { pattern: x } }", false],
    ["tool:x, args", "{ a: { not: { pattern: x } } }", '{ a: { not: { pattern: "^x$" } } }', false],
  ])("of %s: %s to %s is %j", (key, wide, narrow, expected) => {
    const rule = (value: string): string => `${HEAD}rules:\n  - { allow: ${key}: ${value} }\n`;
    expect([policy(rule(wide)), policy(rule(narrow))].map(({ problems }) => problems)).toEqual([
      [],
      [],
    ]);
    expect(proven(rule(wide), rule(narrow))).toBe(expected);
  });

  it.each([
    ["mcp:a/*", "mcp:a/{b,c}", true],
    ["mcp:a/get_*", "mcp:a/get_x", true],
    ["mcp:a/*", "mcp:b/c", false],
    ["mcp:*/c", "mcp:b/c", false],
    ["mcp:a/b", "mcp:a/*", false],
  ])("of tools: %s to %s is %j", (wide, narrow, expected) => {
    const rule = (tool: string): string => `${HEAD}rules:\n  - { allow: "${tool}" }\n`;
    expect(proven(rule(wide), rule(narrow))).toBe(expected);
  });

  it("not where what was asked is allowed, or an asked pattern no longer restricts", () => {
    const asked = before.replace("allow:", "ask:");
    expect(proven(asked, before)).toBe(false);
    expect(proven(asked, asked.replace("b/**", "b/c"))).toBe(false);
  });

  it("not where a broken document is mended", () => {
    expect(proven(`${before}rulez: 1\n`, before)).toBe(false);
  });
});

const NARROWER = [
  ["allow:", "ask:"],
  ["/**", "/{a,b}/**"],
  ["**", "a"],
  ["*", "a"],
  ["*", "{a,b}"],
] as const;

it(
  "what is proven holds for every call",
  () => {
    let held = 0;
    const property = fc.property(samples(8), fc.nat(), ({ policy: made, calls }, choice) => {
      const texts = yamlOf(made);
      const text = texts.get(made.main) ?? "";
      const lines = text.split("\n");
      const at = choice % lines.length;
      const line = lines[at] ?? "";
      const narrow = NARROWER.flatMap(([wide, other]) =>
        line.includes(wide) ? [line.replace(wide, other)] : [],
      );
      // Any line of the policy goes, or is narrowed: a rule, an item, a constraint, a key.
      const other = narrow[Math.floor(choice / lines.length) % (narrow.length + 1)];
      const without = lines.flatMap((one, i) => (i === at ? (other ?? []) : [one])).join("\n");
      if (!proven(text, without)) return;
      held++;
      const shorter = new Map([...texts, [made.main, without]]);
      for (const { call, world } of calls) {
        const before = decideReal(texts, made.main, call, world);
        const after = decideReal(shorter, made.main, call, world);
        expect({ call, text, without, after: stricter(before, after) }).toEqual({
          call,
          text,
          without,
          after,
        });
      }
    });
    const runs = propertyRuns(100);
    fc.assert(property, { numRuns: runs });
    expect(held).toBeGreaterThan(runs / 20);
  },
  PROPERTY_TIMEOUT,
);
