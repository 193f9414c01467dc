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

  it("not where a broken document is mended", () => {
    expect(proven(`${before}rulez: 1\n`, before)).toBe(false);
  });
});

it(
  "what is proven holds for every call",
  () => {
    let held = 0;
    const property = fc.property(samples(8), fc.nat(), ({ policy: made, calls }, choice) => {
      const texts = yamlOf(made);
      const text = texts.get(made.main) ?? "";
      const lines = text.split("\n");
      // Any line of the policy goes: a rule, an item, a constraint, a key.
      const without = lines.filter((_, at) => at !== choice % lines.length).join("\n");
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
