import { describe, expect, it } from "vitest";
import { labels, taken } from "./agent-offers.ts";

const AGENT = "/shop/.claude/agents/new.md";
const SKILL = "/shop/.claude/skills/x/SKILL.md";
const MODE = "/shop/.github/chatmodes/plan.chatmode.md";
const COPILOT = "/shop/.github/agents/plan.agent.md";
const OPENCODE = "/shop/.opencode/agent/review.md";
const front = (yaml: string): string => `---\nname: x\n${yaml}\n---\n\nDo it.\n`;

describe("in the front matter of Claude Code", () => {
  it.each([
    [AGENT, "tools: $0", ["Read", "Bash", "mcp__docs", "mcp__github__merge"]],
    [AGENT, "tools: Read, Gr$0", ["Grep"]],
    [AGENT, "tools: [Read, $0", ["Grep"]],
    [AGENT, "tools:\n  - Read\n  - $0", ["Grep"]],
    [AGENT, "tools:\n- $0", ["Grep"]],
    [AGENT, "disallowedTools: $0", ["Bash"]],
    [AGENT, "permissionMode: $0", ["plan", "acceptEdits", "bypassPermissions"]],
    [AGENT, "$0", ["tools", "disallowedTools", "permissionMode"]],
    [AGENT, "to$0", ["tools"]],
    [SKILL, "al$0", ["allowed-tools"]],
    [SKILL, "allowed-tools: $0", ["Bash()", "Read()", "WebSearch"]],
    [SKILL, "allowed-tools: Read, Bash(git $0", ["Bash(git status *)"]],
    [SKILL, "allowed-tools: [Read, Bash(n$0)]", ["Bash(npm test)"]],
    [SKILL, 'allowed-tools:\n  - "Edit(src/$0)"', ["Edit(src/a.ts)", "Edit(src/lib/**)"]],
  ])("%s: `%s`", async (path, yaml, wanted) => {
    expect(await labels(path, front(yaml))).toEqual(expect.arrayContaining(wanted));
  });

  it("while the front matter is not closed yet", async () => {
    expect(await labels(AGENT, "---\nname: x\ntools: Read, $0")).toContain("Bash");
  });

  it("an agent's lists name whole tools, and `auto` does not count in a project's file", async () => {
    expect(await labels(AGENT, front("tools: $0"))).not.toContain("Bash()");
    expect(await labels(AGENT, front("permissionMode: $0"))).not.toContain("auto");
  });

  it.each([
    [
      SKILL,
      "allowed-tools: Read, Ba$0sh(x, y), Grep",
      "Bash()",
      "allowed-tools: Read, Bash(), Grep",
    ],
    [SKILL, "allowed-tools: Bash(n$0", "Bash(npm test)", "allowed-tools: Bash(npm test)"],
    [SKILL, "allowed-tools:\n  - R$0  # why", "Read()", "allowed-tools:\n  - Read()  # why"],
    [SKILL, 'allowed-tools: ["W$0", Read]', "WebSearch", 'allowed-tools: ["WebSearch", Read]'],
    [AGENT, "tools: [Read,\n  G$0]", "Grep", "tools: [Read,\n  Grep]"],
    [AGENT, "to$0", "tools", "tools: "],
    [AGENT, "to$0: Read", "tools", "tools: Read"],
  ])("%s: `%s` and %s", async (path, before, label, after) => {
    expect(await taken(path, front(before), label)).toBe(front(after));
  });

  it.each([
    [AGENT, "name: $0"],
    [AGENT, "tools:$0"],
    [AGENT, "# tools: $0"],
    [AGENT, "tools: Read # $0"],
    [AGENT, "tools: |\n  $0"],
    [AGENT, "model: $0"],
    [SKILL, "tools: $0"],
    [SKILL, "description: >\n  allowed-tools: $0"],
    [AGENT, "hooks:\n  tools: $0"],
  ])("%s: `%s` offers nothing", async (path, yaml) => {
    expect(await labels(path, front(yaml))).toEqual([]);
  });

  it("what is there already is not offered again, and the text below is only text", async () => {
    expect(await labels(AGENT, front("tools: Read\n$0"))).toEqual([
      "disallowedTools",
      "permissionMode",
    ]);
    expect(await labels(AGENT, "---\nname: x\n---\n$0")).toEqual([]);
    expect(await labels(AGENT, "tools: $0\n")).toEqual([]);
  });
});

describe("in the front matter of VS Code's agents", () => {
  it.each([
    [COPILOT, "tools: ['read', '$0']"],
    [COPILOT, "tools:\n  - $0"],
    [MODE, "tools: [$0"],
  ])("%s: `%s` offers sets, the tools of servers and single tools", async (path, yaml) => {
    expect(await labels(path, front(yaml))).toEqual(
      expect.arrayContaining(["edit", "docs/*", "github/merge", "edit/editFiles"]),
    );
  });

  it("a text is written in the quotes that are there, or in its own", async () => {
    expect(await taken(COPILOT, front("tools: ['read', '$0']"), "docs/*")).toBe(
      front("tools: ['read', 'docs/*']"),
    );
    expect(await taken(COPILOT, front("tools: [read, $0]"), "docs/*")).toBe(
      front("tools: [read, docs/*]"),
    );
    expect(await taken(COPILOT, front("to$0"), "tools")).toBe(front("tools: []"));
  });
});

it("what VS Code offers itself in its own languages is left to it", async () => {
  const chat = (path: string, yaml: string): Promise<readonly string[]> =>
    labels(path, front(yaml), "chatagent");
  expect(await chat(AGENT, "$0")).toEqual([]);
  expect(await chat(AGENT, "permissionMode: $0")).toEqual([]);
  expect(await chat(AGENT, "tools: $0")).toEqual([
    "mcp__docs",
    "mcp__github__merge",
    "mcp__github",
  ]);
  expect(await chat(COPILOT, "$0")).toEqual([]);
  expect(await chat(COPILOT, "tools: [$0]")).toEqual(["docs/*", "github/merge", "github/*"]);
  expect(await labels(SKILL, front("allowed-tools: $0"), "skill")).toContain("Bash()");
});

describe("in the front matter of opencode's agents", () => {
  it.each([
    ["per$0", "permission"],
    ["permission:\n  $0", "bash"],
    ["permission:\n  $0", "github_merge"],
    ["permission:\n  edit: $0", "ask"],
    ["permission:\n  bash:\n    $0", "git status *"],
    ['permission:\n  bash:\n    "git push *": $0', "deny"],
    ["permission:\n  bash:\n    git log *: allow\n    np$0", "npm test"],
    ["permission:\n  edit:\n    src/$0", "src/lib/**"],
    ["permission: $0", "deny"],
  ])("`%s` offers `%s`", async (yaml, wanted) => {
    expect(await labels(OPENCODE, front(yaml))).toContain(wanted);
  });

  it("keys are written as YAML has them", async () => {
    const star = await taken(OPENCODE, front("permission:\n  $0"), "*");
    expect(star).toBe(front('permission:\n  "*": '));
    const bash = front('permission:\n  bash:\n    "gi$0": ask');
    expect(await taken(OPENCODE, bash, "git status *")).toBe(
      front('permission:\n  bash:\n    "git status *": ask'),
    );
  });

  it.each(["permission:\n  webfetch:\n    $0", "mode: $0", "agent:\n  permission:\n    $0"])(
    "`%s` offers nothing",
    async (yaml) => {
      expect(await labels(OPENCODE, front(yaml))).toEqual([]);
    },
  );
});

it.each([
  [AGENT, "---\ntools: [Read, 'Ba\n  - x: [\npermissionMode: \"pl\n- - a\n---\n# tools: \n"],
  [SKILL, "---\r\nallowed-tools: Bash(git (x, ), Read\r\n  \t- 'y\r\n: :\r\n"],
  [OPENCODE, '---\npermission:\n  bash: { "a\n    "b *": \n  - c\n permission: [a, {b: \n'],
  [COPILOT, "---\ntools: [ , ,'\n]\n'x': y"],
])("%s may be broken wherever the cursor is", async (path, text) => {
  for (let at = 0; at <= text.length; at++)
    await expect(labels(path, `${text.slice(0, at)}$0${text.slice(at)}`)).resolves.toBeDefined();
});
