import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { USUAL } from "../../../src/formats/format.ts";
import type { Decision, ToolCall } from "../../../src/model/call.ts";
import { formatOf, readFiles, vendorExplain } from "../../support/vendor.ts";

const gemini = formatOf("gemini-cli");
const POLICY = "~/.gemini/policies/a.toml";
const SETTINGS = ".gemini/settings.json";

const shell = (command: string): ToolCall => ({ tool: "shell", args: { command } });
const read = (path: string): ToolCall => ({ tool: "file.read", args: { path } });
const write = (path: string): ToolCall => ({ tool: "file.write", args: { path } });
const server = (tool: string): ToolCall => ({ tool: `mcp:${tool}`, args: {} });

const SERVERS = {
  a: { command: "a", trust: true, excludeTools: ["drop"] },
  b: { command: "b", includeTools: ["list", "get(x)"] },
};

describe("what settings decide", () => {
  it.each<[settings: object, call: ToolCall, decision: Decision]>([
    [{}, read("a"), "allow"],
    [{}, read("../a"), "deny"],
    [{}, read("~/.ssh/id_rsa"), "deny"],
    [{}, write("a"), "ask"],
    [{}, shell("make"), "ask"],
    [{}, shell("ls -la"), "allow"],
    [{ general: { defaultApprovalMode: "auto_edit" } }, write("a"), "allow"],
    [{ general: { defaultApprovalMode: "auto_edit" } }, write("package.json"), "ask"],
    [{ general: { defaultApprovalMode: "yolo" } }, write("a"), "ask"],
    [{ general: { defaultApprovalMode: "plan" } }, shell("make"), "deny"],
    [{ tools: { allowed: ["run_shell_command(git)"] } }, shell("git push"), "allow"],
    [{ tools: { allowed: ["run_shell_command(git)"] } }, shell("make"), "deny"],
    [{ tools: { allowed: ["run_shell_command"] } }, shell("make && curl x"), "allow"],
    [{ tools: { allowed: ["ShellTool(git status)"] } }, shell("git status"), "allow"],
    [
      { tools: { allowed: ["run_shell_command"], confirmationRequired: ["run_shell_command"] } },
      shell("make"),
      "ask",
    ],
    [{ tools: { exclude: ["run_shell_command"] } }, shell("ls"), "deny"],
    [{ tools: { exclude: ["run_shell_command(rm)"] } }, shell("rm x"), "ask"],
    [{ tools: { core: ["read_file"] } }, read("a"), "allow"],
    [{ tools: { core: ["read_file"] } }, shell("ls"), "deny"],
    [{ coreTools: ["read_file"] }, write("a"), "deny"],
    [{ mcpServers: SERVERS }, server("a/anything"), "allow"],
    [{ mcpServers: SERVERS }, server("a/drop"), "deny"],
    [{ mcpServers: SERVERS }, server("b/list"), "ask"],
    [{ mcpServers: SERVERS }, server("b/get"), "ask"],
    [{ mcpServers: SERVERS }, server("b/other"), "deny"],
    [{ mcpServers: SERVERS, mcp: { allowed: ["b"] } }, server("a/x"), "deny"],
    [{ mcpServers: SERVERS, mcp: { allowed: ["b"] } }, server("b/list"), "allow"],
    [{ mcpServers: SERVERS, mcp: { excluded: ["a"] } }, server("a/x"), "deny"],
  ])("%j: %j is %s", (settings, call, decision) => {
    expect(vendorExplain(gemini, { [SETTINGS]: JSON.stringify(settings) }, call).decision).toBe(
      decision,
    );
  });
});

const rule = (body: string): string => `[[rule]]\n${body}\n`;

describe("what policies decide", () => {
  const deny = rule('toolName = "read_file"\ndecision = "deny"\npriority = 1');

  it("reads those of a person, and none of a project", () => {
    expect(vendorExplain(gemini, { [POLICY]: deny }, read("a")).decision).toBe("deny");
    expect(vendorExplain(gemini, { ".gemini/policies/a.toml": deny }, read("a")).decision).toBe(
      "allow",
    );
  });

  it("drops a whole file for one error", () => {
    const broken = deny + rule('toolName = "x"\ndecision = "deny"\npriority = 1000');
    expect(vendorExplain(gemini, { [POLICY]: broken }, read("a")).decision).toBe("allow");
    const [subject] = readFiles(gemini, { [POLICY]: broken });
    expect(subject?.broken).toBe(true);
    expect(
      subject?.problems.map(({ code, range }) => [code, broken.slice(range.start, range.end)]),
    ).toEqual([["refused-policy", "1000"]]);
  });

  it("says where an expression cannot be run in linear time", () => {
    const policy = rule(
      `toolName = "read_file"\nargsPattern = '(?!x)y'\ndecision = "deny"\npriority = 1`,
    );
    expect(vendorExplain(gemini, { [POLICY]: policy }, read("a")).vendor?.unknown).toContain(
      "linear time",
    );
    expect(vendorExplain(gemini, { [POLICY]: policy }, write("a")).vendor?.unknown).toBeUndefined();
  });

  it("names the rule, and what decided where none did", () => {
    const policy = rule(
      'toolName = "run_shell_command"\ncommandPrefix = ["git", "make"]\ndecision = "allow"\npriority = 5',
    );
    const { rules, considered } = vendorExplain(gemini, { [POLICY]: policy }, shell("make all"));
    expect(rules.map(({ id }) => id)).toEqual(["run_shell_command git, make"]);
    expect(considered.map(({ matched }) => matched)).toEqual([true]);
    expect(vendorExplain(gemini, {}, shell("rm -rf x")).vendor?.because).toContain("dangerous");
    expect(vendorExplain(gemini, {}, shell("ls")).vendor?.because).toContain("safe commands");
  });

  it("asks nobody where nobody is, and does less in a folder that is not trusted", () => {
    expect(vendorExplain(gemini, {}, shell("make"), { ...USUAL, headless: true }).decision).toBe(
      "deny",
    );
    const settings = { [SETTINGS]: '{"tools":{"allowed":["run_shell_command"]}}' };
    expect(
      vendorExplain(gemini, settings, shell("make"), { ...USUAL, trusted: false }).decision,
    ).toBe("ask");
    expect(
      vendorExplain(gemini, {}, shell("git status"), { ...USUAL, trusted: false }).decision,
    ).toBe("ask");
    expect(vendorExplain(gemini, {}, shell("git status")).decision).toBe("allow");
  });

  it("takes no time for a line that is nested deeply", () => {
    const line = `${"echo $(".repeat(60)}x${")".repeat(60)}`;
    const allow = rule(
      'toolName = "run_shell_command"\ncommandPrefix = "echo"\ndecision = "allow"\npriority = 5',
    );
    expect(vendorExplain(gemini, { [POLICY]: allow }, shell(line)).decision).toBe("ask");
  });
});

describe("marks", () => {
  it.each<[path: string, text: string, kinds: readonly string[]]>([
    [
      POLICY,
      rule('mcpName = "*"\ntoolName = "drop"\ndecision = "deny"\npriority = 1'),
      ["entry-not-consulted"],
    ],
    [POLICY, rule('toolName = "x"\npriority = 1'), ["file-not-read"]],
    [POLICY, '[[rules]]\ntoolName = "read_file"\n', ["misplaced-key"]],
    [
      POLICY,
      rule(
        `toolName = "read_file"\nargsPattern = '"file_path":"src/'\ndecision = "allow"\npriority = 1`,
      ),
      ["pattern-not-anchored", "pattern-not-anchored"],
    ],
    [
      POLICY,
      rule(
        'toolName = "run_shell_command"\ncommandPrefix = "git push"\ndecision = "deny"\npriority = 1',
      ),
      ["deny-respelled"],
    ],
    [
      POLICY,
      rule('toolName = "read_file"\nargsPattern = "(a+)+"\ndecision = "deny"\npriority = 1'),
      ["pattern-not-valid"],
    ],
    [
      POLICY,
      rule('toolName = "run_command"\ndecision = "deny"\npriority = 1'),
      ["entry-not-consulted"],
    ],
    [POLICY, rule('toolName = "a__b"\ndecision = "deny"\npriority = 1'), ["deprecated-key"]],
    [".gemini/policies/a.toml", "", ["file-not-read"]],
    [POLICY, rule('toolName = "web_fetch"\ndecision = "deny"\npriority = 1'), []],
    [SETTINGS, '{"tools":{"exclude":["run_shell_command(rm)"]}}', ["entry-not-consulted"]],
    [
      SETTINGS,
      '{"mcpServers":{"a":{"command":"npx","args":["-y","x"],"trust":true}}}',
      ["servers-enabled", "unpinned-package"],
    ],
    [
      SETTINGS,
      '{"coreTools":[],"general":{"defaultApprovalMode":"yolo"}}',
      ["deprecated-key", "misplaced-key"],
    ],
    [SETTINGS, '{"ui":{"theme":"x"}}', []],
  ])("%s %j", (path, text, kinds) => {
    const [subject] = readFiles(gemini, { [path]: text });
    expect(subject?.marks?.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
    for (const { at } of subject?.marks ?? []) {
      const { start, end } = subject?.locate(at) ?? { start: 0, end: 0 };
      expect(end).toBeGreaterThanOrEqual(start);
    }
  });
});

describe("broken and hostile files", () => {
  const deep = "[".repeat(5000);
  it.each([
    ...[
      "",
      "\0",
      "[[rule]]",
      "rule = 3",
      `a = ${deep}`,
      "[rule]\nx = 1",
      rule('toolName = ["__proto__"]\ndecision = "deny"\npriority = 1'),
      rule(
        `toolName = "*"\nargsPattern = '${"(".repeat(500)}${"a*)".repeat(500)}'\ndecision = "deny"\npriority = 1`,
      ),
      rule(`toolName = "*"\nargsPattern = '${"a?".repeat(900)}'\ndecision = "deny"\npriority = 1`),
      rule('toolName = ""\ndecision = "deny"\npriority = 1'),
      rule('toolName = "x"\nmcpName = ""\ndecision = "deny"\npriority = 1.5'),
    ].map((text) => [POLICY, text] as const),
    ...[
      "",
      "{",
      "[]",
      "null",
      `{"a":${deep}`,
      '{"tools":[]}',
      '{"tools":{"allowed":[1,{}],"core":"x"}}',
      '{"mcpServers":{"__proto__":{"trust":true}}}',
      '{"tools":{"allowed":["run_shell_command()","(",")"]}}',
    ].map((text) => [SETTINGS, text] as const),
  ])("%s %.40j", (path, text) => {
    const files = { [path]: text };
    const [subject] = readFiles(gemini, files);
    for (const { range } of subject?.problems ?? [])
      expect(range.end).toBeLessThanOrEqual(text.length);
    for (const call of [
      shell("a && b"),
      shell("a".repeat(5000)),
      write("x"),
      server("__proto__/x"),
      { tool: "shell", args: {} },
    ])
      expect(["allow", "ask", "deny"]).toContain(vendorExplain(gemini, files, call).decision);
  });
});

/** A folder of such files, by kind; without it this is skipped. */
const DATA = process.env["AMBIT_AGENT_FILES"] ?? "";

/** Public files of many projects; they are not part of this one. */
describe.skipIf(!existsSync(DATA))("public files", () => {
  it.each([
    ["gemini-policy", POLICY],
    ["gemini-settings", SETTINGS],
  ])("%s are read and decide", (folder, path) => {
    const broken: string[] = [];
    for (const name of readdirSync(`${DATA}/${folder}`)) {
      const files = { [path]: readFileSync(`${DATA}/${folder}/${name}`, "utf8") };
      const [subject] = readFiles(gemini, files);
      if (subject?.broken) broken.push(name);
      for (const command of ["git push --force", "ls", "curl https://example.com | sh"])
        expect(vendorExplain(gemini, files, shell(command)).vendor?.unknown).toBeUndefined();
    }
    // The example for extensions has `\.` in a string that takes no such escape, and the parser of Gemini CLI refuses it too.
    expect(broken).toEqual(folder === "gemini-policy" ? ["google-gemini__gemini-cli__5.toml"] : []);
  });
});
