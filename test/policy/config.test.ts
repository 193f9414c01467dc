import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/policy/config.ts";
import { rangeAt, stepsOf } from "../../src/policy/waived-range.ts";
import { checkMarkers } from "../support/markers.ts";

const FILE = "/w/.ambit/config.yaml";
const RULES = ["missing-owner", "unscoped-shell"];

const HEAD = "ambit-config: 1\n";
const WAIVER = `rule: missing-owner, file: a.yaml, because: b, owner: c, expires: 2027-01-31`;

describe("a configuration", () => {
  it("is read whole", () => {
    const config = readConfig(
      `${HEAD}persona: auditor
rules: { missing-owner: off }
overrides:
  - { files: legacy/**, rules: { unscoped-shell: hint } }
waivers:
  - { ${WAIVER}, at: "rules[0].path" }
`,
      FILE,
      RULES,
    );
    expect(config).toMatchObject({ file: FILE, persona: "auditor", problems: [] });
    expect([...config.levels]).toEqual([["missing-owner", "off"]]);
    expect(config.overrides.map(({ files, levels }) => [files[0]?.source, ...levels])).toEqual([
      ["legacy/**", ["unscoped-shell", "hint"]],
    ]);
    expect(config.waivers).toEqual([
      {
        rule: "missing-owner",
        file: "a.yaml",
        steps: ["rules", "0", "path"],
        because: "b",
        owner: "c",
        expires: "2027-01-31",
        at: ["waivers", 0],
      },
    ]);
  });

  const faults: readonly (readonly [name: string, text: string])[] = [
    ["another version", "ambit-config: 2\n#             ^ unsupported-version\n"],
    ["an unknown key", `${HEAD}rulez: {}\n#^^^^ unknown-key\n`],
    ["an unknown persona", `${HEAD}persona: boss\n#        ^^^^ bad-value\n`],
    [
      "an unknown rule",
      `${HEAD}rules:\n  missing-ovner: off\n# ^^^^^^^^^^^^^ unknown-rule\n  __proto__: off\n# ^^^^^^^^^ unknown-rule\n`,
    ],
    ["an unknown level", `${HEAD}rules:\n  missing-owner: loud\n#                ^^^^ bad-value\n`],
    ["an empty level", `${HEAD}rules:\n  missing-owner:\n# ^^^^^^^^^^^^^ wrong-type\n`],
    [
      "an override of nothing",
      `${HEAD}overrides:\n  - rules: {}\n#   ^^^^^ missing-key\n  - files: a\n#   ^^^^^ missing-key\n`,
    ],
    [
      "files elsewhere",
      `${HEAD}overrides:\n  - rules: {}\n    files: [/etc/a, ../b, "!c", a]\n#           ^^^^^^ bad-pattern\n#                   ^^^^ bad-pattern\n#                         ^^^^ bad-pattern\n`,
    ],
    [
      "a waiver without all that it needs",
      `${HEAD}waivers:\n  - rule: missing-owner\n#   ^^^^ missing-key\n    file: a\n    because: b\n    owner: c\n`,
    ],
    [
      "a waiver without a reason",
      `${HEAD}waivers:\n  - rule: missing-owner\n    file: a\n    because: ""\n#            ^^ wrong-type\n    owner: c\n    expires: 2027-01-31\n`,
    ],
    [
      "a waiver of several files",
      `${HEAD}waivers:\n  - rule: missing-owner\n    file: "*.yaml"\n#         ^^^^^^^^ bad-pattern\n    because: a\n    owner: c\n    expires: 2027-01-31\n`,
    ],
    [
      "a day that there is not",
      `${HEAD}waivers:\n  - rule: missing-owner\n    file: a\n    because: a\n    owner: c\n    expires: 2027-02-31\n#            ^^^^^^^^^^ bad-date\n`,
    ],
  ];
  it.each(faults)("%s is a problem, and what has it does not count", (_, text) => {
    const config = readConfig(text, FILE, RULES);
    checkMarkers(text, config.problems);
    expect([config.levels.size, config.waivers.length]).toEqual([0, 0]);
  });

  it.each([
    ["no version", "rules: { missing-owner: off }\n"],
    ["nothing in it", ""],
    ["broken YAML", `${HEAD}rules: { missing-owner: off }\npersona: [\n`],
    ["another version", `ambit-config: 2\nrules: { missing-owner: off }\n`],
  ])("with %s says nothing", (_, text) => {
    const { levels, problems } = readConfig(text, FILE, RULES);
    expect(levels.size).toBe(0);
    expect(problems).not.toEqual([]);
  });
});

describe("a place of a file", () => {
  const text = `a:\n  b.c: 1\nrules:\n  - { id: x, allow: shell }\n  - id: "y"\n    deny: shell\n`;
  it.each([
    ["", text],
    ["/a/b.c", "b.c: 1"],
    ["rules.x", "{ id: x, allow: shell }"],
    ["rules[0].allow", "allow: shell"],
    ["/rules/1/deny", "deny: shell"],
    ["rules.y.deny", "deny: shell"],
    ["rules.z", undefined],
    ["rules.9", undefined],
    ["a.b.c", undefined],
    ["/a/b.c/0", undefined],
    ["__proto__", undefined],
  ])("%j", (at, found) => {
    const range = rangeAt(text, stepsOf(at));
    expect(range && text.slice(range.start, range.end)).toBe(found);
  });

  it("knows the escapes of a pointer", () => {
    expect(stepsOf("/a~1b/c~0d")).toEqual(["a/b", "c~d"]);
  });
});
