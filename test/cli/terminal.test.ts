import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { Folder } from "./ambit.ts";

const EVIL = "\u001b[2J\u009b31m\u202e\u2066\u200b\u0007";
const folder = new Folder({
  "ambit.yaml": `ambit: 1
agent: { id: "a${JSON.stringify(EVIL).slice(1, -1).replaceAll("\u009b", "\\u009b")}", owner: b }
"k\u202e": 1
rules:
  - { id: "r\\e[31m\u2066", deny: file.read, path: "**", because: "\\e]0;title\\a\u202e" }
`,
  "evil.ambit-scenario.yaml": `ambit-scenario: 1
name: "\\e[2J\u202e"
policy: rule.ambit.yaml
steps:
  - { call: { tool: file.read, args: { path: "a\\e[31m\\u009b\u202e" } }, expect: allow }
`,
  "rule.ambit.yaml": `ambit: 1
rules:
  - { id: "r\\e[31m\u2066", deny: file.read, path: "**", because: "\\e]0;title\\a\u202e" }
`,
});
afterAll(() => {
  folder.remove();
});

/** Everything but printable characters and line ends. */
const ACTING = /[^\P{C}\n]/u;

describe("nothing of a file or call acts on the terminal", () => {
  const call = JSON.stringify({ tool: "file.read", args: { path: `x${EVIL}` } });
  it.each([
    [["check"]],
    [["check", "--format", "json"]],
    [["explain", "--policy", "rule.ambit.yaml", "--call", call]],
    [["explain", "--policy", "rule.ambit.yaml", "--format", "json", "--call", call]],
    [
      [
        "explain",
        "--policy",
        "rule.ambit.yaml",
        "--call",
        `{"tool":"x","${EVIL.replaceAll("\u001b", "").replaceAll("\u0007", "")}":1}`,
      ],
    ],
    [["explain", "--policy", `x${EVIL}`, "--call", call]],
    [["simulate", "evil.ambit-scenario.yaml"]],
    [["simulate", "evil.ambit-scenario.yaml", "--format", "json"]],
    [["check", `no${EVIL}`]],
    [["check", `--no${EVIL}`]],
    [[`no${EVIL}`]],
  ])("%j", async (args) => {
    const { stdout, stderr } = await folder.run(args);
    expect(stdout).not.toMatch(ACTING);
    expect(stderr).not.toMatch(ACTING);
    expect(stdout + stderr).not.toBe("");
    if (args.includes("json")) JSON.parse(stdout);
  });

  it("marks the place below a line with tabs and wide characters", async () => {
    const files = new Folder({ "ambit.yaml": `ambit: 1\nagent: { id: "漢字\t", ownr: b }\n` });
    const { stdout } = await files.run(["check"]);
    files.remove();
    const block = stdout.split("\n\n").find((one) => one.includes("[unknown-key]")) ?? "";
    const [, source = "", carets = ""] = block.split("\n");
    expect(source).toContain(String.raw`"漢字\t", ownr`);
    // Two columns for each of the two wide characters.
    expect(carets.indexOf("^")).toBe(source.indexOf("ownr") + 2);
  });
});

describe("colours", () => {
  const args = [
    "explain",
    "--policy",
    "rule.ambit.yaml",
    "--call",
    '{"tool":"file.read","args":{"path":"x"}}',
  ];
  it.each([
    [{}, false],
    [{ FORCE_COLOR: "1" }, true],
    [{ FORCE_COLOR: "0" }, false],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false],
  ])("%j", async (env: Record<string, string>, coloured) => {
    const { stdout } = await folder.run(args, { env });
    expect(stdout.includes("\u001b[")).toBe(coloured);
  });
});

describe("usage", () => {
  it.each([
    [[], 2, "", "Usage: ambit COMMAND"],
    [["--help"], 0, "Usage: ambit COMMAND", ""],
    [["help", "check"], 0, "Usage: ambit check", ""],
    [["check", "--help"], 0, "Usage: ambit check", ""],
    [["explain", "-h"], 0, "Usage: ambit explain", ""],
    [["simulate", "--help"], 0, "Usage: ambit simulate", ""],
    [["lsp", "--help"], 0, "Usage: ambit lsp", ""],
    [["--version"], 0, manifest.version, ""],
    [["nothing"], 2, "", "there is no command `nothing`"],
    [["__proto__"], 2, "", "there is no command `__proto__`"],
    [["check", "--nothing"], 2, "", "there is no option `--nothing`"],
    [["check", "-x"], 2, "", "there is no option `-x`"],
    [["check", "--format"], 2, "", "`--format` needs a value"],
    [
      ["check", "--format", "xml"],
      2,
      "",
      "`--format` is one of text, json, sarif, github, not `xml`",
    ],
    [["check", "--fail-on", "bad"], 2, "", "`--fail-on` is one of"],
    [["check", "--persona", "me"], 2, "", "`--persona` is one of"],
    [["explain"], 2, "", "name a policy"],
    [["explain", "--policy", "rule.ambit.yaml"], 2, "", "give a call"],
    [
      ["explain", "--policy", "rule.ambit.yaml", "--call", "{}", "more"],
      2,
      "",
      "`more` is too much",
    ],
    [
      ["explain", "--policy", "rule.ambit.yaml", "--call", "{}", "--expect", "no"],
      2,
      "",
      "`--expect` is one of",
    ],
    [
      ["explain", "--policy", "nowhere", "--call", '{"tool":"x"}'],
      3,
      "",
      "the policy `nowhere` cannot be read",
    ],
    [["explain", "--policy", ".", "--call", '{"tool":"x"}'], 3, "", "it is no plain file"],
    [["lsp"], 2, "", "the server needs `--stdio`"],
  ])("%j", async (args: string[], status, stdout, stderr) => {
    const ran = await folder.run(args);
    expect(ran.status).toBe(status);
    expect(ran.stdout).toContain(stdout);
    expect(ran.stdout === "").toBe(stdout === "");
    expect(ran.stderr).toContain(stderr);
    expect(ran.stderr === "").toBe(stderr === "");
  });
});

describe("output", () => {
  const rules = Array.from(
    { length: 400 },
    (_, i) => `  - { id: r${i}, allow: shell, command: "node **" }\n`,
  );
  const large = new Folder({ "ambit.yaml": `ambit: 1\nrules:\n${rules.join("")}` });
  afterAll(() => {
    large.remove();
  });

  it("is whole, however much it is", async () => {
    const { stdout } = await large.run(["check", "--format", "json", "--persona", "auditor"]);
    expect(stdout.length).toBeGreaterThan(150_000);
    expect(JSON.parse(stdout)).toHaveProperty("files", 1);
  });

  it("may be read in part", async () => {
    const { stderr, status } = await large.runAlone(["check", "--format", "json"], { enough: 10 });
    expect({ stderr, status }).toEqual({ stderr: "", status: 1 });
  });
});

describe.runIf(process.getuid?.() === 0)("a folder that may not be read", () => {
  it("is told, and fails the check", async () => {
    const closed = new Folder({ "a/ambit.yaml": "ambit: 1\n", "b/ambit.yaml": "ambit: 1\n" });
    execFileSync("chmod", ["-R", "a+rX", closed.path]);
    mkdirSync(join(closed.path, "closed"), { mode: 0o700 });
    const { status, stdout, stderr } = await closed.runAlone(["check"], { uid: 65534 });
    closed.remove();
    expect(stderr).toMatch(/closed` cannot be read: you may not read it\n$/);
    expect(stdout).toContain("2 files");
    expect(status).toBe(3);
  });
});
