import { describe, expect, it } from "vitest";
import { kindOf } from "../../src/workspace/inspection.ts";
import { Editor, POLICY_FILE, SCENARIO_FILE, SUITE_FILE } from "./editor.ts";

const POLICY = `ambit: 1
extends: ./org.ambit.yaml
sets:
  mine: { path: [a] } # ours
rules:
  - id: read
    allow: file.read
    path: [b, "$mine"]
    except: { path: $mine }
    because: $mine
`;
const at = (before: string, text = POLICY): string => text.replace(before, `${before}$0`);
const edit = (marked: string, others = {}): Editor => new Editor(marked, others);

describe("a set", () => {
  it.each(["  mi", '"$mi', "{ path: $m"])("is found from every place: %s", async (before) => {
    const editor = edit(at(before));
    const { features, id, position } = editor;
    expect(await features.definition(id, position)).toMatchObject({
      range: { start: { line: 3, character: 2 }, end: { line: 3, character: 6 } },
    });
    const found = await features.references(id, position);
    expect(found.map(({ range }) => range.start.line)).toEqual([3, 7, 8]);
  });

  it("is renamed at every place, and nothing else is", async () => {
    const editor = edit(at('"$mi'));
    const edits = await editor.features.rename(editor.id, editor.position, "$ours");
    const expected = POLICY.replace("  mine", "  ours")
      .replace('"$mine"', "$ours")
      .replace("{ path: $mine", "{ path: $ours");
    expect("problem" in edits ? edits.problem : editor.applied(edits)).toBe(expected);
  });

  it.each(["a b", "", "$", "other"])("is not renamed to `%s`", async (name) => {
    const editor = edit(at("  mi", POLICY.replace("  mine", "  other: { path: x }\n  mine")));
    const edits = await editor.features.rename(editor.id, editor.position, name);
    expect(edits).toHaveProperty("problem");
  });

  it("that ships with Ambit is not renamed", async () => {
    const editor = edit(
      'ambit: 1\nrules:\n  - { deny: web.fetch, host: "$priv$0ate" }\n'.replace("$0ate", "ate$0"),
    );
    expect(await editor.features.renameable(editor.id, editor.position)).toBeUndefined();
  });
});

describe("the places of a name", () => {
  it.each([
    ["a set", '"$mi', ["3 3", "7 2", "8 2"]],
    ["a rule", "id: re", ["5 3"]],
    ["what is no name", "allow: file", []],
  ])("are marked: %s", async (_, before, expected) => {
    const { features, id, position } = edit(at(before));
    const found = await features.highlights(id, position);
    expect(found.map(({ range, kind }) => `${range.start.line} ${kind ?? 0}`)).toEqual(expected);
  });
});

describe("names of the workspace", () => {
  const others = {
    [SCENARIO_FILE]: "ambit-scenario: 1\nname: a good day\nsteps: []\n",
    "/shop/x.ambit-scenario.yaml": "ambit-scenario: 1\nsteps: []\n",
    [SUITE_FILE]: "ambit-test: 1\ncases:\n  - { name: reads all }\n  - { session: [] }\n",
  };
  const find = async (query: string): Promise<readonly string[]> => {
    const { features } = edit(`${POLICY}  - { deny: [shell, web.fetch] }\n`, others);
    const ids = [POLICY_FILE, ...Object.keys(others), "/shop/gone.ambit.yaml"];
    const documents = ids.map((path) => ({ path, kind: kindOf(path) }));
    const found = await features.namedPlaces(documents, query);
    return found.map(({ name, location, containerName = "" }) => {
      const line = "range" in location ? location.range.start.line : -1;
      return `${name} ${containerName}:${line}`;
    });
  };

  it("are rules, sets, scenarios, suites and their cases", async () => {
    expect(await find("")).toEqual([
      "$mine ambit.yaml:3",
      "read ambit.yaml:5",
      "deny shell web.fetch ambit.yaml:10",
      "a good day day.ambit-scenario.yaml:1",
      "x.ambit-scenario.yaml x.ambit-scenario.yaml:0",
      "day.ambit-test.yaml day.ambit-test.yaml:0",
      "reads all day.ambit-test.yaml:2",
    ]);
  });

  it("are found by some of their letters, in their order", async () => {
    expect(await find("RD")).toEqual(["read ambit.yaml:5", "reads all day.ambit-test.yaml:2"]);
    expect(await find("dr")).not.toContain("read ambit.yaml:5");
  });
});

describe("a rule id", () => {
  it("is renamed, where the name is free", async () => {
    const editor = edit(at("id: re"));
    const { features, id, position } = editor;
    expect(await features.renameable(id, position)).toMatchObject({ placeholder: "read" });
    const edits = await features.rename(id, position, "look: up");
    expect("problem" in edits ? "" : editor.applied(edits)).toContain('id: "look: up"');
  });
});

describe("a link", () => {
  it("leads to a document that is there", async () => {
    const editor = edit(at("./or"), { "/shop/org.ambit.yaml": "ambit: 1\n" });
    const { features, id, position } = editor;
    const range = { start: { line: 1, character: 9 }, end: { line: 1, character: 25 } };
    expect(await features.links(id)).toEqual([{ range, target: "/shop/org.ambit.yaml" }]);
    expect(await features.definition(id, position)).toMatchObject({ uri: "/shop/org.ambit.yaml" });
  });

  it("leads nowhere where there is none", async () => {
    const { features, id } = edit(POLICY);
    expect(await features.links(id)).toEqual([]);
  });

  it.each([
    ["a scenario", "ambit-scenario: 1\npolicy: ./ambit$0.yaml\nsteps: []\n", SCENARIO_FILE],
    ["a test suite", "ambit-test: 1\npolicy: ./ambit$0.yaml\ncases: []\n", SUITE_FILE],
  ])("leads from %s to its policy", async (_, text, file) => {
    const editor = new Editor(text, { "/shop/ambit.yaml": POLICY }, file);
    const { features, id, position } = editor;
    expect(await features.definition(id, position)).toMatchObject({ uri: "/shop/ambit.yaml" });
  });
});
