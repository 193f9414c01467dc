import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder = "";

/** Runs the command line from its sources, bundled for this test. */
function ambit(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const program = path.join(folder, "cli.mjs");
    execFile(process.execPath, [program, ...args], { cwd: folder }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "ambit-cli-"));
  await build({
    entryPoints: ["src/cli/main.ts"],
    outfile: path.join(folder, "cli.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "silent",
    mainFields: ["module", "main"],
    banner: {
      js: `import { createRequire as r } from "node:module"; const require = r(${JSON.stringify(path.resolve("package.json"))});`,
    },
    define: { "import.meta.url": JSON.stringify(`file://${path.resolve("src/host/grammars.ts")}`) },
  });
  writeFileSync(
    path.join(folder, "ambit.yaml"),
    `ambit: 1
agent: { id: bot, owner: a@example.com }
rules:
  - { id: read, allow: file.read, path: "src/**" }
  - { id: run, allow: shell, command: "node **", because: The scripts. }
`,
  );
  writeFileSync(
    path.join(folder, "a.ambit-scenario.yaml"),
    `ambit-scenario: 1
policy: ./ambit.yaml
steps:
  - { call: { tool: file.read, args: { path: src/a.ts } }, expect: allow }
  - { call: { tool: file.read, args: { path: .env } }, expect: allow }
`,
  );
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the JSON of the command line keeps its names", () => {
  it("check", async () => {
    const { code, out } = await ambit("check", "--format", "json");
    const { findings, files } = JSON.parse(out);
    expect(code).toBe(1);
    expect(files).toBe(2);
    expect(Object.keys(findings[0])).toEqual([
      ...["code", "severity", "confidence", "persona", "message"],
      ...["file", "line", "column", "endLine", "endColumn", "witness"],
    ]);
    expect(findings[0]).toMatchObject({ code: "interpreter-command", file: "ambit.yaml", line: 5 });
    expect(Object.keys(findings[0].witness)).toEqual(["tool", "args"]);
  });

  it("check --reach", async () => {
    const { out } = await ambit("check", "--reach", "--format", "json");
    const { reach } = JSON.parse(out);
    expect(reach).toEqual([
      {
        ...{ rule: "read", effect: "allow", file: "ambit.yaml", line: 4, column: 5 },
        files: { count: 0, sensitive: 0, some: [], cut: false },
      },
      {
        ...{ rule: "run", effect: "allow", file: "ambit.yaml", line: 5, column: 5 },
        programs: { kind: "named", names: ["node"] },
      },
    ]);
    const text = await ambit("check", "--reach");
    expect(text.out).toMatch(/ambit\.yaml:5 run \(allow\)\n {6}= 1 program: node\n/);
  });

  it("explain", async () => {
    const call = '{"tool":"shell","args":{"command":"sudo node x && cat src/a"}}';
    const args = ["explain", "--policy", "ambit.yaml", "--call", call, "--format", "json"];
    const { code, out } = await ambit(...args);
    const explained = JSON.parse(out);
    expect(code).toBe(0);
    expect(Object.keys(explained)).toEqual([
      "decision",
      "rules",
      "considered",
      "parts",
      "problems",
    ]);
    expect(Object.keys(explained.considered[0])).toEqual(
      expect.arrayContaining(["id", "matched", "why", "file", "line", "column"]),
    );
    expect(Object.keys(explained.parts[0])).toEqual(["tool", "args", "decision", "rules", "views"]);
    expect(explained.problems[0].code).toBe("filled-in");
  });

  it("simulate, with an expectation that is not met", async () => {
    const { code, out } = await ambit("simulate", "a.ambit-scenario.yaml", "--format", "json");
    const { steps, counts } = JSON.parse(out);
    expect(code).toBe(1);
    expect(Object.keys(steps[0])).toEqual(["call", "decision", "expect", "rules"]);
    expect(Object.keys(steps[0].rules[0])).toEqual(
      expect.arrayContaining(["id", "effect", "file", "line", "column"]),
    );
    expect(counts).toEqual({ allow: 1, ask: 0, deny: 1 });
  });
});

describe("exit codes and complaints", () => {
  it.each<[number, string[], RegExp]>([
    [2, [], /Usage/],
    [2, ["nope"], /no command/],
    [2, ["check", "--bogus"], /bogus/],
    [2, ["check", "--fail-on", "worse"], /fail-on/],
    [3, ["check", "gone"], /gone/],
    [2, ["explain", "--policy", "ambit.yaml"], /--call/],
    [3, ["explain", "--policy", "gone.yaml", "--call", '{"tool":"shell"}'], /no such file/],
    [3, ["explain", "--policy", "ambit.yaml", "--call", "{"], /JSON/],
    [
      1,
      [
        "explain",
        "--policy",
        "ambit.yaml",
        "--call",
        '{"tool":"file.read","args":{"path":"x"}}',
        "--expect",
        "allow",
      ],
      /deny/,
    ],
    [0, ["check", "--fail-on", "never"], /interpreter-command/],
    [3, ["simulate", "gone.ambit-scenario.yaml"], /no such file/],
    [0, ["--version"], /^\d+\.\d+\.\d+/],
    [0, ["check", "--help"], /Usage: ambit check/],
  ])("%i for %j", async (code, args, text) => {
    const result = await ambit(...args);
    expect(result).toMatchObject({ code });
    expect(result.out + result.err).toMatch(text);
  });
});
