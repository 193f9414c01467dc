import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Decision } from "../../src/model/call.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { expectListed } from "../../src/policy/expect-listed.ts";
import { readSuite } from "../../src/policy/suite.ts";
import { propertyRuns, PROPERTY_TIMEOUT } from "../support/runs.ts";

const suite = (body: string): string =>
  `ambit-test: 1\npolicy: ./a.yaml\ncases:\n  - name: one # c\n    tool: file.read\n    each: { path: [a, b, c], more: [1, 2] }\n${body}`;
const BOTH = "{ path: a, more: 1 }";

function changed(body: string, args: JsonObject, expected: Decision): string | undefined {
  const after = expectListed(suite(body), { at: ["cases", 0], args, expect: expected });
  return after?.replace(suite(""), "");
}

describe("a call of a matrix", () => {
  const a1 = { path: "a", more: 1 };
  it.each<readonly [string, string, Decision, string | undefined]>([
    [
      "is listed",
      "    allow: [{ path: b }] # x\n",
      "allow",
      `    allow: [{ path: b }, ${BOTH}] # x\n`,
    ],
    ["is listed first", "", "ask", `    ask: [${BOTH}]\n`],
    [
      "is listed in lines",
      "    allow:\n      - path: b # x\n",
      "allow",
      "    allow:\n      - path: b # x\n      - { path: a, more: 1 }\n",
    ],
    [
      "is no longer listed",
      `    allow: [{ path: b }, ${BOTH}]\n`,
      "deny",
      "    allow: [{ path: b }]\n",
    ],
    [
      "was the only one",
      `    allow: [${BOTH}] # x\n    ask: [{ path: b }]\n`,
      "deny",
      "    ask: [{ path: b }]\n",
    ],
    [
      "is listed elsewhere",
      `    allow: [${BOTH}]\n    ask: [{ path: b }]\n`,
      "ask",
      `    ask: [{ path: b }, ${BOTH}]\n`,
    ],
    [
      "was named with others, which stay",
      "    allow: [{ path: a }]\n",
      "deny",
      "    allow: [{ path: a, more: 2 }]\n",
    ],
    ["is as it is expected", "    allow: [{ path: a }]\n", "allow", undefined],
    ["is of a broken case", "    allow: []\n", "allow", undefined],
  ])("%s", (_, before, decision, after) => {
    expect(changed(before, a1, decision)).toBe(after);
  });

  it("that there is not, is nowhere listed", () => {
    expect(changed("", { path: "z", more: 1 }, "allow")).toBeUndefined();
    const at = ["cases", 7] as const;
    expect(expectListed(suite(""), { at, args: a1, expect: "allow" })).toBeUndefined();
  });

  it(
    "is then expected so, and every other as before",
    () => {
      const item = fc.record(
        { path: fc.constantFrom("a", "b", "c"), more: fc.constantFrom(1, 2) },
        { requiredKeys: [] },
      );
      const lists = fc.record({
        allow: fc.array(item, { maxLength: 3 }),
        ask: fc.array(item, { maxLength: 2 }),
        isBlock: fc.boolean(),
        at: fc.nat(5),
        decision: fc.constantFrom<Decision>("allow", "ask", "deny"),
      });
      fc.assert(
        fc.property(lists, ({ allow, ask, isBlock, at, decision }) => {
          const listed = Object.entries({ allow, ask }).map(([key, items]) =>
            items.length === 0
              ? ""
              : isBlock
                ? `    ${key}:\n${items.map((one) => `      - ${JSON.stringify(one)} # x\n`).join("")}`
                : `    ${key}: ${JSON.stringify(items)}\n`,
          );
          const text = suite(listed.join(""));
          const before = readSuite(text, "/");
          const calls = before.cases[0]?.calls ?? [];
          const one = calls[at];
          if (before.broken || one === undefined || one.expect === decision) return;
          const { args } = one.call;
          const after = readSuite(
            expectListed(text, { at: ["cases", 0], args, expect: decision }) ?? "",
            "/",
          );
          expect(after.problems).toEqual([]);
          expect(after.cases[0]?.calls.map(({ expect: is }) => is)).toEqual(
            calls.map((call) => (call === one ? decision : call.expect)),
          );
        }),
        { numRuns: propertyRuns(100) },
      );
    },
    PROPERTY_TIMEOUT,
  );
});
