import { describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Editor, SCENARIO_FILE } from "../language/editor.ts";

const POLICY = `ambit: 1
agent: { id: bot, owner: a@example.com }
rules:
  - { id: read, allow: file.read, path: "src/**" }
  - { id: no-keys, deny: file.read, path: "**/*.pem" }
`;
const SCENARIO = `ambit-scenario: 1
policy: ./ambit.yaml
steps:
  - call: { tool: file.read, args: { path: src/a.ts } } # first
    expect: allow
  - call: { tool: file.read, args: { path: src/b.pem } }
    expect: allow # why
  - call: { tool: shell, args: { command: ls } }
    expect: "ask"
  - call: { tool: shell, args: { command: ls } }
`;

const editor = (scenario: string, policy = POLICY, more = {}): Editor =>
  new Editor(scenario, { "/shop/ambit.yaml": policy, ...more }, SCENARIO_FILE);

async function found(scenario: string, policy = POLICY, more = {}) {
  const { service, id } = editor(scenario, policy, more);
  const checked = await service.check(id.path, id.kind);
  return { diagnostics: checked?.diagnostics ?? [], links: checked?.links ?? [] };
}

describe("an expectation that is not met", () => {
  it("is found where it stands, with the decision and the rule that decided", async () => {
    const { diagnostics, links } = await found(SCENARIO);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "`file.read src/b.pem` is decided `deny`, not `allow`: by `no-keys`; change the policy, or expect `deny`",
      "`shell ls` is decided `deny`, not `ask`: no rule grants shell ls; change the policy, or expect `deny`",
    ]);
    const [first, second] = diagnostics;
    expect(first).toMatchObject({
      severity: 1,
      code: "unmet-expectation",
      range: { start: { line: 6, character: 12 }, end: { line: 6, character: 17 } },
      relatedInformation: [
        {
          location: { uri: "/shop/ambit.yaml", range: { start: { line: 4 } } },
          message: "`no-keys` decides: `deny`",
        },
      ],
    });
    expect(second?.relatedInformation).toBeUndefined();
    expect(links).toContain("/shop/ambit.yaml");
  });

  it("names files from the folder on", async () => {
    const [first] = (await found(SCENARIO.replace("src/b.pem", "docs/b.md"))).diagnostics;
    expect(first?.message).toContain("no rule grants file.read docs/b.md;");
  });

  it.each([
    [6, SCENARIO.replace("expect: allow # why", "expect: deny # why")],
    [8, SCENARIO.replace('"ask"', "deny")],
  ])("becomes what is decided by a quick fix, line %d", async (line, mended) => {
    const { service, id, document } = editor(SCENARIO);
    const at = { line, character: 13 };
    const actions = await service.codeActions(id.path, id.kind, { start: at, end: at });
    expect(actions).toMatchObject([
      { title: "Expect `deny`, as it is decided", isPreferred: false },
    ]);
    const edits = actions[0]?.edit?.changes?.[id.path] ?? [];
    expect(TextDocument.applyEdits(document, edits)).toBe(mended);
  });

  it("counts the calls before it, and the policies behind its own", async () => {
    const policy = `${POLICY}  - { id: look, allow: "mcp:mail/look" }
  - { id: no-more, deny: file.read, path: "src/**", when: { seen: untrusted } }
`;
    const session = `ambit-scenario: 1
policy: ./sub/own.ambit.yaml
steps:
  - call: { tool: "mcp:mail/look", args: {} }
  - call: { tool: file.read, args: { path: src/a.ts } }
    expect: allow
`;
    const more = {
      "/shop/sub/own.ambit.yaml":
        "ambit: 1\nagent: { id: a, owner: b }\nextends: [../ambit.yaml]\n",
    };
    const { diagnostics, links } = await found(session, policy, more);
    expect(diagnostics[0]?.relatedInformation?.[0]).toMatchObject({
      location: { uri: "/shop/ambit.yaml", range: { start: { line: 6 } } },
    });
    expect(links).toEqual(
      expect.arrayContaining(["/shop/ambit.yaml", "/shop/sub/own.ambit.yaml", SCENARIO_FILE]),
    );
  });

  it.each([
    ["a broken policy, which says so itself", SCENARIO, `${POLICY}rulez: 1\n`, []],
    ["one whose bounds are broken", SCENARIO, `${POLICY}extends: [./gone.ambit.yaml]\n`, []],
    ["a broken scenario", SCENARIO.replace('"ask"', "never"), POLICY, ["bad-value"]],
    ["one without a policy", SCENARIO.replace("policy: ./ambit.yaml\n", ""), POLICY, []],
    [
      "one whose policy is gone",
      SCENARIO.replace("ambit.yaml", "gone.yaml"),
      POLICY,
      ["broken-link"],
    ],
    ["another kind of policy", SCENARIO.replace("ambit.yaml", "x.json"), POLICY, ["broken-link"]],
  ])("is no finding of %s", async (_, scenario, policy, codes) => {
    const { diagnostics } = await found(scenario, policy);
    expect(diagnostics.map(({ code }) => code)).toEqual(codes);
  });
});
