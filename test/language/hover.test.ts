import { describe, expect, it } from "vitest";
import { catalogOf } from "../support/catalog.ts";
import { Editor, POLICY_FILE, SCENARIO_FILE } from "./editor.ts";

const FILES = {
  "/shop/.ambit/tools/mail.json": catalogOf("mail", [
    {
      name: "send",
      description: "Sends [mail](command:x)\u202e",
      inputSchema: { required: ["to"], properties: { to: { type: "string" }, cc: {} } },
      annotations: { destructiveHint: true },
    },
  ]),
};

async function hover(marked: string, path = POLICY_FILE): Promise<string> {
  const editor = new Editor(marked, FILES, path);
  const found = await editor.features.hover(editor.id, editor.position);
  const { contents } = found ?? { contents: "" };
  return typeof contents === "object" && "value" in contents ? contents.value : "";
}

const rule = (body: string): string =>
  `ambit: 1\nsets: { s: { path: [a, b] } }\nrules:\n  - ${body}\n`;

describe("hovering tells", () => {
  it.each([
    ["a key", "am$0bit: 1\n", /\*\*ambit\*\*\n\nThe version of the language/],
    [
      "a key of a rule",
      rule("{ allow: shell, comm$0and: ls }"),
      /^\*\*command\*\*\n\nCommands, word by word/,
    ],
    ["a key with few values", "other$0wise: deny\n", /One of: `deny`, `ask`/],
    ["a tool of the language", rule("allow: she$0ll"), /Run a command line.*`command`: string/s],
    [
      "a tool of a server",
      rule("ask: mcp:mail/se$0nd"),
      /Sends .*- `to`: string\n- `cc` \(optional\).*destructiveHint/s,
    ],
    ["an argument", rule("{ ask: mcp:mail/send, args: { t$0o: x } }"), /^`to`\n\nstring/],
    [
      "a set",
      rule("{ deny: file.read, path: $$0s }".replace("$$0", "$0$")),
      /`\$s`.*`path`: `a`, `b`/s,
    ],
    [
      "a set that ships",
      rule("{ deny: web.fetch, host: $0$metadata }"),
      /ships with Ambit.*169\.254/s,
    ],
    [
      "a rule",
      rule("{ id: na$0me, deny: shell, command: rm, because: no }"),
      /Denies `shell`\n\n- `command`: `rm`\n\nno/,
    ],
    [
      "a path",
      rule('{ allow: file.read, path: "sr$0c/**" }'),
      /from the workspace.*Matches `src\/a`, `src\/a\/b`\n\nDoes not match `src.old`/s,
    ],
    [
      "a path that is denied",
      rule('{ deny: file.read, path: "$0*.pem" }'),
      /Read widely.*Matches `x.pem`/s,
    ],
    [
      "a command",
      rule('{ allow: shell, command: "git $0log **" }'),
      /Matches `git log`, `git log a`\n\nDoes not match `git log; rm -rf .`, `git other`/,
    ],
    [
      "a host",
      rule('{ allow: web.fetch, host: "*.exam$0ple.org" }'),
      /Matches `https:\/\/www.example.org\/a`.*\n\nDoes not match `http/,
    ],
  ])("%s", async (_, marked, expected) => {
    expect(await hover(marked)).toMatch(expected);
  });

  it("a key and a tool of a scenario", async () => {
    const step = (body: string): string => `ambit-scenario: 1\nsteps:\n  - ${body}\n`;
    expect(await hover(step("{ call: { tool: shell }, exp$0ect: deny }"), SCENARIO_FILE)).toMatch(
      /What should become/,
    );
    expect(await hover(step("call: { tool: sh$0ell }"), SCENARIO_FILE)).toMatch(
      /Run a command line/,
    );
  });

  it.each([
    ["blank space", "ambit: 1\n\n$0\n"],
    ["a text", rule("{ deny: shell, because: no$0thing }")],
    ["an unknown key", "fo$0o: 1\n"],
  ])("nothing of %s", async (_, marked) => {
    expect(await hover(marked)).toBe("");
  });

  it("nothing that acts, and nothing unseen", async () => {
    const text = await hover(rule("ask: mcp:mail/se$0nd"));
    expect(text).not.toMatch(/\]\(|command:|\u202e/);
    const name = await hover(rule('{ deny: "x", id: "a`[b](command:c)", pa$0th: x }'));
    expect(name).not.toContain("](command");
  });
});
