import { describe, expect, it } from "vitest";
import { fieldTexts, readFields, readJson } from "../../src/extension/webview/call-values.ts";
import { recentLabel, toolGroups } from "../../src/extension/webview/call-words.ts";
import type { FieldForm } from "../../src/protocol/call-form.ts";

function field(name: string, kind: FieldForm["kind"], more: Partial<FieldForm> = {}): FieldForm {
  return { name, label: name, help: "", kind, required: false, choices: [], ...more };
}

const FIELDS = [
  field("title", "line", { required: true }),
  field("path", "path"),
  field("amount", "number"),
  field("count", "integer"),
  field("draft", "flag"),
  field("state", "choice", { choices: [{ label: "open", json: '"open"' }] }),
  field("labels", "json"),
];

describe("the fields of a form", () => {
  const args = {
    title: "two\nlines",
    path: "src/a.ts",
    amount: 1.5,
    count: -3,
    draft: false,
    state: "open",
    labels: ["a", { b: null }],
  };

  it("say the arguments of a call, and read them back", () => {
    const texts = fieldTexts(FIELDS, args);
    expect(texts && readFields(FIELDS, texts)).toEqual({ args });
  });

  it("leave out what is empty", () => {
    const texts = new Map([
      ["title", "x"],
      ["amount", " "],
    ]);
    expect(readFields(FIELDS, texts)).toEqual({ args: { title: "x" } });
  });

  it.each([
    [{ strange: 1 }],
    [{ title: 1 }],
    [{ title: "" }],
    [{ path: "a\nb" }],
    [{ draft: "true" }],
    [{ count: "3" }],
    [{ state: "closed" }],
  ])("cannot say %j", (odd) => {
    expect(fieldTexts(FIELDS, odd)).toBeUndefined();
  });

  it.each([
    ["title", "", /required/],
    ["amount", "many", /no number/],
    ["amount", "1e999", /no number/],
    ["count", "1.5", /no whole number/],
    ["labels", "[1,", /^This is no JSON: .*[^.]\.$/],
  ])("complain of %s: %s", (name, text, problem) => {
    const texts = new Map([
      ["title", "x"],
      [name, text],
    ]);
    const read = readFields(FIELDS, texts);
    expect("problems" in read && [...read.problems]).toEqual([
      [name, expect.stringMatching(problem)],
    ]);
  });

  it("may be one object of JSON", () => {
    expect(readJson('{"__proto__": 1}')).toEqual({
      args: JSON.parse('{"__proto__": 1}') as object,
    });
    for (const text of ["", "[]", "null", "1"])
      expect("problems" in readJson(text), text).toBe(true);
  });
});

it("tools stand under the language or their server", () => {
  const tool = (name: string) => ({ name, label: name, help: "", fields: [] });
  const tools = [tool("shell"), tool("mcp:a\u202eb/x"), tool("tool:y"), tool("mcp:c/z")];
  expect(toolGroups(tools).map(([heading, list]) => [heading, list.length])).toEqual([
    ["Built in", 2],
    ["Server a\\u{202e}b", 1],
    ["Server c", 1],
  ]);
});

it("a call of before is one line", () => {
  expect(recentLabel({ tool: "shell", args: { command: "git\nlog" } })).toBe("shell git log");
  expect(recentLabel({ tool: "tool:x", args: {} })).toBe("tool:x");
  expect(recentLabel({ tool: "tool:x", args: { a: 1 } })).toBe('tool:x {"a":1}');
});
