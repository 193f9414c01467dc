import { describe, expect, it } from "vitest";
import { USUAL } from "../../../src/formats/format.ts";
import { opencode } from "../../../src/formats/opencode/opencode.ts";
import { agentFileAt } from "../../../src/formats/index.ts";
import type { ToolCall } from "../../../src/model/call.ts";
import { realFiles } from "../../support/real-files.ts";
import { read, worldOf } from "./replay.ts";

const context = { workspace: "/project", home: "/home", cwd: "/project" };
const shell = (command: string): ToolCall => ({ tool: "shell", args: { command }, context });

function engineOf(value: unknown, mode?: string) {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const circumstances = mode === undefined ? USUAL : { ...USUAL, mode };
  return opencode.compile([read("/project/opencode.json", text)], circumstances, worldOf());
}

describe("opencode's decisions explained", () => {
  const engine = engineOf({
    permission: { bash: { "*": "ask", "git *": "allow", "git push *": "deny" } },
  });

  it("names the entries that decide, and what was taken for granted", () => {
    const { decision, rules, vendor } = engine.decide(shell("git log && git push"));
    expect([decision, rules.map(({ id }) => id)]).toEqual(["deny", ["bash: git push *"]]);
    expect(vendor?.assumes[0]).toBe("the agent is `build`");
  });

  it("shows each part", () => {
    const explained = engine.vendor?.explain(shell("git log && git push && ls"));
    expect(explained?.parts.map(({ args, decision }) => [args["command"], decision])).toEqual([
      ["git log", "allow"],
      ["git push", "deny"],
      ["ls", "ask"],
    ]);
    expect(explained?.considered.map(({ clause, matched }) => [clause.id, matched])).toEqual([
      ["bash", true],
      ["bash: git *", false],
      ["bash: git push *", true],
    ]);
  });

  it.each<[name: string, call: ToolCall, because: string]>([
    [
      "a built-in rule",
      { tool: "file.read", args: { path: ".env" }, context },
      "the built-in rule for `read` by `*.env` decides: ask",
    ],
    [
      "no command",
      shell("cd src"),
      "opencode sees no command in the line that a rule could be about",
    ],
  ])("says what decided without an entry: %s", (_, call, because) => {
    expect(engine.decide(call).vendor?.because).toBe(because);
  });

  it.each<[tool: string, name: string, decision: string]>([
    ["file.write", "path", "ask"],
    ["write", "filePath", "allow"],
  ])("takes `~/` as the home for %s alone where that is Ambit's word", (tool, name, decision) => {
    const call = { tool, args: { [name]: "~/.bashrc" }, context };
    expect(engine.decide(call).decision).toBe(decision);
  });

  it("does not know other shells", () => {
    const { decision, vendor } = engine.decide({
      ...shell("ls"),
      context: { ...context, dialect: "powershell" },
    });
    expect([decision, vendor?.unknown !== undefined]).toEqual(["deny", true]);
  });

  it("is about the agent of a Markdown file", () => {
    const file = "/project/.opencode/agents/notes.md";
    const subject = read(file, "---\npermission:\n  bash: deny\n---\n");
    const own = opencode.compile([subject], USUAL, worldOf());
    expect(own.decide(shell("ls")).decision).toBe("deny");
    expect(own.clauses.map(({ id, at }) => [id, at])).toEqual([["bash", ["permission", "bash"]]]);
  });
});

describe("the files of opencode", () => {
  it.each<[file: string, kind: string, scope: string, base: string]>([
    ["/w/opencode.json", "config", "project", "/w"],
    ["/w/opencode.jsonc", "config", "project", "/w"],
    ["/w/.opencode/opencode.jsonc", "folder-config", "project", "/w"],
    ["/w/.opencode/agent/x.md", "agent", "project", "/w"],
    ["/w/.opencode/agents/team/x.md", "agent", "project", "/w"],
    ["/home/.config/opencode/opencode.json", "user-config", "user", "/home"],
    ["/home/.config/opencode/agents/x.md", "user-agent", "user", "/home"],
  ])("%s", (file, kind, scope, base) => {
    expect(agentFileAt(file, "/home")?.at).toEqual({ file, kind, scope, base });
  });
});

describe("hostile files of opencode", () => {
  const deep = `{"permission":${"[".repeat(5000)}${"]".repeat(5000)}}`;
  const many = JSON.stringify({
    permission: {
      bash: Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`c${i} *`, "allow"])),
    },
  });
  it.each<[name: string, text: string]>([
    ["nothing", ""],
    ["broken", '{"permission": {'],
    ["no object", "[1]"],
    ["a text", '"x"'],
    [
      "__proto__",
      '{"permission":{"__proto__":{"x":"deny"},"constructor":"deny","toString":{"hasOwnProperty":"deny"}}}',
    ],
    [
      "wrong types everywhere",
      '{"permission":{"bash":[1],"edit":null,"read":{"*":7}},"tools":[],"agent":[],"mode":3,"mcp":"x","permissions":{}}',
    ],
    ["agents of wrong types", '{"agent":{"a":null,"b":[],"c":{"permission":7,"tools":7}}}'],
    [
      "servers of wrong types",
      '{"mcp":{"a":null,"b":{"command":7},"c":{"command":[1,null,"npx"]},"*":{"command":["npx"]}}}',
    ],
    ["too deep", deep],
    ["a long list", many],
    [
      "stars",
      JSON.stringify({
        permission: { bash: { ["*a".repeat(2000)]: "allow", ["*?".repeat(500)]: "deny" } },
      }),
    ],
    [
      "odd patterns",
      JSON.stringify({
        permission: {
          bash: { "{": "allow", "a'b *": "deny", "\\": "deny", "\0": "allow", "": "ask" },
          edit: { "{a,b": "allow", "!x": "deny", "../**/..": "allow", "a/**b/*c*d": "allow" },
        },
      }),
    ],
  ])("%s", (_, text) => {
    const subject = read("/project/opencode.json", text);
    const engine = opencode.compile([subject], USUAL, worldOf());
    const calls: readonly ToolCall[] = [
      shell("ls"),
      shell("a".repeat(20_000)),
      shell("(".repeat(3000)),
      shell("\0"),
      { tool: "shell", args: {} },
      { tool: "file.read", args: { path: 7 }, context },
      { tool: "__proto__", args: {}, context },
      { tool: "mcp:a/b", args: {} },
      { tool: "glob", args: {} },
    ];
    for (const call of calls)
      expect(["allow", "ask", "deny"]).toContain(engine.decide(call).decision);
    for (const clause of engine.clauses) {
      expect(subject.locate({ path: clause.at }).end).toBeLessThanOrEqual(Math.max(text.length, 2));
      engine.vendor?.consider(clause, shell("ls"));
    }
  });

  it.each([
    "",
    "---\n",
    "---\npermission: [\n---\n",
    "---\npermission:\n  bash: {a: 1}\n---\n",
    "---\n- x\n---\n",
    "no front matter",
  ])("an agent: %j", (text) => {
    const subject = read("/project/.opencode/agent/x.md", text);
    const engine = opencode.compile([subject], USUAL, worldOf());
    expect(["allow", "ask", "deny"]).toContain(engine.decide(shell("ls")).decision);
  });
});

const real = realFiles("opencode");

describe.skipIf(real.length === 0)("real files (skipped where there are none)", () => {
  it.each(real.map(({ name, text }) => [name, text] as const))("%s", (name, text) => {
    const subject = read(`/project/opencode.${name.endsWith("c") ? "jsonc" : "json"}`, text);
    const engine = opencode.compile([subject], USUAL, worldOf());
    expect(engine.decide(shell("ls")).decision).toBeDefined();
    for (const { at } of subject.marks ?? []) subject.locate(at);
    if (subject.broken) expect(subject.problems).not.toEqual([]);
  });
});
