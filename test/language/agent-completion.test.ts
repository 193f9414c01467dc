import { describe, expect, it } from "vitest";
import { lintFile } from "../support/check-file.ts";
import { RULES } from "../../src/rules/index.ts";
import { labels, taken } from "./agent-offers.ts";

const CLAUDE = "/shop/.claude/settings.json";
const allow = (entry: string): string => `{ "permissions": { "allow": [${entry}] } }\n`;

describe("in Claude Code's settings", () => {
  it("entries begin with tools, and those of the workspace's servers", async () => {
    const found = await labels(CLAUDE, allow('"$0"'));
    expect(found.slice(0, 4)).toEqual(["Bash()", "Read()", "Edit()", "WebFetch(domain:)"]);
    expect(found).toEqual(
      expect.arrayContaining(["mcp__docs", "mcp__github__merge", "mcp__github", "WebSearch"]),
    );
  });

  it.each([
    ["Bash(n$0", ["Bash(npm run build)", "Bash(npm test)", "Bash(git status *)"]],
    ["Edit($0)", ["Edit(src/**)", "Edit(web/)"]],
    ["Edit(src/$0)", ["Edit(src/a.ts)", "Edit(src/lib/**)"]],
    ["Agent($0)", ["Agent(reviewer)"]],
  ])("`%s` goes on with what is there", async (entry, wanted) => {
    expect(await labels(CLAUDE, allow(`"${entry}"`))).toEqual(expect.arrayContaining(wanted));
  });

  it("hosts are those that the file names", async () => {
    const text = allow('"WebFetch(domain:docs.example.com)", "WebFetch(domain:$0)"');
    expect(await labels(CLAUDE, text)).toEqual(["WebFetch(domain:docs.example.com)"]);
  });

  it("an entry is replaced as a whole, or written with its quotes", async () => {
    expect(await taken(CLAUDE, allow('"Bash(np$0m x)"'), "Bash(npm test)")).toBe(
      allow('"Bash(npm test)"'),
    );
    expect(await taken(CLAUDE, allow('"Bash(ls)", $0'), "Bash()")).toBe(
      allow('"Bash(ls)", "Bash()"'),
    );
  });

  it("modes and servers are words; `auto` does not count in a project's file", async () => {
    expect(await labels(CLAUDE, '{ "permissions": { "defaultMode": "$0" } }')).toEqual([
      "default",
      "acceptEdits",
      "plan",
      "dontAsk",
      "bypassPermissions",
    ]);
    expect(await labels(CLAUDE, '{ "enabledMcpjsonServers": ["$0"] }')).toEqual(["docs"]);
  });

  it.each([
    '{ "$0": 1 }',
    '{ "permissions": { "$0": [] } }',
    '{ "env": { "A": "$0" } }',
    allow('"Bash(ls)"$0'),
    `{ "permissions": { "allow": [ // $0\n] } }`,
    "",
    "$0",
  ])("nothing is offered elsewhere: %s", async (text) => {
    expect(await labels(CLAUDE, text)).toEqual([]);
  });

  it("nothing is offered that the agent would not consult", async () => {
    for (const list of ["allow", "ask", "deny"])
      for (const entry of ["$0", "Bash($0)", "Read($0)", "Edit(src/$0)", "Agent($0)"]) {
        const marked = `{ "permissions": { "${list}": ["${entry}"] } }\n`;
        for (const label of await labels(CLAUDE, marked)) {
          if (/[(:/]\)$/.test(label)) continue;
          const text = JSON.stringify({ permissions: { [list]: [label] } });
          const { findings } = lintFile(".claude/settings.json", text, RULES);
          expect(
            findings.filter(({ code }) => code === "entry-not-consulted"),
            label,
          ).toEqual([]);
        }
      }
  });
});

describe("in the files of other agents", () => {
  it.each([
    [
      "/shop/.vscode/settings.json",
      '{ "chat.tools.terminal.autoApprove": { "$0": true } }',
      "npm run build",
    ],
    ["/shop/.vscode/settings.json", '{ "chat.tools.edits.autoApprove": { "$0": true } }', "src/**"],
    [
      "/shop/.vscode/settings.json",
      '{ "chat.tools.urls.autoApprove": { "https://a.example": true, "$0": 1 } }',
      "https://a.example",
    ],
    ["/shop/opencode.json", '{ "permission": { "bash": { "$0": "ask" } } }', "git log *"],
    ["/shop/opencode.json", '{ "permission": { "edit": { "$0": "ask" } } }', "web/**"],
    ["/shop/.cursor/cli.json", allow('"$0"'), "Mcp(github:merge)"],
    ["/shop/.cursor/cli.json", allow('"Shell($0)"'), "Shell(git:log*)"],
    ["/shop/.cursor/cli.json", allow('"Write(src/$0)"'), "Write(src/a.ts)"],
    ["/shop/.gemini/policies/a.toml", '[[rule]]\ntoolName = "$0"\n', "run_shell_command"],
    ["/shop/.gemini/policies/a.toml", '[[rule]]\ncommandPrefix = ["ls", "$0"]\n', "npm run build"],
    ["/shop/.gemini/policies/a.toml", "[[rule]]\ndecision = '$0'\n", "ask_user"],
    ["/shop/.gemini/policies/a.toml", '[[rule]]\nmcpName = "$0"\n', "docs"],
    ["/shop/.codex/config.toml", 'sandbox_mode = "$0"\n', "workspace-write"],
    ["/shop/.codex/config.toml", 'default_permissions = "$0"\n[permissions.own]\n', "own"],
    ["/shop/.codex/config.toml", '[permissions.own]\nextends = "$0"\n', ":workspace"],
    ["/shop/.codex/config.toml", '[permissions.own.filesystem]\n"~/.ssh" = "$0"\n', "deny"],
    ["/shop/.codex/config.toml", '[permissions.own.network.domains]\n"*.a" = "$0"\n', "allow"],
    ["/shop/.codex/rules/a.rules", 'prefix_rule(pattern=["git"], decision="$0")\n', "forbidden"],
  ])("%s: %s offers `%s`", async (path, marked, wanted) => {
    expect(await labels(path, marked)).toContain(wanted);
  });

  it.each([
    ["/shop/.vscode/settings.json", '{ "editor.fontFamily": "$0" }'],
    ["/shop/.vscode/settings.json", '{ "chat.tools.terminal.autoApprove": { "ls": $0 } }'],
    ["/shop/opencode.json", '{ "permission": { "$0": "ask" } }'],
    ["/shop/.gemini/policies/a.toml", '# decision = "$0"\n'],
    ["/shop/.codex/config.toml", 'model = "$0"\n'],
    ["/shop/.mcp.json", '{ "mcpServers": { "$0": {} } }'],
  ])("%s: %s offers nothing", async (path, marked) => {
    expect(await labels(path, marked)).toEqual([]);
  });

  it("a word in a line of TOML is replaced, and the rest stays", async () => {
    const path = "/shop/.gemini/policies/a.toml";
    expect(await taken(path, '[[rule]]\ndecision = "al$0l" # x\n', "deny")).toBe(
      '[[rule]]\ndecision = "deny" # x\n',
    );
  });
});

it.each([
  [CLAUDE, `{ "permissions": { "allow": ["Bash(ls)", "Read(\\u00", 1, { "a": [ // x\n`],
  ["/shop/.vscode/settings.json", '{ "chat.tools.edits.autoApprove": { "a\\": true, "b }'],
  ["/shop/.gemini/policies/a.toml", "[[rule]]\ndecision = ['allow', \"x\n= =\n"],
  ["/shop/.codex/rules/a.rules", 'prefix_rule(pattern=["git", decision="all'],
])("%s may be broken wherever the cursor is", async (path, text) => {
  for (let at = 0; at <= text.length; at++)
    await expect(labels(path, `${text.slice(0, at)}$0${text.slice(at)}`)).resolves.toBeDefined();
});
