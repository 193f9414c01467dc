import { describe, expect, it } from "vitest";
import { USUAL } from "../../../src/formats/format.ts";
import type { Decision, ToolCall } from "../../../src/model/call.ts";
import { formatOf, readFiles, vendorExplain } from "../../support/vendor.ts";

const codex = formatOf("codex");
const RULES = ".codex/rules/default.rules";
const CONFIG = ".codex/config.toml";

const shell = (command: string): ToolCall => ({ tool: "shell", args: { command } });
const write = (path: string): ToolCall => ({ tool: "file.write", args: { path } });
const read = (path: string): ToolCall => ({ tool: "file.read", args: { path } });
const fetch = (url: string): ToolCall => ({ tool: "web.fetch", args: { url } });
const server = (tool: string): ToolCall => ({ tool: `mcp:s/${tool}`, args: {} });

const SERVER = `[mcp_servers.s]
command = "s"
enabled_tools = ["a", "b", "c", "d"]
disabled_tools = ["d"]
default_tools_approval_mode = "approve"
[mcp_servers.s.tools.b]
approval_mode = "prompt"
[mcp_servers.s.tools.c]
approval_mode = "auto"
[mcp_servers.off]
command = "off"
enabled = false
`;

describe("what config.toml decides", () => {
  it.each<[config: string, call: ToolCall, decision: Decision]>([
    ["", write("src/a.ts"), "allow"],
    ["", write("/repo/app/.codex/rules/x.rules"), "ask"],
    ["", write(".git/hooks/pre-commit"), "ask"],
    ["", write("src/.git/x"), "allow"],
    ["", write(".aws/credentials"), "ask"],
    ["", write("../other/a"), "ask"],
    ["", write("/tmp/a"), "allow"],
    ["[sandbox_workspace_write]\nexclude_slash_tmp = true", write("/tmp/a"), "ask"],
    ['[sandbox_workspace_write]\nwritable_roots = ["/data"]', write("/data/a"), "allow"],
    ['[sandbox_workspace_write]\nwritable_roots = ["/data"]', write("/data/.git/a"), "ask"],
    ['sandbox_mode = "read-only"', write("src/a.ts"), "ask"],
    ['sandbox_mode = "read-only"\napproval_policy = "never"', write("src/a.ts"), "deny"],
    ['sandbox_mode = "danger-full-access"', write("/etc/passwd"), "allow"],
    ['approval_policy = "untrusted"', write("src/a.ts"), "ask"],
    ["", read("/etc/passwd"), "allow"],
    ['approval_policy = "untrusted"', read("a"), "ask"],
    ["", fetch("https://example.com/"), "ask"],
    ['approval_policy = "never"', fetch("https://example.com/"), "deny"],
    ["[sandbox_workspace_write]\nnetwork_access = true", fetch("https://example.com/"), "allow"],
    ['web_search = "disabled"', { tool: "web.search", args: { query: "x" } }, "deny"],
    ["", { tool: "web.search", args: { query: "x" } }, "allow"],
    [SERVER, server("a"), "allow"],
    [SERVER, server("b"), "ask"],
    [SERVER, server("c"), "ask"],
    [SERVER, server("d"), "deny"],
    [SERVER, server("e"), "deny"],
    [SERVER, { tool: "mcp:off/a", args: {} }, "deny"],
    [`approval_policy = "never"\n${SERVER}`, server("b"), "deny"],
    [`approval_policy = "never"\n${SERVER}`, server("a"), "allow"],
  ])("%j: %j is %s", (config, call, decision) => {
    expect(vendorExplain(codex, { [CONFIG]: config }, call).decision).toBe(decision);
  });

  it("says what it does not know", () => {
    const unknown = (files: Record<string, string>, call: ToolCall): string | undefined =>
      vendorExplain(codex, files, call).vendor?.unknown;
    expect(unknown({}, { tool: "mcp:x/y", args: {} })).toContain("`x`");
    expect(unknown({ [CONFIG]: 'default_permissions = "mine"' }, write("a"))).toContain("`mine`");
    expect(unknown({}, { tool: "tool:other", args: {} })).toContain("`other`");
    const code = {
      [RULES]:
        'for x in ["a"]:\n  prefix_rule(pattern=[x])\nprefix_rule(pattern=["b"], decision="forbidden")',
    };
    expect(unknown(code, shell("a"))).toContain("`for`");
    expect(vendorExplain(codex, code, shell("b"))).toMatchObject({ decision: "deny" });
    expect(unknown(code, shell("b"))).toBeUndefined();
  });

  it("takes the project's file before a person's own, and none of an untrusted folder", () => {
    const files = {
      [CONFIG]: 'approval_policy = "never"\nsandbox_mode = "danger-full-access"',
      "~/.codex/config.toml": 'approval_policy = "on-request"',
      [RULES]: 'prefix_rule(pattern=["labcmd"], decision="forbidden")',
    };
    expect(vendorExplain(codex, files, write("/etc/x")).decision).toBe("allow");
    const untrusted = { ...USUAL, trusted: false };
    expect(vendorExplain(codex, files, write("/etc/x"), untrusted).decision).toBe("ask");
    expect(vendorExplain(codex, files, shell("labcmd"), untrusted).decision).toBe("allow");
    expect(vendorExplain(codex, files, shell("labcmd")).decision).toBe("deny");
  });

  it("asks nobody where nobody is", () => {
    const headless = { ...USUAL, headless: true };
    expect(vendorExplain(codex, {}, write("/etc/x"), headless).decision).toBe("deny");
  });

  it("reads a patch as edits", () => {
    const patch = "*** Begin Patch\n*** Update File: src/a.ts\n*** Add File: /etc/x\n*** End Patch";
    const call = { tool: "apply_patch", args: { input: patch } };
    expect(vendorExplain(codex, {}, call).decision).toBe("ask");
  });

  it("names the rules and says what stood for them", () => {
    const files = { [RULES]: 'prefix_rule(pattern=["git", ["push", "pull"]], decision="prompt")' };
    const { rules, considered, parts } = vendorExplain(codex, files, shell("ls && git push"));
    expect(rules.map(({ where }) => where.command?.[0]?.source)).toEqual([
      '["git", ["push","pull"]]',
    ]);
    expect(considered[0]?.matched).toBe(true);
    expect(parts.map(({ decision }) => decision)).toEqual(["allow", "ask"]);
    expect(vendorExplain(codex, files, shell("ls")).vendor?.because).toContain(
      "inside the sandbox",
    );
  });
});

describe("marks", () => {
  it.each<[path: string, text: string, kinds: readonly string[]]>([
    [RULES, 'prefix_rule(pattern=["git", "push"], decision="forbidden")', ["deny-respelled"]],
    [
      RULES,
      'prefix_rule(pattern=["git"], decision="prompt")\nprefix_rule(pattern=["git", "status"])',
      ["deny-respelled", "unreachable-entry"],
    ],
    [RULES, 'prefix_rule(pattern=["git status"])', ["entry-not-consulted"]],
    [RULES, 'prefix_rule(pattern=["npm", "run", "*"])', ["wildcard-inside-command"]],
    [
      RULES,
      'prefix_rule(pattern=["/bin/zsh", "-lc", "cat /Users/me/x"])',
      ["machine-path", "piled-up-approvals"],
    ],
    [RULES, 'prefix_rule(pattern=["git"], match=["hg"])', ["file-not-read"]],
    [
      RULES,
      'prefix_rule(pattern=["git"], match=["hg", "ls"], not_match=["git"])',
      ["file-not-read"],
    ],
    [RULES, 'prefix_rule(pattern=["git"])', []],
    [CONFIG, 'approval_policy = "never"\nsandbox_mode = "danger-full-access"', ["prompts-off"]],
    [CONFIG, 'sandbox_mode = "danger-full-access"', ["sandbox-hole"]],
    [
      CONFIG,
      '[sandbox_workspace_write]\nnetwork_access = true\nwritable_roots = ["~/", "/data"]',
      ["sandbox-hole", "sandbox-hole"],
    ],
    [CONFIG, 'profile = "x"\napproval_policy = "untrusted"', ["misplaced-key", "deprecated-key"]],
    [CONFIG, 'sandbox_mode = "read-only"\ndefault_permissions = "x"', ["entry-not-consulted"]],
    [
      CONFIG,
      '[mcp_servers.a]\ncommand = "npx"\nargs = ["-y", "x-mcp@latest"]',
      ["unpinned-package"],
    ],
    [CONFIG, 'model = "x"\napproval_policy = "on-request"', []],
  ])("%s %j", (path, text, kinds) => {
    const [subject] = readFiles(codex, { [path]: text });
    expect(subject?.marks?.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
    for (const { at } of subject?.marks ?? []) {
      const { start, end } = subject?.locate(at) ?? { start: 0, end: 0 };
      expect(end).toBeGreaterThan(start);
    }
  });
});

describe("broken and hostile files", () => {
  const deep = "[".repeat(5000);
  it.each([
    ...[
      "",
      "\ufeff",
      "\0",
      "prefix_rule(",
      "prefix_rule(pattern=[",
      `prefix_rule(pattern=${deep}`,
      "x".repeat(100_000),
      '"""',
      "(((((",
      "a = b = c",
      "for",
      "def f(:\n  x",
      "prefix_rule(pattern=['__proto__'])",
      'host_executable(name="__proto__", paths=["/a/__proto__"])',
      `prefix_rule(pattern=[${'["a","b","c"],'.repeat(12)}])`,
      "\\",
      ";;;",
      ")",
      "prefix_rule(*x)",
      "prefix_rule(pattern=['a'])".repeat(3000),
    ].map((text) => [RULES, text] as const),
    ...[
      "",
      "\ufeff",
      "a = ",
      "[[[",
      `a = ${deep}`,
      "a = 1\na = 2",
      `${"a.".repeat(9999)}a = 1`,
      "mcp_servers = 3",
      "[mcp_servers]\n__proto__ = {}",
      '[mcp_servers.__proto__]\ncommand = "x"',
      "approval_policy = {granular = 3}",
      'sandbox_workspace_write = "x"',
      "d = 2026-99-99",
      "d = 1979-05-27",
      'a = "\\."',
      "a = 'x",
    ].map((text) => [CONFIG, text] as const),
  ])("%s %.40j", (path, text) => {
    const files = { [path]: text };
    const [subject] = readFiles(codex, files);
    for (const { range } of subject?.problems ?? []) {
      expect(range.start).toBeLessThanOrEqual(range.end);
      expect(range.end).toBeLessThanOrEqual(text.length);
    }
    for (const call of [
      shell("a && b"),
      write("x"),
      { tool: "mcp:__proto__/x", args: {} },
      { tool: "shell", args: {} },
    ])
      expect(["allow", "ask", "deny"]).toContain(vendorExplain(codex, files, call).decision);
  });

  it("has a problem at the place of what is wrong", () => {
    const text = 'prefix_rule(pattern=["a"])\nprefix_rule(pattern=["b"], decision="deny")\n';
    const [subject] = readFiles(codex, { [RULES]: text });
    expect(
      subject?.problems.map(({ code, range }) => [code, text.slice(range.start, range.end)]),
    ).toEqual([["refused-rules", '"deny"']]);
    expect(subject?.broken).toBe(true);
  });
});
