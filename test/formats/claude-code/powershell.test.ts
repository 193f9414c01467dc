import { describe, expect, it } from "vitest";
import type { Decision, ToolCall } from "../../../src/model/call.ts";
import { loadGrammars } from "../../../src/host/grammars.ts";
import { Workspace } from "../../../src/workspace/workspace.ts";
import { Disk } from "../../server/disk.ts";
import { formatOf, vendorExplain } from "../../support/vendor.ts";

const claude = formatOf("claude-code");
const FILE = ".claude/settings.json";
const grammars = await loadGrammars();

interface Lists {
  readonly allow?: readonly string[];
  readonly ask?: readonly string[];
  readonly deny?: readonly string[];
}

const own = (command: string): ToolCall => ({ tool: "PowerShell", args: { command } });
const line = (command: string): ToolCall => ({
  tool: "shell",
  args: { command },
  context: { dialect: "powershell" },
});
const bash = (command: string): ToolCall => ({ tool: "shell", args: { command } });
const decide = (permissions: Lists, call: ToolCall): Decision =>
  vendorExplain(claude, { [FILE]: JSON.stringify({ permissions }) }, call).decision;

describe("commands of PowerShell", () => {
  it.each<[permissions: Lists, call: ToolCall, decision: Decision]>([
    [{ allow: ["PowerShell"] }, own("git push"), "allow"],
    [{ allow: ["PowerShell(*)"] }, line("git push"), "allow"],
    [{ allow: ["PowerShell(*)"] }, bash("git push"), "ask"],
    [{ allow: ["Bash(*)"] }, line("git push"), "ask"],
    [{ allow: ["PowerShell(Get-ChildItem *)"] }, line("get-childitem -Recurse src"), "allow"],
    [{ allow: ["PowerShell(Get-ChildItem *)"] }, line("gci src"), "allow"],
    [{ allow: ["PowerShell(Get-ChildItem *)"] }, line("dir"), "allow"],
    [{ allow: ["PowerShell(gci:*)"] }, line("Get-ChildItem src"), "allow"],
    [{ allow: ["PowerShell(Get-ChildItem *)"] }, line("Get-Content x"), "ask"],
    [{ allow: ["PowerShell(git *)"] }, line("git status; git log"), "allow"],
    [{ allow: ["PowerShell(git *)"] }, line("git status; npm publish"), "ask"],
    [{ allow: ["PowerShell(git *)"] }, line("git log | Select-String x"), "ask"],
    [{ allow: ["PowerShell(git *)"] }, line("git log > out.txt"), "ask"],
    [{ allow: ["PowerShell"], deny: ["PowerShell(Remove-Item *)"] }, line("RM -Force x"), "deny"],
    [{ allow: ["PowerShell"], ask: ["PowerShell(git push *)"] }, line("GIT  push origin"), "ask"],
    [{ allow: ["PowerShell(git *)"] }, line("git status ("), "ask"],
    [{ allow: ["PowerShell(git *)"] }, line(`git ${"x".repeat(10_001)}`), "ask"],
  ])("%j: %j is %s", (permissions, call, decision) => {
    expect(decide(permissions, call)).toBe(decision);
  });

  it("asks about a line that is none, and says so", () => {
    const settings = JSON.stringify({ permissions: { allow: ["PowerShell(ls *)"] } });
    const { decision, vendor } = vendorExplain(claude, { [FILE]: settings }, own("ls \0 x"));
    expect(decision).toBe("ask");
    expect(vendor?.because).toBe("it cannot be parsed, so it always asks");
  });
});

describe("findings about entries of PowerShell", () => {
  it.each<[entry: string, codes: readonly string[]]>([
    ["PowerShell", ["unscoped-shell"]],
    ["PowerShell(*)", ["unscoped-shell"]],
    ["PowerShell(pwsh *)", ["interpreter-command"]],
    ["PowerShell(Invoke-Expression *)", ["interpreter-command"]],
    ["PowerShell(Invoke-WebRequest:*)", ["unscoped-web-fetch"]],
    ["PowerShell(Get-ChildItem *)", []],
    ["Bash(Invoke-WebRequest:*)", []],
    ["Bash(Invoke-Expression *)", []],
    ["Bash(curl:*)", ["unscoped-web-fetch"]],
  ])("%s: %j", async (entry, codes) => {
    const file = `/shop/${FILE}`;
    const files = new Disk({ [file]: JSON.stringify({ permissions: { allow: [entry] } }) });
    const now = (): string => "2026-11-01T00:00:00Z";
    const workspace = new Workspace({ files, grammars, home: "/home/me", now });
    const found = await workspace.inspect(file);
    expect("findings" in found && found.findings.map(({ code }) => code)).toEqual(codes);
  });
});
