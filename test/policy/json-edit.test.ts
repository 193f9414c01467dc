import { describe, expect, it } from "vitest";
import { applied } from "../../src/model/edit.ts";
import { moveItem, removeItem, renameProperty, setAt } from "../../src/policy/json-edit.ts";

const TEXT = `{
  // kept
  "permissions": {
    "allow": [
      "a", // first
      "b"
    ]
  }
}
`;

describe("a list item of JSON", () => {
  it("is removed with its comma, and comments stay", () => {
    const text = applied(TEXT, removeItem(TEXT, ["permissions", "allow", 1]));
    expect(JSON.parse(text.replaceAll(/\/\/.*/g, ""))).toEqual({ permissions: { allow: ["a"] } });
    expect(text).toContain("// kept");
  });

  it("is left alone where there is none", () => {
    for (const text of [TEXT, "{", ""]) expect(removeItem(text, ["x", "allow", 7])).toEqual([]);
  });

  it.each<[string, string, object]>([
    ["a list that is not there", TEXT, { allow: ["b"], ask: ["a"] }],
    [
      "one that is",
      TEXT.replace('"allow"', '"ask": ["x"],\n    "allow"'),
      { ask: ["x", "a"], allow: ["b"] },
    ],
    [
      "an empty one",
      TEXT.replace('"allow"', '"ask": [],\n    "allow"'),
      { ask: ["a"], allow: ["b"] },
    ],
  ])("is moved to %s", (_, text, permissions) => {
    const edit = moveItem(text, ["permissions", "allow", 0], ["permissions", "ask"]);
    const after = applied(text, edit === undefined ? [] : [edit]);
    expect(JSON.parse(after.replaceAll(/\/\/.*/g, ""))).toEqual({ permissions });
    expect(after).toContain("// kept");
  });

  it("is not moved to what is no list", () => {
    const text = TEXT.replace('"allow"', '"ask": 1,\n    "allow"');
    expect(moveItem(text, ["permissions", "allow", 0], ["permissions", "ask"])).toBeUndefined();
  });
});

it("a value and a name are written anew, where they are and the name is free", () => {
  const text = '{ "a": { "b": true } /* kept */ }';
  expect(applied(text, setAt(text, ["a", "b"], "x"))).toBe('{ "a": { "b": "x" } /* kept */ }');
  expect(setAt(text, ["a", "c"], "x")).toEqual([]);
  const edit = renameProperty(text, ["a", "b"], "c");
  expect(applied(text, edit ? [edit] : [])).toBe('{ "a": { "c": true } /* kept */ }');
  expect(renameProperty('{ "a": 1, "b": 2 }', ["a"], "b")).toBeUndefined();
  expect(renameProperty(text, ["x"], "b")).toBeUndefined();
});
