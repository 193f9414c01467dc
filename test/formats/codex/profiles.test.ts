import { describe, expect, it } from "vitest";
import { USUAL } from "../../../src/formats/format.ts";
import type { Decision, ToolCall } from "../../../src/model/call.ts";
import { BASE, formatOf, readFiles, vendorExplain } from "../../support/vendor.ts";
import recorded from "./vectors/profiles.json" with { type: "json" };

const codex = formatOf("codex");
const CONFIG = ".codex/config.toml";

const read = (path: string): ToolCall => ({ tool: "file.read", args: { path } });
const write = (path: string): ToolCall => ({ tool: "file.write", args: { path } });
const fetch = (url: string): ToolCall => ({ tool: "web.fetch", args: { url } });
const chosen = (profile: string): string =>
  `default_permissions = "p"\n[permissions.p]\n${profile}\n`;

/** By patterns new files are not covered; what is asked about of an edit is refused to a command. */
describe(`what Codex ${recorded.version} let commands do (recorded on Linux)`, () => {
  it.each(recorded.vectors)("$name", ({ profile, paths }) => {
    const config = chosen(profile.replaceAll("WS", BASE).replaceAll("HOME", "/home/me"));
    for (const [path, reads, writes] of paths) {
      const allows = (call: ToolCall): boolean =>
        vendorExplain(codex, { [CONFIG]: config }, call).decision === "allow";
      if (reads !== null) expect([path, allows(read(String(path)))]).toEqual([path, reads]);
      if (writes !== null) expect([path, allows(write(String(path)))]).toEqual([path, writes]);
    }
  });

  it.each(recorded.refused)("does not start with $profile", ({ profile, refused }) => {
    const config = chosen(profile);
    const { decision, vendor } = vendorExplain(codex, { [CONFIG]: config }, read("a"));
    expect(refused).toBe(true);
    expect([decision, vendor?.because]).toEqual([
      "deny",
      "Codex refuses the configuration and does not start",
    ]);
  });
});

describe("what Codex's proxy said of hosts (recorded)", () => {
  const { profile, hosts } = recorded.hosts;
  const config = `${chosen(profile)}[features]\nnetwork_proxy = true\n`;
  const said: Readonly<Record<string, Decision>> = {
    allowed: "allow",
    unlisted: "ask",
    denied: "deny",
    local: "deny",
  };
  it.each(hosts)("%s is %s", (host = "", answer = "") => {
    const call = fetch(`http://${host}/`);
    expect(vendorExplain(codex, { [CONFIG]: config }, call).decision).toBe(said[answer]);
  });
});

describe("files of a profile", () => {
  const DENY = 'extends = ":workspace"\nfilesystem.":workspace_roots" = { "docs" = "read" }';
  it.each<[profile: string, more: string, call: ToolCall, decision: Decision]>([
    [DENY, "", write("docs/a"), "ask"],
    [DENY, 'approval_policy = "never"', write("docs/a"), "deny"],
    [DENY, "", write(".git/hooks/x"), "ask"],
    ['filesystem.":minimal" = "read"', "", read("a"), "ask"],
    ['filesystem.":minimal" = "read"', 'approval_policy = "never"', read("a"), "deny"],
    ['filesystem.":minimal" = "read"\nfilesystem."~/.ssh" = "deny"', "", read("a"), "deny"],
    ['filesystem.":minimal" = "read"', 'approval_policy = "untrusted"', read("/etc/x"), "ask"],
    [DENY, 'sandbox_mode = "danger-full-access"', write("/etc/x"), "ask"],
  ])("%j %j: %j is %s", (profile, more, call, decision) => {
    const config = `${more}\n${chosen(profile)}`;
    expect(vendorExplain(codex, { [CONFIG]: config }, call).decision).toBe(decision);
  });

  it("shows the entry that decides, and what sources disagree about", () => {
    const config = chosen(
      'extends = ":workspace"\nfilesystem.":workspace_roots" = { "p" = "deny", "p/ok" = "read", "*.env" = "none" }',
    );
    const of = (call: ToolCall) => vendorExplain(codex, { [CONFIG]: config }, call);
    expect(of(read("p/a"))).toMatchObject({
      decision: "deny",
      rules: [{ id: ':workspace_roots/p = "deny"' }],
    });
    expect(of(read("p/ok/a"))).toMatchObject({
      decision: "deny",
      vendor: { pessimistic: { decision: "allow" } },
    });
    expect(of(write("x.env"))).toMatchObject({
      decision: "deny",
      rules: [{ effect: "deny" }],
      vendor: { pessimistic: { decision: "allow" } },
    });
  });

  it("puts files together by name, and parents under their children", () => {
    const files = {
      [CONFIG]: chosen('extends = "base"\nfilesystem."/data" = "write"'),
      "~/.codex/config.toml":
        '[permissions.base]\nextends = ":read-only"\nfilesystem."/data" = "deny"\nfilesystem."/keys" = "deny"\n[permissions.p]\nfilesystem."/more" = "write"',
    };
    const decide = (call: ToolCall): Decision => vendorExplain(codex, files, call).decision;
    expect(
      [write("/data/x"), write("/more/x"), read("/keys/x"), read("/etc/x")].map(decide),
    ).toEqual(["allow", "allow", "deny", "allow"]);
  });

  it("lets the strongest file choose between a profile and the older sandbox", () => {
    const profile = chosen('extends = ":read-only"');
    const older = 'sandbox_mode = "workspace-write"';
    const decide = (project: string, own: string): Decision =>
      vendorExplain(codex, { [CONFIG]: project, "~/.codex/config.toml": own }, write("a")).decision;
    expect([decide(profile, older), decide(older, profile)]).toEqual(["ask", "allow"]);
  });

  it("says so where no file that was read defines the profile", () => {
    const unknown = (config: string, call: ToolCall) =>
      vendorExplain(codex, { [CONFIG]: config }, call).vendor?.unknown;
    expect(unknown('default_permissions = "mine"', write("a"))).toContain("`mine`");
    expect(unknown(chosen('extends = "other"'), read("a"))).toContain("`other`");
    expect(unknown('[permissions.p]\nextends = ":read-only"', read("a"))).toContain("chooses");
    expect(unknown(chosen('filesystem."/[ab]/x" = "deny"'), read("/a/x"))).toContain("/[ab]/x");
  });

  it("keeps a command of a rule inside where some reads are denied", () => {
    const rules = { ".codex/rules/a.rules": 'prefix_rule(pattern=["make"])' };
    const call: ToolCall = { tool: "shell", args: { command: "make" } };
    const open = vendorExplain(codex, rules, call);
    const closed = { ...rules, [CONFIG]: chosen('filesystem."~/.ssh" = "deny"') };
    expect(open.vendor?.sandboxed).toBeUndefined();
    expect(vendorExplain(codex, closed, call).vendor?.sandboxed).toBe(true);
  });
});

describe("hosts of a profile", () => {
  const hosts =
    'network.enabled = true\nnetwork.domains = { "a.example" = "allow", "*.b.example" = "allow", "**.c.example" = "allow", "x.c.example" = "deny", "r*.d.example" = "allow", "127.0.0.1" = "allow" }';
  const proxied = `[features]\nnetwork_proxy = true\n`;
  it.each<[more: string, profile: string, url: string, decision: Decision]>([
    ["", "", "https://a.example/", "ask"],
    ["", "network.enabled = false", "https://a.example/", "ask"],
    ["", hosts, "https://other.example/", "allow"],
    [proxied, hosts, "https://a.example/", "allow"],
    [proxied, hosts, "https://A.Example./x", "allow"],
    [proxied, hosts, "https://x.a.example/", "ask"],
    [proxied, hosts, "https://b.example/", "ask"],
    [proxied, hosts, "https://x.y.b.example/", "allow"],
    [proxied, hosts, "https://c.example/", "allow"],
    [proxied, hosts, "https://y.c.example/", "allow"],
    [proxied, hosts, "https://x.c.example/", "deny"],
    [proxied, hosts, "https://r1.d.example/", "allow"],
    [proxied, hosts, "https://x.r1.d.example/", "ask"],
    [proxied, hosts, "http://127.0.0.1:8080/", "allow"],
    [proxied, hosts, "http://localhost/", "deny"],
    [proxied, hosts, "http://10.1.2.3/", "deny"],
    [proxied, hosts, "http://[fd00::1]/", "deny"],
    [proxied, `${hosts}\nnetwork.allow_local_binding = true`, "http://10.1.2.3/", "ask"],
    [
      proxied,
      'network = { enabled = true, domains = { "*" = "allow" } }',
      "https://x.org/",
      "allow",
    ],
    [proxied, 'network = { enabled = true, domains = { "*" = "allow" } }', "http://[::1]/", "deny"],
    [`approval_policy = "never"\n${proxied}`, hosts, "https://other.example/", "deny"],
    [proxied, `filesystem."~/.ssh" = "deny"\n${hosts}`, "https://other.example/", "deny"],
    ["", 'filesystem."~/.ssh" = "deny"', "https://a.example/", "deny"],
    [`approval_policy = "untrusted"\n${proxied}`, hosts, "https://a.example/", "ask"],
    [
      '[features.network_proxy]\nenabled = true\ndomains = { "a.example" = "deny" }\n',
      hosts,
      "https://a.example/",
      "deny",
    ],
  ])("%j %j: %s is %s", (more, profile, url, decision) => {
    // What stands at the top has to stand before the first table.
    const config = `default_permissions = "p"\n${more}[permissions.p]\n${profile}\n`;
    expect(vendorExplain(codex, { [CONFIG]: config }, fetch(url)).decision).toBe(decision);
  });

  it("does not guess what `limited` does with https", () => {
    const limited = 'network = { enabled = true, mode = "limited", domains = { "*" = "allow" } }';
    const config = `default_permissions = "p"\n${proxied}[permissions.p]\n${limited}\n`;
    const of = (url: string) => vendorExplain(codex, { [CONFIG]: config }, fetch(url));
    expect(of("https://a.example/").vendor?.unknown).toContain("limited");
    expect(of("http://a.example/").decision).toBe("allow");
  });
});

describe("marks of profiles", () => {
  it.each<[config: string, kinds: readonly string[]]>([
    [chosen('extends = ":workspace"\nfilesystem."~/.ssh" = "deny"'), []],
    [chosen('filesystem.":root" = "write"'), ["sandbox-hole"]],
    [chosen('filesystem."~" = "write"'), ["sandbox-hole"]],
    [chosen('filesystem."/" = { "." = "write" }'), ["sandbox-hole"]],
    [chosen("network.enabled = true"), ["sandbox-hole"]],
    [chosen('network = { enabled = true, domains = { "a.example" = "allow" } }'), ["sandbox-hole"]],
    [
      `${chosen('network = { enabled = true, domains = { "*" = "allow" } }')}[features]\nnetwork_proxy = true`,
      ["sandbox-hole"],
    ],
    [
      `${chosen('network = { enabled = true, domains = { "a.example" = "allow" } }')}[features]\nnetwork_proxy = true`,
      [],
    ],
    [chosen('network.unix_sockets = { "/var/run/docker.sock" = "allow" }'), ["sandbox-hole"]],
    [chosen('filesystem.":later" = "deny"'), ["entry-not-consulted"]],
    [
      chosen(
        'extends = ":workspace"\nfilesystem.":workspace_roots" = { "p" = "deny", "p/ok" = "read" }',
      ),
      ["entry-not-consulted"],
    ],
    [chosen('filesystem."rel" = "deny"'), ["file-not-read"]],
    ['[permissions.p]\nfilesystem.":root" = "write"', ["entry-not-consulted"]],
    [
      `sandbox_mode = "read-only"\n${chosen('filesystem.":root" = "write"')}`,
      ["entry-not-consulted", "sandbox-hole"],
    ],
  ])("%j: %j", (config, kinds) => {
    const [subject] = readFiles(codex, { [CONFIG]: config });
    expect(subject?.marks?.map(({ kind }) => kind)).toEqual(kinds);
  });

  it("reads anything", () => {
    for (const text of [
      "permissions = 1",
      "[permissions]\np = 1",
      '[permissions.__proto__]\nextends = "__proto__"',
      `default_permissions = "constructor"\n[permissions.p]\nfilesystem = 1\nnetwork = 1\nworkspace_roots = 1`,
      chosen('filesystem."" = "read"\nfilesystem.":workspace_roots" = { "" = "deny" }'),
      chosen(`filesystem."/${"*".repeat(2000)}x" = "deny"`),
      chosen(`filesystem."/${"**/".repeat(500)}x" = "deny"`),
    ]) {
      const call = read(`/${"a/".repeat(200)}a`);
      expect(() => vendorExplain(codex, { [CONFIG]: text }, call, USUAL)).not.toThrow();
    }
  });
});
