import { expect, it } from "vitest";
import { compile } from "../../src/engine/engine.ts";
import { loadGrammars } from "../../src/host/grammars.ts";
import { lint } from "../../src/lint/lint.ts";
import { readPolicy } from "../../src/policy/read-policy.ts";
import { destructiveTool } from "../../src/rules/destructive-tool.ts";
import { check, NOW } from "../support/check.ts";
import { placed } from "../support/decide.ts";

check(
  destructiveTool,
  "tools that delete",
  `
rules:
  - { allow: mcp:files/delete_file }
#            ^^^^^^^^^^^^^^^^^^^^^ destructive-tool
  - { allow: "mcp:github/delete_*" }
#            ^^^^^^^^^^^^^^^^^^^^^ destructive-tool
`,
  ["mcp:files/delete_file", "mcp:github/delete_example"],
);

check(
  destructiveTool,
  "tools that look, what is named, and what a deny covers",
  `
rules:
  - { allow: [mcp:files/list_deleted_files, mcp:files/read_file] }
  - { allow: mcp:files/delete_file, args: { path: build/app.js } }
  - { allow: mcp:db/drop_table }
  - { deny: mcp:db/drop_table }
  - { ask: mcp:db/remove_row }
`,
);

it("a tool that its server calls destructive, whatever its name", async () => {
  const world = { grammars: await loadGrammars() };
  const text = "ambit: 1\nrules: [{ allow: [mcp:box/tidy, mcp:box/look] }]\n";
  const bounds = { main: readPolicy(text, { file: "/ws/ambit.yaml" }), extended: [], ceilings: [] };
  const tidy = {
    name: "tidy",
    arguments: undefined,
    hints: ["destructive", "open-world"],
  } as const;
  const catalog = { tools: () => new Map([["tidy", tidy]]) };
  const options = { rules: [destructiveTool], world, now: NOW, catalog, placed };
  const { findings } = lint(bounds, compile(bounds, world), options);
  expect(findings.map(({ witness }) => witness?.tool)).toEqual(["mcp:box/tidy"]);
  expect(findings[0]?.message).toContain("its server calls destructive, and which reaches beyond");
});
