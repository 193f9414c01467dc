import { describe, expect, it } from "vitest";
import { agentFixes } from "../../src/workspace/agent-fixes.ts";
import { applied } from "../../src/model/edit.ts";
import { RULES } from "../../src/rules/index.ts";
import { lintFile } from "../support/check-file.ts";

const SETTINGS = ".claude/settings.json";
const SKILL = ".claude/skills/x/SKILL.md";
const AGENT = ".claude/agents/x.md";
const CONFIG = ".codex/config.toml";
const CODEX = ".codex/rules/a.rules";
const POLICY = ".gemini/policies/a.toml";
const GEMINI = ".gemini/settings.json";
const OPENCODE = ".opencode/agent/x.md";
const COPILOT = ".github/agents/x.agent.md";

const text = (allow: readonly string[], deny: readonly string[] = []): string =>
  `${JSON.stringify({ permissions: { allow, deny } }, undefined, 2)}\n`;

/** What each fix of each finding leaves, by the rule and the title, with what it promises; a spelling that was meant by `meant`. */
function fixesOf(path: string, file: string): Readonly<Record<string, string>> {
  const { findings } = lintFile(path, file, RULES);
  return Object.fromEntries(
    findings.flatMap((found) => {
      const own = agentFixes(found, file).map(
        ({ title, edit, effect }) =>
          [`${found.code}: ${title} (${effect})`, applied(file, [edit])] as const,
      );
      const { suggestion, range } = found;
      if (suggestion === undefined) return own;
      const meant = applied(file, [{ range, newText: suggestion }]);
      return [...own, [`${found.code}: meant`, meant] as const];
    }),
  );
}

const permissions = (lists: object): string =>
  `${JSON.stringify({ permissions: lists }, undefined, 2)}\n`;

describe("in the settings of Claude Code", () => {
  it("a grant that is too wide is asked for instead, or removed", () => {
    const fixes = fixesOf(SETTINGS, text(["Bash(python3 *)", "Bash(ls)"]));
    expect(fixes).toEqual({
      "interpreter-command: Ask for it instead (narrows)": permissions({
        allow: ["Bash(ls)"],
        deny: [],
        ask: ["Bash(python3 *)"],
      }),
      "interpreter-command: Remove the entry (narrows)": permissions({
        allow: ["Bash(ls)"],
        deny: [],
      }),
    });
  });

  it("what does nothing is removed, and a deny that was meant otherwise is spelt so", () => {
    const deny = ["Write(secrets/**)"];
    const fixes = fixesOf(SETTINGS, text(["Bash(ls)", "Bash(ls)"], deny));
    expect(fixes).toEqual({
      "redundant-entry: Remove the entry (none)": permissions({ allow: ["Bash(ls)"], deny }),
      "entry-not-consulted: Remove the entry (open)": permissions({
        allow: ["Bash(ls)", "Bash(ls)"],
        deny: [],
      }),
      "entry-not-consulted: meant": permissions({
        allow: ["Bash(ls)", "Bash(ls)"],
        deny: ["Edit(secrets/**)"],
      }),
    });
  });

  it("a deny that counts is never offered to be removed", () => {
    const file = text(["Bash(python3 *)"], ["Bash(curl *)"]);
    const titles = Object.keys(fixesOf(SETTINGS, file));
    expect(titles.filter((title) => title.startsWith("deny-"))).toEqual([]);
  });
});

const front = (yaml: string): string => `---\nname: x\n${yaml}\n---\n\nDo it.\n`;

describe("in front matter", () => {
  it.each([
    ["allowed-tools: Bash(python3 *), TodoWrite", "allowed-tools: TodoWrite"],
    ["allowed-tools: TodoWrite, Bash(python3 *)", "allowed-tools: TodoWrite"],
    [
      "allowed-tools: [TodoWrite, 'Bash(python3 *)', ToolSearch] # x",
      "allowed-tools: [TodoWrite, ToolSearch] # x",
    ],
    ["allowed-tools:\n  - Bash(python3 *) # why\n  - TodoWrite", "allowed-tools:\n  - TodoWrite"],
    ["allowed-tools: Bash(python3 *)", "allowed-tools: []"],
    ["allowed-tools:\n  - Bash(python3 *)", "allowed-tools: []"],
    ['allowed-tools: "TodoWrite, Bash(python3 *)"', 'allowed-tools: "TodoWrite"'],
  ])("an entry of a skill is removed from `%s`", (before, after) => {
    expect(fixesOf(SKILL, front(before))).toEqual({
      "interpreter-command: Remove the entry (narrows)": front(after),
    });
  });

  it("an entry of a skill that was meant otherwise is spelt so", () => {
    const fixes = fixesOf(SKILL, front('allowed-tools: TodoWrite, "Write(src/**)"'));
    expect(fixes).toEqual({
      "entry-not-consulted: Remove the entry (narrows)": front("allowed-tools: TodoWrite"),
      "entry-not-consulted: meant": front('allowed-tools: TodoWrite, "Edit(src/**)"'),
    });
    const bare = fixesOf(SKILL, front("allowed-tools: Bash(ls*)"));
    expect(bare["no-word-boundary: meant"]).toBe(front("allowed-tools: Bash(ls *)"));
  });

  it("the mode without prompts is left out", () => {
    expect(fixesOf(AGENT, front("permissionMode: bypassPermissions\ntools: Read"))).toEqual({
      "prompts-off: Remove the entry (narrows)": front("tools: Read"),
    });
  });

  it("a grant of an agent of opencode is asked for, a key that is never looked up has its name", () => {
    const before = front('permission:\n  write: deny\n  "*": allow # all');
    const fixes = fixesOf(OPENCODE, before);
    expect(fixes["prompts-off: Ask for it instead (narrows)"]).toBe(
      front('permission:\n  write: deny\n  "*": ask # all'),
    );
    const dead = fixesOf(OPENCODE, front("permission:\n  bash: ask\n  write: allow"));
    expect(dead).toEqual({
      "entry-not-consulted: Change to `edit` (open)": front(
        "permission:\n  bash: ask\n  edit: allow",
      ),
      "entry-not-consulted: Remove the entry (open)": front("permission:\n  bash: ask"),
    });
  });

  it("a tool of VS Code that was meant otherwise is spelt so", () => {
    expect(fixesOf(COPILOT, front("tools: ['read', 'edit/editFile']"))).toEqual({
      "entry-not-consulted: Remove the entry (narrows)": front("tools: ['read']"),
      "entry-not-consulted: meant": front("tools: ['read', 'edit/editFiles']"),
    });
  });
});

describe("in the TOML of Codex", () => {
  it.each([
    [
      'sandbox_mode = "danger-full-access" # x\n',
      {
        "sandbox-hole: Write `workspace-write` (narrows)": 'sandbox_mode = "workspace-write" # x\n',
      },
    ],
    [
      "approval_policy = 'never'\nsandbox_mode = 'danger-full-access'\n",
      {
        "prompts-off: Write `on-request` (open)":
          "approval_policy = 'on-request'\nsandbox_mode = 'danger-full-access'\n",
        "prompts-off: Write `workspace-write` (narrows)":
          "approval_policy = 'never'\nsandbox_mode = 'workspace-write'\n",
      },
    ],
    [
      "[sandbox_workspace_write]\nnetwork_access = true\n",
      {
        "sandbox-hole: Write `false` (narrows)":
          "[sandbox_workspace_write]\nnetwork_access = false\n",
      },
    ],
    [
      'default_permissions = "p"\n[permissions.p]\nfilesystem.":root" = "write" # x\nnetwork.enabled = true\n',
      {
        "sandbox-hole: Write `read` (narrows)":
          'default_permissions = "p"\n[permissions.p]\nfilesystem.":root" = "read" # x\nnetwork.enabled = true\n',
        "sandbox-hole: Write `false` (narrows)":
          'default_permissions = "p"\n[permissions.p]\nfilesystem.":root" = "write" # x\nnetwork.enabled = false\n',
      },
    ],
    [
      'default_permissions = "p"\nfeatures.network_proxy = true\n[permissions.p.network]\nenabled = true\n[permissions.p.network.domains]\n"*" = "allow"\n"a.example" = "allow"\n',
      {
        "sandbox-hole: Remove the entry (narrows)":
          'default_permissions = "p"\nfeatures.network_proxy = true\n[permissions.p.network]\nenabled = true\n[permissions.p.network.domains]\n"a.example" = "allow"\n',
      },
    ],
    [
      'sandbox_mode = "read-only"\ndefault_permissions = ":danger-full-access"\n',
      {
        "sandbox-hole: Write `:workspace` (narrows)":
          'sandbox_mode = "read-only"\ndefault_permissions = ":workspace"\n',
      },
    ],
    [
      'notify = ["x"]\n# kept\n[profiles.a]\nmodel = "m"\n\n[profiles.b]\nmodel = "m"\n\n[tui]\nx = 1\n',
      {
        "misplaced-key: Remove the entry (open)": 'notify = ["x"]\n# kept\n[tui]\nx = 1\n',
      },
    ],
    [
      '[mcp_servers.a]\ncommand = "a"\n[mcp_servers.a.tools.delete]\napproval_mode = "approve"\n',
      {
        "destructive-tool: Ask for it instead (narrows)":
          '[mcp_servers.a]\ncommand = "a"\n[mcp_servers.a.tools.delete]\napproval_mode = "prompt"\n',
      },
    ],
  ])("%s", (before, after) => {
    const fixes = fixesOf(CONFIG, before);
    for (const [title, left] of Object.entries(after)) expect(fixes[title], title).toBe(left);
  });

  it("one of several folders is removed with its comma, or its line", () => {
    const file = (roots: string): string =>
      `[sandbox_workspace_write]\nwritable_roots = ${roots}\n`;
    const title = "sandbox-hole: Remove the entry (narrows)";
    expect(fixesOf(CONFIG, file('["/", "/tmp"]'))[title]).toBe(file('["/tmp"]'));
    expect(fixesOf(CONFIG, file('["/"]'))[title]).toBe(file("[]"));
    expect(fixesOf(CONFIG, file('[\n  "/tmp", # kept\n  "/", # all\n]'))[title]).toBe(
      file('[\n  "/tmp", # kept\n]'),
    );
  });
});

describe("in the policies of Gemini CLI", () => {
  const rule = (more: string): string => `[[rule]]\ntoolName = "run_shell_command"\n${more}\n`;
  const python = rule('commandPrefix = "python3"\ndecision = "allow" # x\npriority = 1');
  const ls = rule('commandPrefix = "ls"\ndecision = "allow"\npriority = 2');

  it("a grant is asked for instead, or removed with its header", () => {
    const file = `${python}\n# kept\n${ls}`;
    const range = { start: 0, end: python.length - 1 };
    const found = { code: "interpreter-command", file: `/home/me/${POLICY}`, range } as const;
    const at = { path: ["rule", 0, "command", 0] };
    const rest = { severity: "error", confidence: "high", persona: "regular" } as const;
    const finding = { ...found, ...rest, at, message: "", related: [], fixes: [] };
    const fixes = agentFixes(finding, file).map(({ title, edit }) => [
      title,
      applied(file, [edit]),
    ]);
    expect(fixes).toEqual([
      ["Ask for it instead", file.replace('"allow" # x', '"ask_user" # x')],
      ["Remove the entry", `# kept\n${ls}`],
    ]);
  });

  it.each([
    [ls.replace("rule", "rules"), "misplaced-key: Change to `rule` (open)", ls],
    [
      rule('comandPrefix = "ls"\ndecision = "allow"\npriority = 1'),
      "misplaced-key: meant",
      rule('commandPrefix = "ls"\ndecision = "allow"\npriority = 1'),
    ],
    [
      rule('decision = "ask"\npriority = 1'),
      "refused-policy: meant",
      rule('decision = "ask_user"\npriority = 1'),
    ],
    [
      '[[rule]]\ntoolName = ["glob", "bash"]\ndecision = "deny"\npriority = 1\n',
      "entry-not-consulted: meant",
      '[[rule]]\ntoolName = ["glob", "run_shell_command"]\ndecision = "deny"\npriority = 1\n',
    ],
    [
      '[[rule]]\ntoolName = "docs__read"\ndecision = "deny"\npriority = 1\n',
      "deprecated-key: meant",
      '[[rule]]\ntoolName = "mcp_docs_read"\ndecision = "deny"\npriority = 1\n',
    ],
    [
      rule('commandPrefix = "ls"\nargsPattern = "x"\ndecision = "deny"\npriority = 1'),
      "entry-not-consulted: Remove `argsPattern` (narrows)",
      rule('commandPrefix = "ls"\ndecision = "deny"\npriority = 1'),
    ],
  ])("%s", (before, title, after) => {
    expect(fixesOf(POLICY, before)[title]).toBe(after);
  });
});

describe("in the settings of Gemini CLI", () => {
  it("trust and wide entries are removed; not one that takes a denial with it unsaid", () => {
    const allowed = ["run_shell_command(python3)"];
    const server = { url: "https://a.example" };
    const file = (list: readonly string[], a: object): string =>
      `${JSON.stringify({ tools: { allowed: list }, mcpServers: { a } }, undefined, 2)}\n`;
    const trusted = { ...server, trust: true };
    expect(fixesOf(GEMINI, file(allowed, trusted))).toMatchObject({
      "servers-enabled: Remove the entry (narrows)": file(allowed, server),
      "interpreter-command: Remove the entry (open)": file([], trusted),
    });
    const two = [...allowed, "run_shell_command(ls)"];
    expect(fixesOf(GEMINI, file(two, server))).toMatchObject({
      "interpreter-command: Remove the entry (narrows)": file(two.slice(1), server),
    });
  });
});

describe("in the rules of Codex", () => {
  it("a grant is asked for instead, or removed with its lines", () => {
    const file = '# kept\nprefix_rule(\n    pattern=["python3"],\n)\nprefix_rule(pattern=["ls"])\n';
    expect(fixesOf(CODEX, file)).toEqual({
      "interpreter-command: Ask for it instead (narrows)": file.replace(
        '["python3"]',
        '["python3"], decision="prompt"',
      ),
      "interpreter-command: Remove the entry (narrows)": '# kept\nprefix_rule(pattern=["ls"])\n',
    });
  });

  it.each([
    [
      'prefix_rule(pattern=["git push"], decision="forbidden")',
      "entry-not-consulted: meant",
      '"git", "push"',
    ],
    [
      'prefix_rule(pattern=["git", "push"], decision="deny")',
      "refused-rules: meant",
      '"forbidden"',
    ],
    ['prefix_rule(pattern=["git", "push"], decison="prompt")', "refused-rules: meant", "decision="],
    ['prefx_rule(pattern=["git", "push"])', "refused-rules: meant", "prefix_rule("],
    [
      'prefix_rule(pattern=["git", "push", "*"], decision="forbidden")',
      "wildcard-inside-command: Remove the entry (narrows)",
      '["git", "push"]',
    ],
  ])("%s", (before, title, after) => {
    expect(fixesOf(CODEX, `${before}\n`)[title]).toContain(after);
  });
});

describe("many findings of one rule", () => {
  const many = (one: (index: number) => string): readonly string[] =>
    Array.from({ length: 7 }, (_, index) => one(index));
  const runs = many((index) => `python3.${index}`);

  it.each<[string, string, string, string]>([
    [
      SETTINGS,
      text([...runs.map((run) => `Bash(${run} *)`), "Bash(ls)"]),
      "interpreter-command: Remove all 7 entries (narrows)",
      text(["Bash(ls)"]),
    ],
    [
      SKILL,
      front(`allowed-tools: ${runs.map((run) => `Bash(${run} *)`).join(", ")}, Read`),
      "interpreter-command: Remove all 7 entries (narrows)",
      front("allowed-tools: Read"),
    ],
    [
      CODEX,
      `${runs.map((run) => `prefix_rule(pattern=["${run}"], decision="allow")\n`).join("")}`,
      "interpreter-command: Ask for all 7 instead (narrows)",
      `${runs.map((run) => `prefix_rule(pattern=["${run}"], decision="prompt")\n`).join("")}`,
    ],
    [
      CODEX,
      `${runs.map((run) => `prefix_rule(pattern=["${run} x"], decision="prompt")\n`).join("")}`,
      "entry-not-consulted: Change all 7 as they were probably meant (open)",
      `${runs.map((run) => `prefix_rule(pattern=["${run}", "x"], decision="prompt")\n`).join("")}`,
    ],
    [
      CONFIG,
      `[sandbox_workspace_write]\nwritable_roots = [${many((at) => `"/home/u${at}"`).join(", ")}, "/tmp"]\n`,
      "sandbox-hole: Remove all 7 entries (narrows)",
      '[sandbox_workspace_write]\nwritable_roots = ["/tmp"]\n',
    ],
    [
      POLICY,
      many((at) => `[[rule]]\ntoolName = "bash"\ndecision = "deny"\npriority = ${at}\n`).join(""),
      "entry-not-consulted: Change all 7 as they were probably meant (open)",
      many(
        (at) => `[[rule]]\ntoolName = "run_shell_command"\ndecision = "deny"\npriority = ${at}\n`,
      ).join(""),
    ],
  ])("%s: one, with one fix for all", (path, file, title, after) => {
    const { findings } = lintFile(path, file, RULES);
    const [code = ""] = title.split(":");
    const found = findings.filter((one) => one.code === code);
    expect(found).toHaveLength(1);
    expect(found[0]?.others).toHaveLength(6);
    expect(fixesOf(path, file)[title]).toBe(after);
  });
});
