import { describe, expect, it } from "vitest";
import { USUAL } from "../../../src/formats/format.ts";
import type { Circumstances } from "../../../src/formats/format.ts";
import type { Decision, ToolCall } from "../../../src/model/call.ts";
import { formatOf, vendorExplain } from "../../support/vendor.ts";
import type { VendorFiles } from "../../support/vendor.ts";

const vscode = formatOf("vscode");
const TERMINAL = "chat.tools.terminal.autoApprove";
const EDITS = "chat.tools.edits.autoApprove";
const URLS = "chat.tools.urls.autoApprove";

type Settings = Readonly<Record<string, unknown>>;

const own = (settings: Settings): VendorFiles => ({
  "~/.config/Code/User/settings.json": JSON.stringify(settings),
});
const project = (settings: Settings): VendorFiles => ({
  ".vscode/settings.json": JSON.stringify(settings),
});
const bash = (command: string): ToolCall => ({ tool: "shell", args: { command } });
const pwsh = (command: string): ToolCall => ({
  ...bash(command),
  context: { dialect: "powershell" },
});
const write = (path: string): ToolCall => ({ tool: "file.write", args: { path } });
const fetch = (url: string): ToolCall => ({ tool: "web.fetch", args: { url } });

/** `allow`, or `ask/allow` where another version or source decides wider, or `unknown`. */
function check(files: VendorFiles, call: ToolCall, circumstances: Circumstances = USUAL): string {
  const { decision, vendor } = vendorExplain(vscode, files, call, circumstances);
  if (vendor?.unknown !== undefined) return "unknown";
  const wider = vendor?.pessimistic?.decision;
  return wider === undefined ? decision : `${decision}/${wider}`;
}

describe("commands", () => {
  it.each<[Settings, ToolCall, string]>([
    [{ make: true }, bash("make all"), "allow"],
    [{ make: true }, bash("make all && git push"), "ask"],
    [{ make: true }, bash("make $(git push)"), "ask"],
    [{ make: true }, bash("make all > out.txt"), "allow"],
    [{ make: true }, bash("make all > /etc/out"), "ask"],
    [{ make: true }, bash("make < $FILE"), "ask"],
    [{ make: true }, bash("X=1 make"), "ask"],
    [{ make: true }, bash("X=1; make"), "ask"],
    [{ make: true }, bash("export X=1; make"), "ask"],
    [{ make: true }, bash("make-other"), "allow"],
    [{ make: true }, bash("makepkg"), "ask"],
    [{ rm: true }, bash("rm -rf src"), "allow"],
    [{ rm: null }, bash("rm -rf src"), "ask"],
    [{ "rm -rf": true }, bash("rm -rf src"), "ask"],
    [{ "/.*/": true }, bash("node x.js"), "allow"],
    [{ "/.*/": true }, bash("rm x"), "ask"],
    [{ "/.*/": true, "/\\bnode\\b/": false }, bash("node x.js"), "ask"],
    [{ "/.*/": true, "/node*/": false }, bash("node x.js"), "ask"],
    [{ "/.*/": true, "/[node/": false }, bash("node x.js"), "allow"],
    [{ "/.*/": true, "/(node)+\\1/": false }, bash("node x.js"), "unknown"],
    [{ "/echo/": { approve: true, matchCommandLine: true } }, bash("node x.js; echo"), "allow"],
    [{ make: { approve: true } }, bash("make"), "allow"],
    [{ make: { matchCommandLine: true } }, bash("make"), "ask"],
    [{ make: "yes" }, bash("make"), "ask"],
    [{ make: true }, bash(""), "allow"],
    [{ make: true }, bash("# nothing"), "ask"],
    [{ make: true }, bash("npm run build"), "ask/allow"],
    [{ make: true }, bash("npm run build -w other"), "ask"],
    [{ make: true }, bash("cat README.md"), "allow"],
    [{ "Get-Thing": true }, pwsh("get-thing -Name x"), "allow"],
    [{ "Get-Thing": true }, bash("get-thing -Name x"), "ask"],
    [{ "Get-Thing": true }, pwsh("Get-Thing; Remove-Item x"), "ask"],
    [{ "Get-Thing": true }, pwsh("$x = Get-Thing"), "ask"],
    [{ make: true }, { ...bash("make"), context: { dialect: "cmd" } }, "unknown"],
  ])("%j: %j", (rules, call, expected) => {
    expect(check(project({ [TERMINAL]: rules }), call)).toBe(expected);
    expect(check(own({ [TERMINAL]: rules }), call)).toBe(expected);
  });

  it("puts the person's own settings first, the folder's over them, the old name over both", () => {
    const files = {
      ...own({ [TERMINAL]: { make: true } }),
      ...project({ [TERMINAL]: { make: false } }),
    };
    expect(check(files, bash("make"))).toBe("ask");
    const old = project({
      [TERMINAL]: { make: false },
      "chat.agent.terminal.autoApprove": { make: true },
    });
    expect(check(old, bash("make"))).toBe("allow");
  });

  it("takes nothing from a folder that is not trusted", () => {
    const untrusted = { ...USUAL, trusted: false };
    expect(check(project({ [TERMINAL]: { make: true } }), bash("make"), untrusted)).toBe("ask");
    expect(check(own({ [TERMINAL]: { make: true } }), bash("make"), untrusted)).toBe("allow");
  });

  it.each<[Settings, ToolCall, string]>([
    [{ "chat.tools.terminal.enableAutoApprove": false }, bash("ls"), "ask"],
    [{ "chat.tools.terminal.ignoreDefaultAutoApproveRules": true }, bash("ls"), "ask"],
    [{ "chat.tools.terminal.blockDetectedFileWrites": "all" }, bash("ls > a"), "ask"],
    [{ "chat.tools.terminal.blockDetectedFileWrites": "never" }, bash("ls > /etc/a"), "allow"],
    [{ "chat.tools.terminal.autoApproveWorkspaceNpmScripts": false }, bash("npm test"), "ask"],
    [{ [TERMINAL]: true }, bash("ls"), "ask"],
    [{ "chat.agent.sandbox.enabled": "on" }, bash("node x.js"), "allow"],
    [
      { "chat.agent.sandbox.enabled": "on", "chat.agent.sandbox.allowAutoApprove": false },
      bash("node x.js"),
      "ask",
    ],
    [
      { "chat.tools.eligibleForAutoApproval": { "execute/runInTerminal": false } },
      bash("ls"),
      "ask",
    ],
    [{ "[python]": { [TERMINAL]: { make: true } } }, bash("make"), "ask"],
  ])("by %j: %j", (settings, call, expected) => {
    expect(check(project(settings), call)).toBe(expected);
  });

  it("says which commands of a line were decided how, and by what", () => {
    const { parts, rules, vendor } = vendorExplain(
      vscode,
      project({ [TERMINAL]: { make: true } }),
      bash("make && rm x"),
    );
    expect(parts.map(({ args, decision }) => [args["command"], decision])).toEqual([
      ["make", "allow"],
      ["rm x", "ask"],
    ]);
    expect(rules).toEqual([]);
    expect(vendor?.because).toBe("the shipped rule `rm` asks");
    expect(vendor?.assumes[0]).toBe("the folder is trusted");
  });
});

describe("everything at once", () => {
  const all = { "chat.tools.global.autoApprove": true };
  it.each<[VendorFiles, ToolCall, string]>([
    [own(all), bash("rm -rf src"), "allow"],
    [project(all), bash("rm -rf src"), "ask"],
    [project({ "chat.permissions.default": "autopilot" }), bash("rm -rf src"), "allow"],
    [project({ "chat.permissions.default": "default" }), bash("rm -rf src"), "ask"],
    [
      own({ ...all, "chat.tools.eligibleForAutoApproval": { runInTerminal: false } }),
      bash("rm x"),
      "ask/allow",
    ],
  ])("%j: %j", (files, call, expected) => {
    expect(check(files, call)).toBe(expected);
  });

  it.each<[string, string]>([
    ["manual", "ask"],
    ["assisted", "unknown"],
    ["allow-all", "allow"],
    ["autopilot", "allow"],
  ])("in a session with %s", (mode, expected) => {
    expect(check({}, bash("node x.js"), { ...USUAL, mode })).toBe(expected);
  });
});

describe("edits", () => {
  it.each<[Settings, string, Decision | "ask/allow"]>([
    [{}, "src/a.ts", "allow"],
    [{}, "package.json", "ask"],
    [{}, ".git/config", "ask"],
    [{}, ".vscode/settings.json", "ask"],
    [{}, "../other/a.ts", "ask"],
    [{}, "/etc/passwd", "ask"],
    [{ "**": true }, "package.json", "allow"],
    [{ "**": true }, ".vscode/settings.json", "ask"],
    [{ "**/*": true }, "package.json", "ask/allow"],
    [{ "**/*.ts": false }, "src/a.ts", "ask"],
    [{ "src/**": false }, "src/a.ts", "ask"],
    [{ "*.ts": false }, "src/a.ts", "allow"],
    [{ "/src/**": false }, "src/a.ts", "allow"],
    [{ "**/*.{ts,js}": false, "**/gen/**": true }, "src/gen/a.ts", "allow"],
  ])("%j: %s", (rules, path, expected) => {
    expect(check(own({ [EDITS]: rules }), write(path))).toBe(expected);
  });

  it("loses the shipped entries where the value is no object, and does not read a folder's own", () => {
    expect(check(own({ [EDITS]: false }), write("package.json"))).toBe("allow");
    expect(check(project({ [EDITS]: { "**": true } }), write("package.json"))).toBe("ask/allow");
  });
});

describe("addresses", () => {
  it.each<[Settings, string, string]>([
    [{}, "https://example.com", "ask"],
    [{}, "https://code.visualstudio.com/docs", "allow"],
    [{ "https://example.com": true }, "https://example.com/x", "allow"],
    [{ "https://*.example.com": true }, "https://evilexample.com/x", "allow"],
    [{ "https://example.com*": true }, "https://example.com.evil.org", "allow"],
    [{ "example.com": true }, "http://example.com", "allow"],
    [{ "https://example.com": true }, "https://example.com:8443", "ask"],
    [{ "https://example.com": { approveRequest: true } }, "https://example.com", "ask/allow"],
    [{ "https://*": true, "https://bad.example": false }, "https://bad.example", "allow"],
    [{ "https://bad.example": false, "https://*": true }, "https://bad.example", "ask"],
  ])("%j: %s", (rules, url, expected) => {
    expect(check(project({ [URLS]: rules }), fetch(url))).toBe(expected);
  });
});

describe("servers, agents and their tools", () => {
  const mcp = (sandboxEnabled: boolean): VendorFiles => ({
    ".vscode/mcp.json": JSON.stringify({ servers: { db: { command: "db-mcp", sandboxEnabled } } }),
  });
  const agent = (tools: string): VendorFiles => ({
    ".github/agents/one.agent.md": `---\nname: one\n${tools}\n---\nText.\n`,
  });
  const query: ToolCall = { tool: "mcp:db/query", args: {} };
  it.each<[VendorFiles, ToolCall, string]>([
    [mcp(true), query, "allow"],
    [mcp(false), query, "ask"],
    [agent("tools: ['db/*']"), query, "ask"],
    [agent("tools: ['db/list']"), query, "deny"],
    [agent("tools: [read, search]"), write("src/a.ts"), "deny"],
    [agent("tools: [read, search]"), { tool: "file.read", args: { path: "src/a.ts" } }, "allow"],
    [agent("tools:\n  - edit/editFiles"), write("src/a.ts"), "allow"],
    [agent("tools: 'read, edit'"), write("src/a.ts"), "allow"],
    [agent("tools: []"), write("src/a.ts"), "deny"],
    [agent("model: x"), write("src/a.ts"), "allow"],
    [agent("tools: ['*']"), write("src/a.ts"), "allow"],
    [{}, { tool: "run_in_terminal", args: { command: "ls" } }, "allow"],
    [{}, { tool: "replace_string_in_file", args: { filePath: "package.json" } }, "ask"],
    [
      {},
      { tool: "fetch_webpage", args: { urls: ["https://code.visualstudio.com", "https://x.y"] } },
      "ask",
    ],
    [{}, { tool: "file.read", args: { path: "/etc/passwd" } }, "unknown"],
    [{}, { tool: "tool:anything", args: {} }, "ask"],
    [{}, { tool: "shell", args: {} }, "ask"],
  ])("%j: %j", (files, call, expected) => {
    expect(check(files, call)).toBe(expected);
  });
});

describe("one entry alone", () => {
  it.each<[Settings, ToolCall, boolean, string]>([
    [
      { [TERMINAL]: { make: true } },
      bash("make a && make b"),
      true,
      "`make` matches every command of the line",
    ],
    [
      { [TERMINAL]: { make: true } },
      bash("make && ls"),
      false,
      "`make` does not match every command of the line",
    ],
    [
      { [TERMINAL]: { make: false } },
      bash("make && ls"),
      true,
      "`make` matches a command of the line",
    ],
    [{ [EDITS]: { "**/*.ts": false } }, write("a.ts"), true, "`**/*.ts` matches the file"],
    [
      { [URLS]: { "https://a.b": true } },
      fetch("https://c.d"),
      false,
      "`https://a.b` does not match the address",
    ],
    [{ [TERMINAL]: { make: true } }, write("a.ts"), false, "`make` is about another tool"],
  ])("%j: %j", (settings, call, matched, why) => {
    const { considered } = vendorExplain(vscode, own(settings), call);
    expect(considered.map((one) => [one.matched, one.why])).toEqual([[matched, why]]);
  });
});
