import { describe, expect, it } from "vitest";
import { Editor, SCENARIO_FILE, SUITE_FILE } from "./editor.ts";

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
