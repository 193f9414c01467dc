import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TextEdit } from "../../src/model/edit.ts";
import type { Json } from "../../src/model/json.ts";
import type { SymbolicPath } from "../../src/model/place.ts";
import { insertItem, insertKey, removeAt, renameKey, setValue } from "../../src/policy/edit.ts";
import { toJson } from "../../src/policy/read-json.ts";
import { Report } from "../../src/policy/report.ts";
import { parseDocument } from "../../src/policy/yaml/parse-document.ts";
import type { YamlDocument } from "../../src/policy/yaml/parse-document.ts";
import { stringify } from "yaml";
import { POLICIES } from "./documents.ts";
import { PROPERTY_TIMEOUT, propertyRuns } from "../support/runs.ts";

type Edit = (document: YamlDocument) => TextEdit | undefined;

function apply(text: string, edit: Edit): string {
  const change = edit(parseDocument(text));
  if (change === undefined) return "nothing";
  return text.slice(0, change.range.start) + change.newText + text.slice(change.range.end);
}

const jsonOf = (text: string): Json => {
  const { root, problems } = parseDocument(text);
  expect(problems).toEqual([]);
  return root === undefined ? null : toJson(root, root.range, new Report());
};

describe("edits keep everything else", () => {
  const rename: Edit = (document) => renameKey(document, ["rules", 0, "alow"], "allow");
  const owner: Edit = (document) => insertKey(document, ["agent"], "owner", "me");
  const remove =
    (...path: SymbolicPath): Edit =>
    (document) =>
      removeAt(document, path);
  const add =
    (item: string, after?: number): Edit =>
    (document) =>
      insertItem(document, ["a"], item, after);
  const cases: readonly (readonly [name: string, edit: Edit, before: string, after: string])[] = [
    ["renames a key", rename, "rules:\n  - alow: x # why\n", "rules:\n  - allow: x # why\n"],
    ["renames a quoted key", rename, 'rules: [{"alow": x}]', "rules: [{allow: x}]"],
    ["not to a key that is there", rename, "rules: [{alow: x, allow: y}]", "nothing"],
    ["quotes a name that needs it", (d) => renameKey(d, ["a"], "true"), "a: 1", '"true": 1'],
    ["replaces a value", (d) => setValue(d, ["a"], "b"), "a: x # c", "a: b # c"],
    ["replaces nothing", (d) => setValue(d, ["a"], "b"), "a: # c", "a: b # c"],
    [
      "inserts in a block",
      owner,
      "agent:\n  id: x # c\nrules: []\n",
      "agent:\n  id: x # c\n  owner: me\nrules: []\n",
    ],
    ["inserts at the end", owner, "agent:\n  id: x", "agent:\n  id: x\n  owner: me"],
    [
      "inserts with CRLF",
      owner,
      "agent:\r\n  id: x\r\nz: 1\r\n",
      "agent:\r\n  id: x\r\n  owner: me\r\nz: 1\r\n",
    ],
    [
      "inserts after a block of text",
      owner,
      "agent:\n  id: |\n    x\nz: 1\n",
      "agent:\n  id: |\n    x\n  owner: me\nz: 1\n",
    ],
    ["inserts after nothing", owner, "agent:\n  id:\nz: 1\n", "agent:\n  id:\n  owner: me\nz: 1\n"],
    ["inserts in braces", owner, "agent: { id: x } # c", "agent: { id: x, owner: me } # c"],
    ["inserts before a last comma", owner, "agent: { id: x, }", "agent: { id: x, owner: me, }"],
    ["inserts in empty braces", owner, "agent: {}", "agent: { owner: me }"],
    ["not where it is", owner, "agent: { owner: you }", "nothing"],
    ["not where no mapping is", owner, "agent: x", "nothing"],
    [
      "inserts in an empty document",
      (d) => insertKey(d, [], "ambit", "1"),
      "# c",
      "# c\nambit: 1\n",
    ],
    [
      "inserts several lines in a list",
      (d) => insertKey(d, ["rules", 0], "path", "\n  - a"),
      "rules:\n  - id: x\n  - id: y\n",
      "rules:\n  - id: x\n    path: \n      - a\n  - id: y\n",
    ],
    [
      "removes a rule",
      remove("rules", 0),
      "rules:\n  # one\n  - id: x # c\n    allow: y\n  # two\n  - id: z\n",
      "rules:\n  # one\n  # two\n  - id: z\n",
    ],
    [
      "removes the last rule",
      remove("rules", 1),
      "rules:\n- a: x\n\n- b: |\n   y\nc: 1\n",
      "rules:\n- a: x\n\nc: 1\n",
    ],
    [
      "removes the only rule",
      remove("rules", 0),
      "rules:\n  - id: x\nz: 1\n",
      "rules:\n  []\nz: 1\n",
    ],
    ["removes an item in brackets", remove("a", 1), "a: [x, y, z] # c", "a: [x, z] # c"],
    ["removes the first item in brackets", remove("a", 0), "a: [x, y]", "a: [y]"],
    ["removes the only item in brackets", remove("a", 0), "a: [x]", "a: []"],
    [
      "removes an entry",
      remove("a", "y"),
      "a:\n  x: 1\n  y: 2 # c\n  z: 3\n",
      "a:\n  x: 1\n  z: 3\n",
    ],
    [
      "removes the entry behind a dash",
      remove("a", 0, "x"),
      "a:\n  - x: 1\n    y: 2\n",
      "a:\n  - y: 2\n",
    ],
    [
      "removes it beside a comment",
      remove("a", 0, "x"),
      "a:\n  - x: 1 # c\n    y: 2\n",
      "a:\n  -  # c\n    y: 2\n",
    ],
    ["adds an item in brackets", add("x, y"), "a: [z] # c", "a: [z, x, y] # c"],
    ["adds the first item in brackets", add("x"), "a: [] # c", "a: [x] # c"],
    ["adds an item before a last comma", add("x"), "a: [z, ]", "a: [z, x, ]"],
    ["adds no lines in brackets", add("x: 1\ny: 2"), "a: [z]", "nothing"],
    ["adds no item to a value", add("x"), "a: z", "nothing"],
    [
      "adds an item of several lines",
      add("x: 1\ny: 2"),
      "a:\n  - z: 1 # c\n# d\nb: 2\n",
      "a:\n  - z: 1 # c\n  - x: 1\n    y: 2\n# d\nb: 2\n",
    ],
    ["adds an item at the end", add("x"), "a:\n- z", "a:\n- z\n- x"],
    [
      "adds an item with CRLF",
      add("x: 1\ny: 2"),
      "a:\r\n- z\r\n",
      "a:\r\n- z\r\n- x: 1\r\n  y: 2\r\n",
    ],
    [
      "adds an item as the others are spaced",
      add("x"),
      "a:\n  - y\n\n  - z\n",
      "a:\n  - y\n\n  - z\n\n  - x\n",
    ],
    [
      "adds an item behind another",
      add("x", 0),
      "a:\n  - y # c\n\n  # d\n  - z\n",
      "a:\n  - y # c\n\n  - x\n\n  # d\n  - z\n",
    ],
    [
      "adds an item behind a block of text",
      add("x"),
      "a:\n  - |\n    y\nb: 1\n",
      "a:\n  - |\n    y\n  - x\nb: 1\n",
    ],
    ["removes nothing where nothing is", remove("a", 7), "a: [x]", "nothing"],
    [
      "removes past a dash in a comment",
      remove("a", 1),
      "a:\n  - x # - x\n  - y\n  - z\n",
      "a:\n  - x # - x\n  - z\n",
    ],
  ];
  it.each(cases)("%s", (_, edit, before, after) => {
    expect(apply(before, edit)).toBe(after);
  });
});

describe("an edit does what it says", () => {
  const styles = fc.record({
    document: fc.constantFrom(...POLICIES.slice(1)),
    flow: fc.boolean(),
    at: fc.nat(200),
  });

  it(
    "removes one place and no other",
    () => {
      fc.assert(
        fc.property(styles, ({ document, flow, at }) => {
          const text = flow ? JSON.stringify(document) : stringify(document, { lineWidth: 0 });
          const paths = pathsOf(document, []);
          const path = paths[at % paths.length] ?? [];
          const changed = apply(text, (parsed) => removeAt(parsed, path));
          expect(jsonOf(changed)).toEqual(without(document, path));
        }),
        { numRuns: propertyRuns(100) },
      );
    },
    PROPERTY_TIMEOUT,
  );
});

function pathsOf(json: Json, path: SymbolicPath): SymbolicPath[] {
  if (typeof json !== "object" || json === null) return path.length === 0 ? [] : [path];
  const children = Array.isArray(json) ? [...json.entries()] : Object.entries(json);
  const inner = children.flatMap(([key, value]) => pathsOf(value as Json, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function without(json: Json, [step, ...rest]: SymbolicPath): Json {
  if (Array.isArray(json)) {
    if (rest.length === 0) return json.filter((_, i) => i !== step);
    return json.map((item, i) => (i === step ? without(item, rest) : item)) as Json;
  }
  const entries = Object.entries(json as object) as [string, Json][];
  if (rest.length === 0) return Object.fromEntries(entries.filter(([key]) => key !== step));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === step ? without(value, rest) : value]),
  );
}
