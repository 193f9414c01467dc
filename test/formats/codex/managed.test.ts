import { describe, expect, it } from "vitest";
import { readConfigFile, readRequirementsFile } from "../../../src/formats/codex/read-file.ts";
import { settingsOf } from "../../../src/formats/codex/settings.ts";
import { USUAL } from "../../../src/formats/format.ts";
import type { Circumstances } from "../../../src/formats/format.ts";
import type { Decision, ToolCall } from "../../../src/model/call.ts";
import { formatOf, vendorExplain } from "../../support/vendor.ts";
import recorded from "./vectors/managed.json" with { type: "json" };

const codex = formatOf("codex");
const PROJECT = ".codex/config.toml";
const OWN = "~/.codex/config.toml";
const SYSTEM = "/etc/codex/config.toml";
const MANAGED = "/etc/codex/managed_config.toml";
const REQUIRED = "/etc/codex/requirements.toml";

const shell = (command: string): ToolCall => ({ tool: "shell", args: { command } });
const write = (path: string): ToolCall => ({ tool: "file.write", args: { path } });
const read = (path: string): ToolCall => ({ tool: "file.read", args: { path } });
const fetch = (url: string): ToolCall => ({ tool: "web.fetch", args: { url } });
const server = (name: string): ToolCall => ({ tool: `mcp:${name}/x`, args: {} });

const NEVER = 'approval_policy = "never"';
const ASK = 'approval_policy = "on-request"';
const PROFILES = '[allowed_permission_profiles]\n":read-only" = true\n":workspace" = true\n';
const SERVERS =
  '[mcp_servers.a]\ncommand = "a"\nargs = ["serve", "--root=/x"]\ndefault_tools_approval_mode = "approve"\n[mcp_servers.u]\nurl = "https://u.example/mcp"\ndefault_tools_approval_mode = "approve"\n';

/** Where the files of a recorded case lie, as the agent names them. */
const PLACES = [
  ["requirements", "requirements", "managed"],
  ["managed", "managed-config", "managed"],
  ["system", "config", "managed"],
  ["user", "config", "user"],
  ["project", "config", "project"],
] as const;

const SANDBOXES: ReadonlyMap<string, string> = new Map([
  ["readOnly", "read-only"],
  ["workspaceWrite", "workspace-write"],
  ["dangerFullAccess", "danger-full-access"],
]);

describe(`what Codex ${recorded.version} made of files in /etc/codex (recorded)`, () => {
  it.each(recorded.vectors)("%j", ({ files, result }) => {
    const texts = new Map(Object.entries(files));
    const read = PLACES.flatMap(([name, kind, scope]) => {
      const text = texts.get(name);
      if (text === undefined) return [];
      const at = { file: `/${name}`, kind, scope, base: "/" };
      return [name === "requirements" ? readRequirementsFile(text, at) : readConfigFile(text, at)];
    });
    const mode = texts.get("approval");
    const settings = settingsOf(read, mode === undefined ? USUAL : { ...USUAL, mode });
    expect(settings.refused !== undefined).toBe("refused" in result);
    if ("refused" in result) return;
    expect(settings.approval).toBe(result.approval);
    // Of its own profiles Codex tells the sandbox that they come to.
    const isOwn = result.profile === null || result.profile.startsWith(":");
    if (isOwn) expect(settings.sandbox).toBe(SANDBOXES.get(result.sandbox));
    expect(settings.profile?.name).toBe(isOwn ? undefined : result.profile);
  });
});

describe("files of an administrator", () => {
  it.each<[what: string, files: Record<string, string>, call: ToolCall, decision: Decision]>([
    ["the machine's file is the weakest", { [SYSTEM]: NEVER }, write("/x"), "deny"],
    ["the machine's file is the weakest", { [SYSTEM]: NEVER, [OWN]: ASK }, write("/x"), "ask"],
    [
      "managed defaults are the strongest",
      { [MANAGED]: ASK, [PROJECT]: NEVER },
      write("/x"),
      "ask",
    ],
    [
      "managed defaults are the strongest",
      { [MANAGED]: 'sandbox_mode = "read-only"', [PROJECT]: 'sandbox_mode = "workspace-write"' },
      write("a"),
      "ask",
    ],
    [
      "a sandbox that is not allowed",
      {
        [REQUIRED]: 'allowed_sandbox_modes = ["read-only", "workspace-write"]',
        [OWN]: 'sandbox_mode = "danger-full-access"',
      },
      write("a"),
      "ask",
    ],
    [
      "a policy that is not allowed",
      { [REQUIRED]: 'allowed_approval_policies = ["untrusted", "on-request"]', [OWN]: NEVER },
      shell("ls"),
      "ask",
    ],
    [
      "a list of `managed_config.toml` goes before",
      { [REQUIRED]: 'allowed_approval_policies = ["untrusted"]', [MANAGED]: ASK },
      shell("ls"),
      "allow",
    ],
    [
      "a search that is not allowed",
      { [REQUIRED]: "allowed_web_search_modes = []", [OWN]: 'web_search = "live"' },
      { tool: "web.search", args: { query: "x" } },
      "deny",
    ],
    [
      "a search that is not allowed",
      { [REQUIRED]: 'allowed_web_search_modes = ["live"]' },
      { tool: "web.search", args: { query: "x" } },
      "allow",
    ],
    [
      "profiles that are allowed",
      { [REQUIRED]: PROFILES, [OWN]: 'sandbox_mode = "danger-full-access"' },
      write("/x"),
      "ask",
    ],
    [
      "profiles that are allowed",
      { [REQUIRED]: PROFILES, [OWN]: 'default_permissions = ":read-only"' },
      write("a"),
      "ask",
    ],
    [
      "a profile of the requirements",
      {
        [REQUIRED]:
          'default_permissions = "acme"\n[allowed_permission_profiles]\nacme = true\n[permissions.acme]\nextends = ":read-only"\nfilesystem."/data" = "write"',
        [OWN]:
          'default_permissions = "mine"\n[permissions.mine]\nextends = ":workspace"\n[permissions.acme]\nfilesystem."/data" = "deny"',
      },
      write("/data/x"),
      "allow",
    ],
    [
      "paths that nothing may read",
      { [REQUIRED]: '[permissions.filesystem]\ndeny_read = ["~/.ssh", "/**/*.env"]' },
      read("~/.ssh/id"),
      "deny",
    ],
    [
      "paths that nothing may read",
      { [REQUIRED]: '[permissions.filesystem]\ndeny_read = ["~/.ssh", "/**/*.env"]' },
      read("sub/a.env"),
      "deny",
    ],
    [
      "paths that nothing may read",
      {
        [REQUIRED]: '[permissions.filesystem]\ndeny_read = ["~/.ssh"]',
        [OWN]: 'sandbox_mode = "danger-full-access"',
      },
      write("a"),
      "ask",
    ],
    [
      "rules",
      {
        [REQUIRED]:
          '[rules]\nprefix_rules = [{ pattern = [{ token = "git" }, { any_of = ["push", "commit"] }], decision = "forbidden" }]',
        ".codex/rules/a.rules": 'prefix_rule(pattern=["git"])',
      },
      shell("git push"),
      "deny",
    ],
    [
      "rules",
      {
        [REQUIRED]:
          '[rules]\nprefix_rules = [{ pattern = [{ token = "rm" }], decision = "prompt" }]',
      },
      shell("rm x"),
      "ask",
    ],
    [
      "rules of the machine",
      { "/etc/codex/rules/a.rules": 'prefix_rule(pattern=["rm"], decision="forbidden")' },
      shell("rm x"),
      "deny",
    ],
    ["servers", { [REQUIRED]: "[mcp_servers]", [OWN]: SERVERS }, server("a"), "deny"],
    [
      "servers",
      { [REQUIRED]: '[mcp_servers.a]\nidentity = { command = "a" }', [OWN]: SERVERS },
      server("a"),
      "allow",
    ],
    [
      "servers",
      { [REQUIRED]: '[mcp_servers.a]\nidentity = { command = "b" }', [OWN]: SERVERS },
      server("a"),
      "deny",
    ],
    [
      "servers",
      {
        [REQUIRED]:
          '[mcp_servers.a.identity]\ncommand = { executable = "a", args = [{ match = "exact", value = "serve" }, { match = "prefix", value = "--root=" }] }',
        [OWN]: SERVERS,
      },
      server("a"),
      "allow",
    ],
    [
      "servers",
      {
        [REQUIRED]:
          '[mcp_servers.u.identity]\nurl = { match = "prefix", value = "https://u.example/" }',
        [OWN]: SERVERS,
      },
      server("u"),
      "allow",
    ],
    [
      "hosts",
      {
        [REQUIRED]:
          '[experimental_network]\nenabled = true\nallowed_domains = ["a.example"]\ndenied_domains = ["x.example"]\nmanaged_allowed_domains_only = true',
        [OWN]:
          'default_permissions = "p"\n[permissions.p.network]\nenabled = true\ndomains = { "b.example" = "allow" }',
      },
      fetch("https://b.example/"),
      "ask",
    ],
    [
      "hosts",
      {
        [REQUIRED]: '[experimental_network]\nenabled = true\nallowed_domains = ["a.example"]',
        [OWN]: 'default_permissions = "p"\n[permissions.p.network]\nenabled = true',
      },
      fetch("https://a.example/"),
      "allow",
    ],
  ])("%s: %j, %j is %s", (_, files, call, decision) => {
    expect(vendorExplain(codex, files, call).decision).toBe(decision);
  });

  it.each<[files: Record<string, string>]>([
    [{ [REQUIRED]: "allowed_approval_policies = []" }],
    [{ [REQUIRED]: 'allowed_sandbox_modes = ["workspace-write"]' }],
    [{ [REQUIRED]: 'default_permissions = ":read-only"' }],
    [{ [REQUIRED]: '[allowed_permission_profiles]\n":read-only" = true' }],
    [
      {
        [REQUIRED]:
          '[rules]\nprefix_rules = [{ pattern = [{ token = "rm" }], decision = "allow" }]',
      },
    ],
    [{ [REQUIRED]: "broken =" }],
    [{ [MANAGED]: "broken =" }],
    [{ [PROJECT]: "broken =" }],
    [{ [OWN]: 'default_permissions = ":nope"' }],
  ])("does not start with %j", (files) => {
    const { decision, vendor } = vendorExplain(codex, files, read("a"));
    expect([decision, vendor?.because]).toEqual([
      "deny",
      "Codex refuses the configuration and does not start",
    ]);
  });

  it("hold in a folder that is not trusted, and against what is asked for", () => {
    const files = {
      [REQUIRED]: 'allowed_approval_policies = ["on-request"]',
      [MANAGED]: "[mcp_servers.a]\nenabled = false",
    };
    const of = (more: Partial<Circumstances>, call: ToolCall) =>
      vendorExplain(codex, files, call, { ...USUAL, ...more });
    expect(of({ mode: "never" }, write("/x")).decision).toBe("ask");
    expect(of({ mode: "never" }, write("/x")).vendor?.assumes.join()).toContain("no other");
    expect(of({ trusted: false }, server("a")).decision).toBe("deny");
  });

  it("says what of them it does not know", () => {
    const files = {
      [REQUIRED]: '[mcp_servers.u.identity]\nurl = { match = "regex", value = ".*" }',
      [OWN]: SERVERS,
    };
    expect(vendorExplain(codex, files, server("u")).vendor?.unknown).toContain("`u`");
    const byName = { [REQUIRED]: '[[remote_sandbox_config]]\nhostname_patterns = ["x"]' };
    expect(vendorExplain(codex, byName, read("a")).vendor?.assumes.join()).toContain("name");
  });
});
