import { expect, it } from "vitest";
import { USUAL } from "../../src/formats/format.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import { agentsIn, verdictsOf } from "../../src/workspace/agents.ts";
import { effectiveOf } from "../../src/workspace/effective.ts";
import { Workspace } from "../../src/workspace/workspace.ts";
import { Disk } from "../server/disk.ts";

const grammars = await loadGrammars();

const claude = (permissions: object, more: object = {}): string =>
  JSON.stringify({ permissions, ...more });

async function opened(files: Readonly<Record<string, string>>, user: boolean) {
  const now = (): string => "2026-11-01T00:00:00Z";
  const workspace = new Workspace({ files: new Disk(files), grammars, home: "/home/me", now });
  const agents = await agentsIn(workspace, "/shop", { circumstances: USUAL, user });
  const decide = (command: string) =>
    verdictsOf(workspace, agents, { tool: "shell", args: { command } }).map(
      ({ explanation }) => explanation.decision,
    );
  return { workspace, agents, decide };
}

const PROJECT = "/shop/.claude/settings.json";
const MANAGED = "/etc/claude-code/managed-settings.json";

it("managed settings of Claude Code count with the person's own, and not without", async () => {
  const files = {
    [PROJECT]: claude({ allow: ["Bash(make *)"] }),
    [MANAGED]: claude({ deny: ["Bash(make deploy *)"] }),
    "/etc/claude-code/managed-settings.d/10-lint.json": claude({ allow: ["Bash(lint *)"] }),
    "/etc/claude-code/managed-settings.d/.off.json": claude({ allow: ["Bash(off *)"] }),
    "/home/me/.claude/settings.json": claude({ allow: ["Bash(own *)"] }),
  };
  const alone = await opened(files, false);
  expect(["make deploy x", "lint x", "own x"].flatMap(alone.decide)).toEqual([
    ...["allow", "ask", "ask"],
  ]);
  const all = await opened(files, true);
  expect(["make deploy x", "lint x", "own x", "off x"].flatMap(all.decide)).toEqual([
    ...["deny", "allow", "allow", "ask"],
  ]);
});

it("a managed mode goes before all, and managed entries may be the only ones", async () => {
  const files = {
    [PROJECT]: claude({ allow: ["Bash(make *)"], defaultMode: "bypassPermissions" }),
    [MANAGED]: claude(
      { allow: ["Bash(lint *)"], defaultMode: "dontAsk" },
      { allowManagedPermissionRulesOnly: true },
    ),
  };
  const { decide } = await opened(files, true);
  expect(["make x", "lint x"].flatMap(decide)).toEqual(["deny", "allow"]);
});

it("entries say of which scope they are", async () => {
  const files = {
    [PROJECT]: claude({ allow: ["Bash(make *)"] }),
    [MANAGED]: claude({ deny: ["Bash(rm *)"] }),
    "/home/me/.claude/settings.json": claude({ allow: ["Bash(own *)"] }),
  };
  const { workspace, agents } = await opened(files, true);
  const entries = agents.flatMap((agent) =>
    effectiveOf(workspace, agent).capabilities.flatMap((one) => one.entries),
  );
  expect(entries.map(({ clause, scope }) => [clause.id, scope]).toSorted()).toEqual([
    ["Bash(make *)", "project"],
    ["Bash(own *)", "user"],
    ["Bash(rm *)", "managed"],
  ]);
});

it("the settings and policies of an administrator go before a person's own in Gemini CLI", async () => {
  const rule = (prefix: string, decision: string, priority: number): string =>
    `[[rule]]\ntoolName = "run_shell_command"\ncommandPrefix = "${prefix}"\ndecision = "${decision}"\npriority = ${priority}\n`;
  const files = {
    "/shop/.gemini/settings.json": "{}",
    "/home/me/.gemini/policies/own.toml": rule("make", "allow", 900) + rule("lint", "allow", 900),
    "/etc/gemini-cli/policies/all.toml": rule("make", "deny", 1),
  };
  const all = await opened(files, true);
  expect(["make x", "lint x"].flatMap(all.decide)).toEqual(["deny", "allow"]);
  const alone = await opened(files, false);
  expect(alone.decide("make x")).toEqual(["ask"]);
});

it("what an administrator requires of Codex holds with --user alone, and is marked", async () => {
  const files = {
    "/shop/.codex/config.toml":
      'approval_policy = "never"\n[sandbox_workspace_write]\nnetwork_access = true\n',
    "/etc/codex/requirements.toml":
      'allowed_approval_policies = ["on-request"]\n[rules]\nprefix_rules = [{ pattern = [{ token = "deploy" }], decision = "forbidden" }]\n',
    "/etc/codex/managed_config.toml": "[sandbox_workspace_write]\nnetwork_access = false\n",
    "/etc/codex/config.toml": 'sandbox_mode = "danger-full-access"\n',
    "/etc/codex/rules/site.rules": 'prefix_rule(pattern=["lint"], decision="prompt")\n',
  };
  const alone = await opened(files, false);
  expect(["deploy x", "lint x"].flatMap(alone.decide)).toEqual(["allow", "allow"]);
  const all = await opened(files, true);
  expect(["deploy x", "lint x"].flatMap(all.decide)).toEqual(["deny", "ask"]);
  const scopes = all.agents.flatMap((agent) =>
    effectiveOf(all.workspace, agent).capabilities.flatMap((one) =>
      one.entries.map(({ clause, scope }) => [clause.effect, scope]),
    ),
  );
  expect(scopes.toSorted()).toEqual([
    ["allow", "project"],
    ["ask", "managed"],
    ["deny", "managed"],
  ]);
});

it("an administrator's configuration of opencode is merged over all others", async () => {
  const files = {
    "/shop/opencode.json": '{"permission":{"bash":{"make *":"allow","lint *":"allow"}}}',
    "/shop/.opencode/opencode.json": '{"permission":{"bash":{"make *":"allow"}}}',
    "/etc/opencode/opencode.json": '{"permission":{"bash":{"make *":"ask"}}}',
    "/etc/opencode/opencode.jsonc":
      '{"permission":{"bash":{"make *":"deny" /* the last file counts */}}}',
  };
  const all = await opened(files, true);
  expect(["make x", "lint x"].flatMap(all.decide)).toEqual(["deny", "allow"]);
  const alone = await opened(files, false);
  expect(alone.decide("make x")).toEqual(["allow"]);
  const refused = await opened({ ...files, "/etc/opencode/opencode.json": "{" }, true);
  expect(refused.decide("lint x")).toEqual(["deny"]);
});

it("VS Code's policies on Linux go before a person's settings", async () => {
  const files = {
    "/shop/.vscode/settings.json": '{"chat.tools.terminal.autoApprove":{"make":true}}',
    "/home/me/.config/Code/User/settings.json": '{"chat.tools.global.autoApprove":true}',
    "/etc/vscode/policy.json": '{"ChatToolsAutoApprove":false}',
  };
  const all = await opened(files, true);
  expect(["make x", "lint x"].flatMap(all.decide)).toEqual(["allow", "ask"]);
  const off = '{"ChatToolsAutoApprove":false,"ChatToolsTerminalEnableAutoApprove":false}';
  const strict = await opened({ ...files, "/etc/vscode/policy.json": off }, true);
  expect(strict.decide("make x")).toEqual(["ask"]);
  const broken = await opened({ ...files, "/etc/vscode/policy.json": `// x\n${off}` }, true);
  expect(broken.decide("lint x")).toEqual(["allow"]);
});

it("an administrator's hooks of Cursor are named with a decision, and not run", async () => {
  const files = {
    "/shop/.cursor/permissions.json": '{"terminalAllowlist":["make"]}',
    "/etc/cursor/hooks.json":
      '{"version":1,"hooks":{"beforeShellExecution":[{"command":"guard","failClosed":true}]}}',
  };
  const { workspace, agents, decide } = await opened(files, true);
  expect(decide("make x")).toEqual(["allow"]);
  const call = { tool: "shell", args: { command: "make x" } };
  const [verdict] = verdictsOf(workspace, agents, call);
  expect(verdict?.explanation.vendor?.assumes.join()).toContain("administrator's hooks");
});
