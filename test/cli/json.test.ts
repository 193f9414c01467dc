import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { programIn } from "./program.ts";
import type { Ambit } from "./program.ts";

let folder = "";
let ambit: Ambit;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "ambit-cli-"));
  ambit = await programIn(folder);
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
