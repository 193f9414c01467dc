import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { filesFor, withRow, withRule } from "../../scripts/new-rule.mjs";
import type { LintRule } from "../../src/lint/rule.ts";
import { lintText, withVersion } from "../support/check.ts";
import { root } from "./files.ts";

const registry = `import type { LintRule } from "../lint/rule.ts";
import { expiredGrant } from "./expired-grant.ts";
import { wildcardTool } from "./wildcard-tool.ts";

/** All rules, by id. */
export const RULES: readonly LintRule[] = [expiredGrant, wildcardTool];
`;

it("a new rule is registered in the order of ids", () => {
  expect(withRule(registry, "missing-owner")).toBe(`import type { LintRule } from "../lint/rule.ts";
import { expiredGrant } from "./expired-grant.ts";
import { missingOwner } from "./missing-owner.ts";
import { wildcardTool } from "./wildcard-tool.ts";

/** All rules, by id. */
export const RULES: readonly LintRule[] = [expiredGrant, missingOwner, wildcardTool];
`);
});

it("registering a rule again changes nothing", () => {
  expect(withRule(registry, "wildcard-tool")).toBe(registry);
});

it("a registry without a list is refused", () => {
  expect(() => withRule("export {};\n", "wildcard-tool")).toThrow("no list of rules");
});

it("a row is added to the table of pages in the order of ids", () => {
  const table =
    "# Rules\n\n| rule | finds |\n| --- | --- |\n| [a-b](a-b.md) | … |\n| [c](c.md) | … |\n";
  const rows = withRow(table, "b-c")
    .split("\n")
    .filter((line) => line.startsWith("| ["));
  expect(rows.map((row) => /\[(.+?)\]/.exec(row)?.[1])).toEqual(["a-b", "b-c", "c"]);
  expect(withRow(withRow(table, "b-c"), "b-c")).toBe(withRow(table, "b-c"));
});

describe("what is written for a new rule", () => {
  const files = filesFor("sample-rule", "2026-11-21");

  it("compiles", { timeout: 60_000 }, () => {
    const code = Object.entries(files).filter(([file]) => file.endsWith(".ts"));
    expect(typeErrors(new Map(code))).toBe("");
  });

  it("has its four places, and a page that is not finished", () => {
    expect(Object.keys(files)).toEqual([
      "src/rules/sample-rule.ts",
      "test/rules/sample-rule.test.ts",
      "docs/rules/sample-rule.md",
    ]);
    expect(files["docs/rules/sample-rule.md"]).toMatch(/^# sample-rule\n[^]*TODO/);
    expect(files["src/rules/sample-rule.ts"]).toContain('id: "sample-rule"');
  });

  it("finds what its page flags, and leaves the fixed example alone", async () => {
    const { sampleRule } = await evaluated(files["src/rules/sample-rule.ts"] ?? "");
    const [flagged = "", fixed = ""] = [
      ...(files["docs/rules/sample-rule.md"] ?? "").matchAll(/^```yaml\n([^]*?)^```$/gm),
    ].map(([, example]) => example ?? "");
    const found = (text: string): readonly string[] =>
      lintText(withVersion(text), [sampleRule]).findings.map(({ code }) => code);
    expect(found(flagged)).toEqual(["sample-rule"]);
    expect(found(fixed)).toEqual([]);
  });
});

/**
 * What the type checker says of files, by their path in the repository. They lie in another folder, never on the disk of the repository,
 * and `rootDirs` puts them beside the real ones, so that every import is that of a real rule.
 */
function typeErrors(files: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "new-rule-"));
  const write = (file: string, text: string): void => {
    const at = path.join(folder, file);
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, text);
  };
  try {
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "junction");
    for (const [file, text] of files) write(file, text);
    write("package.json", '{ "type": "module" }');
    const options = { rootDirs: [root, folder], incremental: false, tsBuildInfoFile: null };
    const config = {
      extends: path.join(root, "tsconfig.json"),
      compilerOptions: options,
      files: [...files.keys()],
      include: [],
    };
    write("tsconfig.json", JSON.stringify(config));
    const compiler = path.join(root, "node_modules/typescript-next/bin/tsc");
    const { status, stdout } = spawnSync(process.execPath, [compiler, "--project", folder], {
      encoding: "utf8",
    });
    return status === 0 ? stdout : `${stdout}\nexit ${String(status)}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The exports of a rule's source, with the real modules that it imports. */
async function evaluated(source: string): Promise<{ readonly sampleRule: LintRule }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "new-rule-"));
  const real = source.replaceAll(`"../`, `"${path.join(root, "src")}/`);
  const file = path.join(folder, "sample-rule.ts");
  writeFileSync(file, real);
  try {
    return (await import(file)) as { readonly sampleRule: LintRule };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
