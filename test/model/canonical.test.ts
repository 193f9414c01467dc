import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../src/model/canonical.ts";
import { digestOf } from "../../src/model/digest.ts";
import { toolDigest } from "../../src/model/tool-catalog.ts";
import type { Json } from "../../src/model/json.ts";

describe("canonical JSON, by the examples of RFC 8785", () => {
  it("writes literals, numbers and strings (3.2.2)", () => {
    const text = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    expect(canonicalJson(JSON.parse(text))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it("sorts names by UTF-16 code units (3.2.3)", () => {
    const value: Json = {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis",
    };
    expect(Object.values(JSON.parse(canonicalJson(value)))).toEqual(
      // `JSON.parse` keeps the order of all names but that of integers, which come first.
      ["One", "Carriage Return", "Control", "Latin Small Letter O With Diaeresis"].concat([
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
      ]),
    );
    expect(canonicalJson(value).startsWith(String.raw`{"\r":"Carriage Return","1":"One",`)).toBe(
      true,
    );
  });

  it.each([
    ["0000000000000000", "0"],
    ["8000000000000000", "0"],
    ["0000000000000001", "5e-324"],
    ["8000000000000001", "-5e-324"],
    ["7fefffffffffffff", "1.7976931348623157e+308"],
    ["ffefffffffffffff", "-1.7976931348623157e+308"],
    ["4340000000000000", "9007199254740992"],
    ["c340000000000000", "-9007199254740992"],
    ["4430000000000000", "295147905179352830000"],
    ["44b52d02c7e14af5", "9.999999999999997e+22"],
    ["44b52d02c7e14af6", "1e+23"],
    ["44b52d02c7e14af7", "1.0000000000000001e+23"],
    ["444b1ae4d6e2ef4e", "999999999999999700000"],
    ["444b1ae4d6e2ef4f", "999999999999999900000"],
    ["444b1ae4d6e2ef50", "1e+21"],
    ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
    ["3eb0c6f7a0b5ed8d", "0.000001"],
    ["41b3de4355555553", "333333333.3333332"],
    ["41b3de4355555554", "333333333.33333325"],
    ["41b3de4355555555", "333333333.3333333"],
    ["41b3de4355555556", "333333333.3333334"],
    ["41b3de4355555557", "333333333.33333343"],
    ["becbf647612f3696", "-0.0000033333333333333333"],
    ["43143ff3c1cb0959", "1424953923781206.2"],
  ])("writes the number %s (appendix B)", (bits, text) => {
    expect(canonicalJson(Buffer.from(bits, "hex").readDoubleBE())).toBe(text);
  });
});

describe("canonical JSON", () => {
  it("does not depend on the order of names, and knows any name", () => {
    const one = JSON.parse('{"b":[1.0,{"y":0,"x":-0}],"__proto__":2,"constructor":{}}');
    const other = JSON.parse('{"constructor":{},"__proto__":2,"b":[1,{"x":0,"y":0}]}');
    expect(canonicalJson(one)).toBe('{"__proto__":2,"b":[1,{"x":0,"y":0}],"constructor":{}}');
    expect(canonicalJson(other)).toBe(canonicalJson(one));
  });

  it("writes what the RFC forbids unlike anything else", () => {
    expect(canonicalJson([JSON.parse("1e999"), null])).toBe("[Infinity,null]");
    expect(canonicalJson(["\ud800", "\\ud800"])).toBe(String.raw`["\ud800","\\ud800"]`);
  });
});

describe("a digest", () => {
  it("is the SHA-256 of the canonical form", () => {
    // printf '{}' | sha256sum
    expect(digestOf({})).toBe("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  });

  it("of a tool covers each of its fields, and nothing else", () => {
    const tool = { name: "t", description: "d", inputSchema: { type: "object" } };
    const before = toolDigest(tool);
    expect(toolDigest({ ...tool, title: "T" } as typeof tool)).toBe(before);
    const others = [
      { ...tool, name: "u" },
      { ...tool, description: "e" },
      { ...tool, inputSchema: { type: "object", required: ["a"] } },
      { ...tool, outputSchema: {} },
      { ...tool, annotations: { readOnlyHint: true } },
    ].map(toolDigest);
    expect(new Set([before, ...others]).size).toBe(6);
  });
});
