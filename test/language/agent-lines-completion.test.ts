import { describe, expect, it } from "vitest";
import { agentPlaceAt } from "../../src/language/agents/place.ts";
import { labels, taken } from "./agent-offers.ts";

const RULES = "/shop/.codex/rules/a.rules";
const CONFIG = "/shop/.codex/config.toml";
const POLICY = "/shop/.gemini/policies/a.toml";
const GEMINI = "/shop/.gemini/settings.json";
const CURSOR = "/shop/.cursor/permissions.json";
const SANDBOX = "/shop/.cursor/sandbox.json";

describe("in the rules of Codex", () => {
  it.each([
    ["$0", ["prefix_rule", "network_rule", "host_executable"]],
    ["prefix_rule($0)", ["pattern", "decision", "match", "not_match", "justification"]],
    ['prefix_rule(pattern=["git"], $0', ["decision", "match"]],
    ['prefix_rule(\n    pattern=["git"],\n    de$0\n)', ["decision"]],
    ['prefix_rule(pattern=["git"], decision="$0")', ["allow", "prompt", "forbidden"]],
    ['prefix_rule(["git"], $0)', ["decision"]],
    ['prefix_rule(pattern=["git"], decision=$0)', ["forbidden"]],
    ['prefix_rule(pattern=["$0"])', ["npm run build", "git status", "git", "npm"]],
    ["prefix_rule(pattern=[$0])", ["npm run build"]],
    ['prefix_rule(pattern=["git", "$0"])', ["status", "log"]],
    ['prefix_rule(pattern=["git", ["log", "$0"]])', ["status", "diff"]],
    ['prefix_rule(pattern=["npm", ["run", "x"], "$0"])', ["build"]],
    ['prefix_rule(pattern=["git", "log"], match=["$0"])', ["git log"]],
    ['prefix_rule(pattern=["npm"], match=["npm x", "$0"])', ["npm test", "npm run build"]],
    ['prefix_rule(pattern=["git", "log"], not_match=["$0"])', ["git status"]],
    ['network_rule(host="a.example", protocol="$0")', ["https", "socks5_tcp"]],
    ['network_rule(host="a.example", protocol="https", decision="$0")', ["deny"]],
    ['x = prefix_rule(\nprefix_rule(pattern=["git"], decision="$0', ["forbidden"]],
  ])("`%s`", async (marked, wanted) => {
    expect(await labels(RULES, marked)).toEqual(expect.arrayContaining(wanted));
  });

  it("what is given is not offered again, and only words that go on", async () => {
    const marked = 'prefix_rule(pattern=["git"], decision="allow", $0)';
    expect(await labels(RULES, marked)).toEqual(["match", "not_match", "justification"]);
    expect(await labels(RULES, 'prefix_rule(pattern=["git", "$0"])')).not.toContain("build");
    const found = await labels(RULES, 'prefix_rule(pattern=["git", "log"], not_match=["$0"])');
    expect(found.slice(0, 2).every((one) => one.startsWith("git "))).toBe(true);
    expect(found).not.toContain("git log");
  });

  it.each([
    ['prefix_rule(pattern=["gi$0"])', "git status", 'prefix_rule(pattern=["git", "status"])'],
    ["prefix_rule(pattern=[$0])", "npm test", 'prefix_rule(pattern=["npm", "test"])'],
    ["prefix_rule(pattern=['gi$0'])", "git log", "prefix_rule(pattern=['git', 'log'])"],
    ['prefix_rule(["ls"], de$0)', "decision", 'prefix_rule(["ls"], decision="")'],
    ['prefix_rule(["ls"], de$0="x")', "decision", 'prefix_rule(["ls"], decision="x")'],
    [
      'prefix_rule(["npm"], match=["$0"])',
      "npm run build",
      'prefix_rule(["npm"], match=["npm run build"])',
    ],
    ["pre$0", "prefix_rule", 'prefix_rule(pattern=[""], decision="prompt")'],
  ])("`%s` and %s", async (marked, label, after) => {
    expect(await taken(RULES, marked, label)).toBe(after);
  });

  it.each([
    'prefix_rule(pattern=["git"]$0)',
    '# prefix_rule(pattern=["$0"])',
    'prefix_rule(justification="$0")',
    "x = $0",
    'prefix_rule("$0"',
    'print("$0")',
  ])("nothing is offered in `%s`", async (marked) => {
    expect(await labels(RULES, marked)).toEqual([]);
  });
});

describe("in TOML", () => {
  it.each([
    [CONFIG, "[mcp_servers.github]\nenabled_tools = [\n  'x',\n  '$0'\n]", ["merge"]],
    [CONFIG, '[mcp_servers.github]\ndefault_tools_approval_mode = "$0', ["prompt", "approve"]],
    [CONFIG, '[mcp_servers.github.tools.merge]\napproval_mode = "$0"', ["prompt", "approve"]],
    [CONFIG, "approval_policy = $0", ["on-request"]],
    [CONFIG, "$0\n[mcp_servers.x]\ncommand = 'x'", ["approval_policy", "sandbox_mode"]],
    [CONFIG, "[sandbox_workspace_write]\nn$0", ["network_access", "writable_roots"]],
    [CONFIG, '[sandbox_workspace_write]\nwritable_roots = ["src/$0"]', ["src/lib/"]],
    [CONFIG, "sandbox_workspace_write.writable_roots = ['$0']", ["src/"]],
    [POLICY, '[[rule]]\ntoolName = ["read_file", "$0"]', ["run_shell_command", "mcp_github_*"]],
    [POLICY, '[[rule]]\ncommandPrefix = [\n  "git log",\n  "$0"\n]\n', ["npm run build"]],
    [POLICY, '[[rule]]\ntoolName = "x\n\n[[rule]]\ndecision = "$0', ["ask_user"]],
    [POLICY, '[[rule]]\ncommandPrefix = ["a",\ndecision = "$0"', ["ask_user"]],
    [POLICY, '[[rule]]\ntoolName = "glob"\n$0\n', ["decision", "priority"]],
    [POLICY, "[[rule]]\nmodes = [$0]", ["autoEdit"]],
  ])("%s: `%s`", async (path, marked, wanted) => {
    expect(await labels(path, marked)).toEqual(expect.arrayContaining(wanted));
  });

  it.each([
    [POLICY, "[[rule]]\npri$0\n", "priority", "[[rule]]\npriority = 100\n"],
    [POLICY, "[[rule]]\nde$0 = 'allow'\n", "decision", "[[rule]]\ndecision = 'allow'\n"],
    [POLICY, "[[rule]]\ndecision = $0\n", "deny", '[[rule]]\ndecision = "deny"\n'],
    [POLICY, "[[rule]]\nmodes = ['p$0']\n", "plan", "[[rule]]\nmodes = ['plan']\n"],
  ])("%s: `%s` and %s", async (path, marked, label, after) => {
    expect(await taken(path, marked, label)).toBe(after);
  });

  it.each([
    [POLICY, "[[safety_checker]]\ndecision = '$0'"],
    [POLICY, "[[rule]]\n# $0"],
    [POLICY, '[[rule]]\nargsPattern = """$0"""'],
    [POLICY, "[[rule]]\ndecision = 'deny'$0"],
    [POLICY, "[[$0]]"],
    [CONFIG, "[profiles.x]\n$0"],
    [CONFIG, "model = '$0'"],
  ])("%s: `%s` offers nothing", async (path, marked) => {
    expect(await labels(path, marked)).toEqual([]);
  });
});

describe("in JSON", () => {
  it.each([
    [GEMINI, '{ "tools": { "$0" } }', ["core", "allowed", "exclude"]],
    [GEMINI, '{ "tools": { "core": ["$0"] } }', ["run_shell_command()", "read_file"]],
    [
      GEMINI,
      '{ "tools": { "allowed": ["run_shell_command(g$0)"] } }',
      ["run_shell_command(git log)", "run_shell_command(npm test)"],
    ],
    [GEMINI, '{ "tools": { "exclude": ["$0"] } }', ["web_fetch", "mcp_github_merge"]],
    [GEMINI, '{ "mcp": { "allowed": ["$0"] }, "mcpServers": { "own": {} } }', ["own", "docs"]],
    [GEMINI, '{ "mcpServers": { "github": { "includeTools": ["$0"] } } }', ["merge"]],
    [GEMINI, '{ "mcpServers": { "github": { "command": "x", $0 } } }', ["trust", "includeTools"]],
    [GEMINI, '{ "general": { "defaultApprovalMode": "$0" } }', ["auto_edit", "plan"]],
    [CURSOR, '{ "terminalAllowlist": ["$0"] }', ["npm run build", "git status"]],
    [CURSOR, '{ "mcpAllowlist": ["$0"] }', ["github:merge", "docs:*"]],
    [SANDBOX, '{ "type": "$0" }', ["workspace_readwrite", "insecure_none"]],
    [SANDBOX, '{ "additionalReadwritePaths": ["$0"] }', ["src/"]],
    [SANDBOX, '{ "networkPolicy": { "default": "$0" } }', ["deny"]],
    [SANDBOX, '{ "$0" }', ["type", "networkPolicy"]],
    ["/home/dev/.cursor/cli-config.json", '{ "approvalMode": "$0" }', ["allowlist"]],
  ])("%s: %s", async (path, marked, wanted) => {
    expect(await labels(path, marked)).toEqual(expect.arrayContaining(wanted));
  });

  it.each([
    [GEMINI, '{ "tools": { "co$0" } }', "core", '{ "tools": { "core": [""] } }'],
    [GEMINI, '{ "tools": { $0 } }', "core", '{ "tools": { "core": [""] } }'],
    [GEMINI, '{ "tools": { "co$0": [] } }', "core", '{ "tools": { "core": [] } }'],
    [
      GEMINI,
      '{ "mcpServers": { "github": { "tr$0 } } }',
      "trust",
      '{ "mcpServers": { "github": { "trust": false } } }',
    ],
  ])("%s: %s and %s", async (path, marked, label, after) => {
    const found = await taken(path, marked, label);
    expect(found.replace(/false \}/, "false }")).toBe(after);
  });

  it("a file that names its schema gets its names and words from that, and the rest from here", async () => {
    const schema = '"$schema": "https://x.example/s.json"';
    expect(await labels(SANDBOX, `{ ${schema}, "type": "$0" }`)).toEqual([]);
    expect(await labels(GEMINI, `{ ${schema}, "tools": { "$0" } }`)).toEqual([]);
    const entries = await labels(GEMINI, `{ ${schema}, "mcp": { "allowed": ["$0"] } }`);
    expect(entries).toContain("docs");
  });

  it.each([
    [CURSOR, '{ "$0": [] }'],
    [CURSOR, '{ "autoRun": { "allow_instructions": ["$0"] } }'],
    [GEMINI, '{ "security": { "$0" } }'],
    [GEMINI, '{ "mcpServers": { "$0": {} } }'],
    [GEMINI, '{ "ui": { "theme": "$0" } }'],
  ])("%s: %s offers nothing", async (path, marked) => {
    expect(await labels(path, marked)).toEqual([]);
  });
});

it.each([
  [RULES, 'prefix_rule(pattern=["git", ["a", \'b"], decision="allow\n)]network_rule(host=\nx=1'],
  [CONFIG, 'a = [ \'x\n[mcp_servers."x y".tools\nb.c = { d = "\n[[e]\n= 3\n"""x\n\'\'\''],
  [POLICY, "[[rule]\ncommandPrefix = [[\"a\n]\n[[rule]]\n\u0000decision = ['\n"],
])(
  "%s may be broken wherever the cursor is, and what is replaced is on its line",
  async (path, text) => {
    for (let at = 0; at <= text.length; at++) {
      await expect(labels(path, `${text.slice(0, at)}$0${text.slice(at)}`)).resolves.toBeDefined();
      const place = agentPlaceAt(path, text, at);
      if (place === undefined) continue;
      const { start, end } = place.range;
      expect(start <= at && at <= end && !text.slice(start, end).includes("\n"), String(at)).toBe(
        true,
      );
    }
  },
);
