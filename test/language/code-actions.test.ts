import { describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Editor, POLICY_FILE } from "./editor.ts";

const HEAD = "ambit: 1\nagent: { id: bot, owner: a@example.com, purpose: tests }\n";
const RULES = `${HEAD}rules:\n  - id: read\n    allow: file.read\n    path: "src/**"\n`;

/** The fixes offered at `$0`, each with the text that it leaves. */
async function fixesAt(marked: string): Promise<Record<string, string>> {
  const { document, position, service } = new Editor(marked);
  const range = { start: position, end: position };
  const actions = await service.codeActions(POLICY_FILE, "policy", range);
  return Object.fromEntries(
    actions.map(({ title, edit, isPreferred }) => [
      isPreferred === true ? title : `${title} (to review)`,
      TextDocument.applyEdits(document, edit?.changes?.[POLICY_FILE] ?? []),
    ]),
  );
}

describe("quick fixes", () => {
  it("waive a finding, with the reason left to write", async () => {
    const broad = RULES.replace("file.read", "shell").replace(
      'path: "src/**"',
      "command: python3 **",
    );
    const title = "Waive `interpreter-command` on this line (to review)";
    const fixes = await fixesAt(broad.replace("python3", "pyth$0on3"));
    const waived = broad.replace("**\n", "**  # ambit: ignore[interpreter-command] \n");
    expect(fixes[title]).toBe(waived);
    // What is waived needs no second waiver, and what runs on over lines takes none.
    expect(await fixesAt(waived.replace("pyth", "pyth$0"))).not.toHaveProperty(title);
    const long = broad.replace("python3 **", '"python3\n      **"').replace("pyth", "pyth$0");
    expect(await fixesAt(long)).not.toHaveProperty(title);
  });

  it("show the call that a finding permits, or keep it in view", async () => {
    const { position, service } = new Editor(RULES.replace('"src/**"', '"$0**"'));
    const range = { start: position, end: position };
    const actions = await service.codeActions(POLICY_FILE, "policy", range);
    const shows = actions.flatMap(({ command }) => (command?.arguments ? [command] : []));
    expect(shows.slice(0, 2)).toEqual([
      {
        title: "Simulate This Call",
        command: "ambit.simulateToolCall",
        arguments: [{ tool: "file.read", args: expect.any(Object) as object }],
      },
      {
        title: "Watch This Call",
        command: "ambit.watchCall",
        arguments: shows[0]?.arguments,
      },
    ]);
  });

  it("remove a waiver that hides nothing", async () => {
    const comment = "  # ambit: ignore[interpreter-command] x";
    const marked = `${RULES.trimEnd()}${comment.replace("ignore", "ig$0nore")}\n`;
    expect(await fixesAt(marked)).toEqual({ "Remove the waiver (to review)": RULES });
    const alone = RULES.replace("    path", `  ${comment.replace("ignore", "ig$0nore")}\n    path`);
    expect(await fixesAt(alone)).toEqual({ "Remove the waiver (to review)": RULES });
  });

  it.each([
    ["a key of a rule", RULES.replace("path:", "pa$0ht:"), RULES, "path"],
    ["a key of the document", RULES.replace("rules:", "rulse$0:"), RULES, "rules"],
    ["a key of the agent", RULES.replace("purpose:", "$0porpose:"), RULES, "purpose"],
    ["a quoted key", RULES.replace("path:", '"paht$0":'), RULES, "path"],
  ])("mend %s", async (_, marked, mended, word) => {
    expect(await fixesAt(marked)).toEqual({ [`Change to \`${word}\``]: mended });
  });

  it("remove what has expired, comments around it kept", async () => {
    const expired = `  # Of June.\n  - id: old\n    allow: file.read\n    path: "docs/**"\n    expires: 2026$0-06-30\n`;
    const fixes = await fixesAt(`${RULES}${expired}  # The end.\n`);
    expect(Object.keys(fixes)).toEqual([
      "Remove the rule",
      "Waive `expired-grant` on this line (to review)",
    ]);
    expect(fixes["Remove the rule"]).toContain("# The end.");
    expect(fixes["Remove the rule"]).not.toContain("id: old");
  });

  it("add an owner for a person to fill in", async () => {
    const fixes = await fixesAt(
      RULES.replace("agent: { id: bot, owner: a@example.com", "agent$0: { id: bot"),
    );
    const [title = ""] = Object.keys(fixes);
    expect(title).toMatch(/owner.*\(to review\)$/i);
    expect(fixes[title]).toMatch(/agent: \{ id: bot, purpose: tests, owner: .*\}/);
  });

  it.each([
    [
      "a set",
      RULES.replace('"src/**"', "$0$mine"),
      "Add `path` to the set `mine` (to review)",
      `${RULES.replace('"src/**"', "$mine")}sets: { "mine": { path: ["src/**"] } }\n`,
    ],
    [
      "an entry of a set",
      `sets: { mine: { host: a.example } }\n${RULES.replace('"src/**"', "$0$mine")}`,
      "Add `path` to the set `mine` (to review)",
      `sets: { mine: { host: a.example, path: ["src/**"] } }\n${RULES.replace('"src/**"', "$mine")}`,
    ],
    [
      "quotes around a sign",
      RULES.replace('"src/**"', "$0@home/x # why"),
      'Write `"@home/x"` (to review)',
      RULES.replace('"src/**"', '"@home/x" # why'),
    ],
    [
      "quotes around braces",
      RULES.replace('"src/**"', "{src,test}$0/**"),
      'Write `"{src,test}/**"` (to review)',
      RULES.replace('"src/**"', '"{src,test}/**"'),
    ],
  ])("add %s", async (_, marked, title, mended) => {
    expect(await fixesAt(marked)).toMatchObject({ [title]: mended });
  });

  it("are none where nothing is found", async () => {
    expect(await fixesAt(RULES.replace("src", "s$0rc"))).toEqual({});
  });
});
