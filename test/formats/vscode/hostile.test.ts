import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { agentFileAt } from "../../../src/formats/index.ts";
import { USUAL } from "../../../src/formats/format.ts";
import { loadGrammars } from "../../../src/host/grammars.ts";
import { formatOf } from "../../support/vendor.ts";
import { readFile } from "./read-file.ts";

const vscode = formatOf("vscode");
const grammars = await loadGrammars();
const TERMINAL = "chat.tools.terminal.autoApprove";

describe("hostile files", () => {
  const call = {
    tool: "shell",
    args: { command: "node x.js" },
    context: { workspace: "/w", cwd: "/w", home: "/h" },
  };
  const bomb = `{"${TERMINAL}":${'{"a":'.repeat(500)}1${"}".repeat(501)}`;
  it.each<[name: string, file: string, text: string]>([
    ["nothing", ".vscode/settings.json", ""],
    ["no JSON", ".vscode/settings.json", `{"${TERMINAL}": {`],
    ["a list", ".vscode/settings.json", `["${TERMINAL}"]`],
    [
      "odd values",
      ".vscode/settings.json",
      `{"${TERMINAL}": [1], "chat.tools.edits.autoApprove": 3, "chat.tools.urls.autoApprove": null, "chat.permissions.default": {}, "chat.agent.sandbox.enabled": []}`,
    ],
    [
      "odd names",
      ".vscode/settings.json",
      `{"${TERMINAL}": {"__proto__": true, "constructor": true, "": true, "\\u0000": true}}`,
    ],
    ["deep", ".vscode/settings.json", bomb],
    [
      "a bomb",
      ".vscode/settings.json",
      `{"${TERMINAL}": {"/^(a+)+$/": true, "/(x+x+)+y/": {"approve": true, "matchCommandLine": true}, "/${"(a{99}){99}".repeat(9)}/": true}}`,
    ],
    [
      "long keys",
      ".vscode/settings.json",
      JSON.stringify({
        [TERMINAL]: { [`/^${"a|".repeat(3000)}b/`]: true, ["x".repeat(100_000)]: true },
      }),
    ],
    [
      "odd globs",
      ".vscode/settings.json",
      `{"chat.tools.edits.autoApprove": {"{{{": true, "[": false, "${"**/".repeat(300)}x": true, "${"{a,b}".repeat(30)}": false}}`,
    ],
    [
      "odd URLs",
      ".vscode/settings.json",
      `{"chat.tools.urls.autoApprove": {"": true, "://": true, "*": true, "${"*".repeat(3000)}": true, "%zz": true}}`,
    ],
    [
      "odd servers",
      ".vscode/mcp.json",
      `{"servers": {"a": 1, "__proto__": {"command": 2, "sandboxEnabled": true}, "b": {"command": "npx", "args": {}}}}`,
    ],
    ["odd agent", ".github/agents/a.md", "---\ntools: {a: [b]}\nhooks: 3\nmcp-servers: [x]\n---"],
    ["broken agent", ".github/agents/a.md", "---\ntools: [a, 'b\n  : : -\n---\n"],
    [
      "odd hooks",
      ".github/hooks/a.json",
      `{"hooks": {"PreToolUse": [1, {"hooks": [2, {"command": 3}]}], "__proto__": []}}`,
    ],
  ])("%s", (_name, file, text) => {
    const before = Date.now();
    const subject = readFile(file, text);
    const engine = vscode.compile([subject], USUAL, { grammars });
    for (const args of [
      { command: "node x.js" },
      { command: "a".repeat(3000) },
      { command: 7 },
      {},
    ])
      expect(["allow", "ask", "deny"]).toContain(engine.decide({ ...call, args }).decision);
    for (const mark of subject.marks ?? []) expect(mark.message).not.toBe("");
    expect(Date.now() - before).toBeLessThan(20_000);
  });

  it("says what is broken where, and decides nothing by it", () => {
    const subject = readFile(".vscode/settings.json", `{"${TERMINAL}": {"make": true`);
    expect(subject.problems.map(({ code, severity }) => [code, severity])).toEqual([
      ["bad-json", "error"],
    ]);
    const engine = vscode.compile([subject], USUAL, { grammars });
    expect(engine.decide(call).vendor?.unknown).toContain("no JSON");
  });

  it("names what stands twice in the agent's settings only", () => {
    const text = `{"a": 1, "a": 2, "${TERMINAL}": {"make": true, "make": false}}`;
    expect(
      readFile(".vscode/settings.json", text).problems.map(({ code, severity, range }) => [
        code,
        severity,
        text.slice(range.start, range.end),
      ]),
    ).toEqual([["duplicate-key", "warning", '"make"']]);
  });

  it("reads nothing of settings that say nothing of the agent, however long or broken", () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `"some.key.${at}": "value"`);
    const before = Date.now();
    const subject = readFile(".vscode/settings.json", `{${lines.join(",\n")},,,`);
    expect(subject.problems).toEqual([]);
    expect(subject.marks).toEqual([]);
    expect(subject.stages.flatMap(({ clauses }) => clauses)).toEqual([]);
    expect(Date.now() - before).toBeLessThan(1000);
  });
});

/** Real files lie beside the repository where there are any. */
const ROOT = path.resolve(import.meta.dirname, "../../..");
const DATA =
  ["..", "../.."]
    .map((up) => path.join(ROOT, up, "shared/data/agent-files"))
    .find((folder) => existsSync(folder)) ?? "";

describe.skipIf(DATA === "")("real files (skipped where there are none on the machine)", () => {
  it("are read and compiled, each", () => {
    const lines = readFileSync(path.join(DATA, "index.jsonl"), "utf8").trim().split("\n");
    let count = 0;
    for (const line of lines) {
      const { file, path: below } = JSON.parse(line) as { file: string; path: string };
      const found = agentFileAt(`/repo/${below}`);
      if (found?.format.id !== "vscode") continue;
      const text = readFileSync(path.join(DATA, file), "utf8");
      const subject = vscode.read(text, found.at);
      const engine = vscode.compile([subject], USUAL, { grammars });
      for (const { at } of subject.marks ?? []) {
        const { start, end } = subject.locate(at);
        expect(end).toBeGreaterThan(start);
      }
      expect(subject.problems.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(engine.decide({ tool: "shell", args: { command: "git push" } }).tool).toBe("shell");
      count++;
    }
    expect(count).toBeGreaterThan(40);
  });
});
