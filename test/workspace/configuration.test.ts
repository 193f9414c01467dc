import { describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/host/grammars.ts";
import type { Inspection } from "../../src/workspace/inspection.ts";
import { Workspace } from "../../src/workspace/workspace.ts";
import { Disk } from "../server/disk.ts";

const grammars = await loadGrammars();

const POLICY = `ambit: 1
agent: { id: bot, owner: a@example.com, purpose: x, review-by: 2027-01-01 }
rules:
  - { id: run, allow: shell, command: "python3 **" }
  - { id: again, allow: shell, command: "node **" }
`;
const CONFIG = "/shop/.ambit/config.yaml";
const HEAD = "ambit-config: 1\n";
const RULE = "interpreter-command";

async function inspect(
  config: string,
  path = "/shop/ambit.yaml",
  others: Readonly<Record<string, string>> = {},
): Promise<Inspection> {
  const workspace = new Workspace({
    files: new Disk({
      "/shop/.git/HEAD": "",
      "/shop/ambit.yaml": POLICY,
      "/shop/old/x.ambit.yaml": POLICY,
      [CONFIG]: config,
      ...others,
    }),
    grammars,
    home: "/home/dev",
    now: () => "2026-11-01T00:00:00Z",
  });
  const found = await workspace.inspect(path);
  if (!("findings" in found)) throw new Error("it cannot be read");
  return found;
}

const levels = ({ findings }: Inspection): readonly string[] =>
  findings.filter(({ code }) => code === RULE).map(({ severity }) => severity);
const codes = ({ findings }: Inspection): readonly string[] => findings.map(({ code }) => code);

const waiver = (rest: string, expires = "2027-01-31"): string =>
  `${HEAD}waivers:\n  - { rule: ${RULE}, because: b, owner: c, expires: ${expires}, ${rest} }\n`;

describe("levels of the configuration", () => {
  it.each([
    ["nothing", HEAD, ["error", "error"]],
    ["a level", `${HEAD}rules: { ${RULE}: hint }\n`, ["hint", "hint"]],
    ["off", `${HEAD}rules: { ${RULE}: off }\n`, []],
    [
      "an override elsewhere",
      `${HEAD}overrides: [{ files: old/**, rules: { ${RULE}: off } }]\n`,
      ["error", "error"],
    ],
    [
      "an override",
      `${HEAD}rules: { ${RULE}: off }\noverrides: [{ files: ambit.yaml, rules: { ${RULE}: info } }]\n`,
      ["info", "info"],
    ],
    [
      "a later override",
      `${HEAD}overrides: [{ files: "*", rules: { ${RULE}: info } }, { files: "**", rules: { ${RULE}: warning } }]\n`,
      ["warning", "warning"],
    ],
    ["one that is broken", `${HEAD}rules: { ${RULE}: off }\nx: [\n`, ["error", "error"]],
  ])("%s", async (_, config, expected) => {
    expect(levels(await inspect(config))).toEqual(expected);
  });

  it("are those of the nearest folder that has some, as far as the repository goes", async () => {
    const off = `${HEAD}rules: { ${RULE}: off }\n`;
    const inner = { "/shop/old/.ambit/config.yaml": `${HEAD}rules: { ${RULE}: hint }\n` };
    expect(levels(await inspect(off, "/shop/old/x.ambit.yaml"))).toEqual([]);
    expect(levels(await inspect(off, "/shop/old/x.ambit.yaml", inner))).toEqual(["hint", "hint"]);
    const outside = { "/.ambit/config.yaml": off, "/tmp/.ambit/config.yaml": off };
    const elsewhere = { ...outside, "/tmp/a/ambit.yaml": POLICY };
    expect(levels(await inspect(HEAD, "/tmp/a/ambit.yaml", elsewhere))).toHaveLength(2);
    const nested = { ...outside, "/tmp/a/.git/HEAD": "", "/tmp/a/b.ambit.yaml": POLICY };
    expect(levels(await inspect(HEAD, "/tmp/a/b.ambit.yaml", nested))).toHaveLength(2);
  });

  it("that are set make a finding one for everybody, and the persona is handed on", async () => {
    const found = await inspect(
      `${HEAD}persona: auditor\nrules: { missing-owner: info }\n`,
      undefined,
      {
        "/shop/ambit.yaml":
          "ambit: 1\nagent: { id: a }\nrules:\n  - { allow: file.read, path: a }\n",
      },
    );
    expect(found.persona).toBe("auditor");
    const owner = found.findings.find(({ code }) => code === "missing-owner");
    expect(owner).toMatchObject({ severity: "info", persona: "regular" });
  });

  it("hide no problem of a document", async () => {
    const found = await inspect(`${HEAD}rules: { unknown-key: off }\n`, undefined, {
      "/shop/ambit.yaml": `${POLICY}x: 1\n`,
    });
    expect(codes(found)).toContain("unknown-key");
  });
});

describe("a waiver of the configuration", () => {
  it.each([
    ["of a whole file", waiver("file: ambit.yaml"), 2],
    ["of a rule by its id", waiver("file: ./ambit.yaml, at: rules.run"), 1],
    ["of a rule by a pointer", waiver("file: ambit.yaml, at: /rules/1/command"), 1],
    ["of another place", waiver("file: ambit.yaml, at: agent"), 0],
    ["of another file", waiver("file: old/x.ambit.yaml"), 0],
    ["on its last day", waiver("file: ambit.yaml", "2026-11-01"), 2],
    ["after its last day", waiver("file: ambit.yaml", "2026-10-31"), 0],
    ["without a reason", waiver("file: ambit.yaml").replace("because: b, ", ""), 0],
  ])("%s hides what is there", async (_, config, hidden) => {
    const found = await inspect(config);
    expect([levels(found).length, found.waived.length]).toEqual([2 - hidden, hidden]);
    expect(found.links).toContain(CONFIG);
  });

  it.each([
    ["that is used is none", waiver("file: ambit.yaml, at: rules.run"), []],
    ["that is past", waiver("file: ambit.yaml", "2026-10-31"), ["expired-waiver"]],
    ["that hides nothing", waiver("file: ambit.yaml, at: agent"), ["unused-waiver"]],
    ["of a place that is gone", waiver("file: ambit.yaml, at: rules.gone"), ["unused-waiver"]],
    ["of a file that is gone", waiver("file: gone.yaml"), ["unused-waiver"]],
    ["without a reason", waiver("file: ambit.yaml").replace("because: b, ", ""), ["missing-key"]],
    [
      "of a rule that there is not",
      waiver("file: ambit.yaml").replace(RULE, "no-such-rule"),
      ["unknown-rule"],
    ],
  ])("%s is a finding of it", async (_, config, expected) => {
    const found = await inspect(config, CONFIG);
    expect(codes(found)).toEqual(expected);
    for (const { file, range } of found.findings) {
      expect(file).toBe(CONFIG);
      expect(config.slice(range.start, range.end)).not.toBe("");
    }
  });

  it("is looked at again when its file changes", async () => {
    expect((await inspect(waiver("file: old/x.ambit.yaml"), CONFIG)).links).toContain(
      "/shop/old/x.ambit.yaml",
    );
  });
});
