import { describe, expect, it } from "vitest";
import { CONFIG_FILE, Editor } from "./editor.ts";

const FILES = {
  "/shop/ambit.yaml": `ambit: 1
rules:
  - { id: run, allow: shell, command: "python3 **" }
`,
  "/shop/src/a.ts": "",
};
const HEAD = "ambit-config: 1\n";
const WAIVER = `${HEAD}waivers:\n  - rule: interpreter-command\n    because: b\n    owner: c\n    expires: 2027-01-31\n`;

const labels = async (marked: string): Promise<readonly string[]> =>
  (await new Editor(marked, FILES, CONFIG_FILE).items()).map(({ label }) => label);

describe("in a configuration", () => {
  it.each([
    ["its keys", `${HEAD}$0\n`, ["persona", "rules", "overrides", "waivers"]],
    ["ids of rules", `${HEAD}rules:\n  $0\n`, ["missing-owner", "interpreter-command"]],
    [
      "ids of rules for some files",
      `${HEAD}overrides:\n  - files: a\n    rules:\n      $0\n`,
      ["missing-owner"],
    ],
    ["levels", `${HEAD}rules:\n  missing-owner: $0\n`, ["off", "error", "hint"]],
    ["personas", `${HEAD}persona: $0\n`, ["regular", "pedantic", "auditor"]],
    ["patterns of files", `${HEAD}overrides:\n  - files: [$0]\n`, ["src/**", "ambit.yaml"]],
    ["files to waive in", `${WAIVER}    file: $0\n`, ["ambit.yaml", "src/"]],
    ["keys of a waiver", `${WAIVER}    $0\n`, ["file", "at"]],
    ["rules to waive", `${HEAD}waivers:\n  - rule: $0\n`, ["interpreter-command"]],
    ["a waiver", `${HEAD}waivers:\n  - $0\n`, ["waiver"]],
  ])("%s are offered", async (_, marked, wanted) => {
    expect(await labels(marked)).toEqual(expect.arrayContaining(wanted));
  });

  it("a level that is set is not offered again", async () => {
    const offered = await labels(`${HEAD}rules:\n  missing-owner: off\n  $0\n`);
    expect(offered).not.toContain("missing-owner");
  });

  it("an id is taken with its colon", async () => {
    const editor = new Editor(`${HEAD}rules:\n  $0\n`, FILES, CONFIG_FILE);
    expect(await editor.accept("missing-owner")).toBe(`${HEAD}rules:\n  missing-owner: \n`);
  });

  it.each([
    ["a key", `${HEAD}over$0rides: []\n`, /^\*\*overrides\*\*\n\nLevels for some files/],
    ["a rule", `${HEAD}rules: { missing-own$0er: off }\n`, /^`missing-owner`\n\n.*persona/s],
    ["a waived rule", WAIVER.replace("interpreter", "inter$0preter"), /^`interpreter-command`/],
    ["a place", `${HEAD}waivers: [{ a$0t: x }]\n`, /JSON pointer/],
  ])("hovering over %s tells what it is", async (_, marked, words) => {
    const editor = new Editor(marked, FILES, CONFIG_FILE);
    const { contents } = (await editor.features.hover(editor.id, editor.position)) ?? {};
    expect(typeof contents === "object" && "value" in contents ? contents.value : "").toMatch(
      words,
    );
  });

  it("what is wrong is underlined", async () => {
    const text = `${WAIVER}    file: ambit.yaml\n    at: rules.gone\nrulez: {}\n`;
    const checked = await new Editor(text, FILES, CONFIG_FILE).service.check(CONFIG_FILE, "config");
    expect(checked?.diagnostics.map(({ code }) => code)).toEqual(["unused-waiver", "unknown-key"]);
  });

  it("no quick fix takes a waiver for a comment", async () => {
    const editor = new Editor(`${WAIVER}    file: gone.yaml\n`, FILES, CONFIG_FILE);
    const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const actions = await editor.service.codeActions(CONFIG_FILE, "config", whole);
    expect(actions.map(({ title }) => title)).toEqual([]);
  });
});
