import { describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/host/grammars.ts";
import { agentHover } from "../../src/language/agents/hover.ts";
import { Workspace } from "../../src/workspace/workspace.ts";
import { Disk } from "../server/disk.ts";

const grammars = await loadGrammars();

/** What is said at `$0`, its paragraphs; and what it is about. */
async function said(
  path: string,
  marked: string,
): Promise<{ readonly lines: readonly string[]; readonly over: string }> {
  const offset = marked.indexOf("$0");
  const text = marked.replace("$0", "");
  const files = new Disk({ "/shop/.git/HEAD": "", [path]: text });
  const now = (): string => "2026-11-01T00:00:00Z";
  const workspace = new Workspace({ files, grammars, home: "/home/dev", now });
  const hover = await agentHover(workspace, { path }, offset);
  if (hover === undefined) return { lines: [], over: "" };
  const { contents, range } = hover;
  const value = typeof contents === "object" && "value" in contents ? contents.value : "";
  const rows = text.split("\n");
  const over =
    range?.start.line === range?.end.line
      ? (rows[range?.start.line ?? 0] ?? "").slice(range?.start.character, range?.end.character)
      : "lines";
  return { lines: value.split("\n\n"), over };
}

const CLAUDE = "/shop/.claude/settings.json";

describe("an entry", () => {
  it("is said in words, with calls that the agent itself would take, and their decision", async () => {
    const { lines, over } = await said(
      CLAUDE,
      '{ "permissions": { "allow": ["Bash(git $0log *)"], "deny": [] } }',
    );
    expect(over).toBe('"Bash(git log *)"');
    expect(lines.slice(0, -1)).toEqual([
      "**Allows without asking:** `Bash(git log *)`",
      "Commands",
      "Matches `git log`, `git log a`",
      "Does not match `git logx`, `git other`",
      "`git log`: `allow`",
    ]);
    expect(lines.at(-1)).toMatch(/^As Claude Code reads it/);
  });

  it("that another one stops says which", async () => {
    const { lines } = await said(
      CLAUDE,
      '{ "permissions": { "allow": ["Bash(git log $0*)"], "deny": ["Bash(git *)"] } }',
    );
    expect(lines).toContain("`git log`: `deny`, by `Bash(git *)`");
  });

  it.each([
    [
      "/shop/.claude/skills/x/SKILL.md",
      "---\nallowed-tools: Read(./docs/**), Bash(np$0m test)\n---\n",
      ["**Allows without asking:** `Bash(npm test)`", "Matches `npm test`"],
      "Bash(npm test)",
    ],
    [
      "/shop/.codex/rules/a.rules",
      'prefix_rule(pattern=["git", "pu$0sh"], decision="prompt")\n',
      [
        '**Asks for:** `prefix_rule(pattern=["git", "push"], decision="prompt")`',
        "Matches `git push`, `git push a`",
      ],
      'prefix_rule(pattern=["git", "push"], decision="prompt")',
    ],
    [
      "/shop/.codex/config.toml",
      '[mcp_servers.docs]\nurl = "https://x.example"\ndefault_tools_approval_mode = "appr$0ove"\n',
      ["`approve`: never asks", "Every tool of the server `docs`"],
      "approve",
    ],
    [
      "/home/dev/.gemini/policies/a.toml",
      '[[rule]]\ntoolName = "run_shell_command"\ncommandPrefix = "git log"\ndecision = "al$0low"\npriority = 1\n',
      ["`allow`: carries it out", "Matches `git log`, `git log a`"],
      "allow",
    ],
    [
      "/shop/.gemini/settings.json",
      '{ "tools": { "allowed": ["run_shell_command(git l$0og)"] } }',
      ["**Allows without asking:** `run_shell_command(git log)`", "Commands"],
      '"run_shell_command(git log)"',
    ],
    [
      "/shop/.cursor/permissions.json",
      '{ "terminalAllowlist": ["git l$0og"] }',
      ["Matches `git log`, `git log a`", "Does not match `git logx`, `git other`"],
      '"git log"',
    ],
    [
      "/shop/.opencode/agent/x.md",
      '---\npermission:\n  bash:\n    "git pu$0sh *": deny\n---\n',
      ["**Denies:** `bash: git push *`", "Matches `git push`, `git push a`"],
      '"git push *"',
    ],
    [
      "/shop/.github/agents/x.agent.md",
      "---\ntools: ['edit', 'do$0cs/*']\n---\n",
      ["**Has the tool, if that is approved:** `docs/*`", "Every tool of the server `docs`"],
      "'docs/*'",
    ],
  ])("%s", async (path, marked, lines, over) => {
    const found = await said(path, marked);
    expect(found.lines).toEqual(expect.arrayContaining(lines));
    expect(found.over).toBe(over);
  });
});

describe("a key or a word", () => {
  it.each([
    [
      "/shop/.claude/agents/x.md",
      "---\ndisallowed$0Tools: Bash\n---\n",
      "`disallowedTools`: tools that it has not",
    ],
    [
      "/shop/.claude/agents/x.md",
      "---\npermissionMode: pl$0an\n---\n",
      "`plan`: reads, and changes nothing",
    ],
    [
      "/shop/.codex/config.toml",
      "sandbox$0_mode = 'read-only'\n",
      "`sandbox_mode`: what commands may write",
    ],
    [
      "/shop/.codex/config.toml",
      "sandbox_mode = 'danger$0-full-access'\n",
      "`danger-full-access`: no sandbox",
    ],
    [
      "/shop/.codex/rules/a.rules",
      'prefix_rule(pattern=["a"], decis$0ion="allow")\n',
      "`decision`: without it `allow`",
    ],
    [
      "/shop/.gemini/policies/a.toml",
      "[[rule]]\nprior$0ity = 1\n",
      "`priority`: 0 to 999: the highest that matches decides",
    ],
    [
      "/shop/.gemini/settings.json",
      '{ "mcpServers": { "a": { "tr$0ust": true } } }',
      "`trust`: true: every tool of the server runs without a question",
    ],
    ["/shop/.cursor/sandbox.json", '{ "type": "insec$0ure_none" }', "`insecure_none`: no sandbox"],
  ])("%s: %s", async (path, marked, line) => {
    expect((await said(path, marked)).lines).toContain(line);
  });

  it("is left to the schema that a file names", async () => {
    const marked = '{ "$schema": "https://x.example/s.json", "type": "insec$0ure_none" }';
    expect((await said("/shop/.cursor/sandbox.json", marked)).lines).toEqual([]);
  });

  it.each([
    ["/shop/.codex/config.toml", "mo$0del = 'x'\n"],
    ["/shop/.claude/agents/x.md", "---\nname: x\n---\nto$0ols: Read\n"],
    [CLAUDE, '{ "permi$0ssions": {} }'],
  ])("%s: nothing is said of %s", async (path, marked) => {
    expect((await said(path, marked)).lines).toEqual([]);
  });
});

it.each([
  ["/shop/.codex/config.toml", 'sandbox_mode = "read-only\n[mcp_servers.a\nb = [\n'],
  ["/shop/.codex/rules/a.rules", 'prefix_rule(pattern=["git", decision="allow"\nx = [('],
  ["/shop/.claude/skills/x/SKILL.md", "---\nallowed-tools: [Bash(ls, 'x\n- a: b\n"],
  [CLAUDE, '{ "permissions": { "allow": ["Bash(ls)", "Rea'],
])("%s may be broken wherever the cursor is", async (path, text) => {
  for (let at = 0; at <= text.length; at++) {
    const marked = `${text.slice(0, at)}$0${text.slice(at)}`;
    await expect(said(path, marked)).resolves.toBeDefined();
  }
});
