import { describe, expect, it } from "vitest";
import { catalogOf, tool } from "../support/catalog.ts";
import { Editor, POLICY_FILE, SCENARIO_FILE, SUITE_FILE } from "./editor.ts";

const POLICY = `# One.
# Two.
ambit: 1
sets:
  a: { path: [x] }
rules:
  - id: read
    allow: file.read
    path:
      - "src/**"

  - deny: "*"
`;
const SCENARIO = `ambit-scenario: 1
steps:
  - call: { tool: shell, args: { command: ls } }
    expect: deny
`;

describe("the outline", () => {
  it("names rules, sets and steps", async () => {
    const { features, id } = new Editor(POLICY);
    const symbols = await features.symbols(id);
    expect(symbols.map(({ name }) => name)).toEqual(["ambit", "sets", "rules"]);
    const [, sets, rules] = symbols.map(({ children }) => children ?? []);
    expect(sets?.map(({ name }) => name)).toEqual(["a"]);
    const words = rules?.map(({ name, detail }) => `${name}: ${detail ?? ""}`);
    expect(words).toEqual(["read: allow file.read", "rules[1]: deny *"]);
    const scenario = new Editor(SCENARIO, {}, SCENARIO_FILE);
    const [, steps] = await scenario.features.symbols(scenario.id);
    expect(steps?.children?.[0]).toMatchObject({ name: "steps[0]", detail: "shell deny" });
  });

  it("names the cases of a test suite", async () => {
    const suite = `ambit-test: 1
cases:
  - { name: one, call: { tool: shell }, expect: deny }
  - { name: many, tool: file.read, each: { path: [a] }, allow: [{ path: a }] }
  - session: []
`;
    const { features, id } = new Editor(suite, {}, SUITE_FILE);
    const [, cases] = await features.symbols(id);
    const words = cases?.children?.map(({ name, detail }) => `${name}: ${detail ?? ""}`);
    expect(words).toEqual(["one: shell deny", "many: file.read", "cases[2]: "]);
    expect(await features.lenses(id)).toEqual([]);
  });

  it.each(["", "3", '"": 1\n" ": {"": 2}', "rules: [, {id: ''}, 3]", "a: &x [*x]"])(
    "has a name for everything, whatever is written: %j",
    async (text) => {
      const { features, id } = new Editor(text);
      const open = [...(await features.symbols(id))];
      for (let one = open.pop(); one !== undefined; one = open.pop()) {
        expect(one.name.trim()).not.toBe("");
        open.push(...(one.children ?? []));
      }
    },
  );
});

it("what runs over several lines can be folded", async () => {
  const { features, id } = new Editor(POLICY);
  const found = (await features.folding(id)).map(({ startLine, endLine }) => [startLine, endLine]);
  expect(found).toEqual([
    [0, 1],
    [3, 4],
    [5, 11],
    [6, 9],
    [8, 9],
  ]);
});

it("a selection grows from the value to the document", async () => {
  const { features, id, document, position } = new Editor(POLICY.replace("src", "s$0rc"));
  const [first] = await features.selections(id, [position]);
  const texts: string[] = [];
  for (let one = first; one !== undefined; one = one.parent)
    texts.push(document.getText(one.range));
  expect(texts[0]).toBe('"src/**"');
  expect(texts.at(-1)).toBe(POLICY);
  expect(texts).toContain('path:\n      - "src/**"');
  expect(
    texts.every((text, index) => index === 0 || text.length > (texts[index - 1] ?? "").length),
  ).toBe(true);
});

describe("formatting", () => {
  it.each([
    ["spacing", "ambit:   1\nagent: {id: a,owner: b}\n", "ambit: 1\nagent: { id: a, owner: b }\n"],
    [
      "indentation",
      "ambit: 1\nrules:\n    -   id: a # why\n        deny: '*'\n",
      "ambit: 1\nrules:\n  - id: a # why\n    deny: '*'\n",
    ],
    ["what is well already", POLICY, POLICY],
    ["a broken document", "ambit:   1\nrules: [\n", "ambit:   1\nrules: [\n"],
    ["windows line ends", "ambit:   1\r\n# a\r\nrules: []\r\n", "ambit: 1\r\n# a\r\nrules: []\r\n"],
    ["numbers as they are written", "a:  1.10\nb: 0x1F\n", "a: 1.10\nb: 0x1F\n"],
  ])("%s", async (_, text, expected) => {
    const editor = new Editor(text);
    expect(editor.applied(await editor.features.formatting(editor.id, 2))).toBe(expected);
  });
});

describe("a code lens", () => {
  it.each([
    [
      POLICY_FILE,
      POLICY,
      5,
      [
        ["Simulate Agent…", "simulateAgent"],
        ["Stress Policy…", "stress"],
      ],
    ],
    [SCENARIO_FILE, SCENARIO, 1, [["Simulate", "simulateAgent"]]],
  ] as const)("stands where the simulation begins: %s", async (path, text, line, expected) => {
    const { features, id } = new Editor(text, {}, path);
    expect(await features.lenses(id)).toMatchObject(
      expected.map(([title, name]) => ({
        range: { start: { line } },
        command: { title, command: `ambit.${name}` },
      })),
    );
  });

  it("stands above the servers, and names those of which nothing is recorded", async () => {
    const text = "ambit: 1\nservers: { mail: {}, chat: {} }\n";
    const lenses = async (files: Readonly<Record<string, string>>): Promise<readonly object[]> => {
      const { features, id } = new Editor(text, files);
      return features.lenses(id);
    };
    const command = "ambit.syncTools";
    const range = { start: { line: 1 } };
    const [mail, chat] = ["mail", "chat"].map((server) => ({
      [`/shop/.ambit/tools/${server}.json`]: catalogOf(server, [tool("look")]),
    }));
    expect(await lenses({})).toMatchObject([
      { range, command: { title: "Sync Tools (not yet: mail, chat)", command } },
    ]);
    expect(await lenses({ ...mail })).toMatchObject([
      { range, command: { title: "Sync Tools (not yet: chat)", command } },
    ]);
    expect(await lenses({ ...mail, ...chat })).toMatchObject([
      { range, command: { title: "Sync Tools", command } },
    ]);
  });
});
