import { describe, expect, it } from "vitest";
import { applied } from "../../src/model/edit.ts";
import { itemAt, moveItem, removeItem } from "../../src/policy/json-edit.ts";

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
  it("is found by its place", () => {
    expect(itemAt(TEXT, TEXT.indexOf('"b"') + 1)).toEqual(["permissions", "allow", 1]);
    expect(itemAt(TEXT, TEXT.indexOf("allow"))).toBeUndefined();
    expect(itemAt("{", 0)).toBeUndefined();
    expect(itemAt("", 0)).toBeUndefined();
  });

  it("is removed with its comma, and comments stay", () => {
    const text = applied(TEXT, removeItem(TEXT, ["permissions", "allow", 1]));
    expect(JSON.parse(text.replaceAll(/\/\/.*/g, ""))).toEqual({ permissions: { allow: ["a"] } });
    expect(text).toContain("// kept");
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
    const edit = moveItem(text, ["permissions", "allow", 0], ["permissions", "ask"], "a");
    const after = applied(text, edit === undefined ? [] : [edit]);
    expect(JSON.parse(after.replaceAll(/\/\/.*/g, ""))).toEqual({ permissions });
    expect(after).toContain("// kept");
  });

  it("is not moved to what is no list", () => {
    const text = TEXT.replace('"allow"', '"ask": 1,\n    "allow"');
    expect(
      moveItem(text, ["permissions", "allow", 0], ["permissions", "ask"], "a"),
    ).toBeUndefined();
  });
});
