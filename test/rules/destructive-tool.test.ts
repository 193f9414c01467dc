import { expect, it } from "vitest";
import type { Finding } from "../../src/lint/finding.ts";
import type { ToolHint } from "../../src/model/tool-catalog.ts";
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

const world = { grammars: await loadGrammars() };

/** What is found of a grant of a tool of which its server says this. */
function said(name: string, hints: readonly ToolHint[], rule = ""): readonly Finding[] {
  const text = `ambit: 1\nrules:\n  - { allow: mcp:box/${name}${rule} }\n`;
  const bounds = { main: readPolicy(text, { file: "/ws/ambit.yaml" }), extended: [], ceilings: [] };
  const catalog = { tools: () => new Map([[name, { name, arguments: undefined, hints }]]) };
  const options = { rules: [destructiveTool], world, now: NOW, catalog, placed };
  return lint(bounds, compile(bounds, world), options).findings;
}

it.each([
  ["create_issue", ["open-world"]],
  ["browser_click", ["open-world"]],
  ["sync", ["open-world"]],
  ["update_list", ["open-world"]],
] as const)("%s, which its server says to be open to the world", (name, hints) => {
  const [finding] = said(name, hints);
  expect(finding?.message).toContain("reaches beyond its server and does not only read");
  expect(finding?.witness?.tool).toBe(`mcp:box/${name}`);
});

it.each([
  ["create_issue", []],
  ["create_issue", ["open-world", "read-only"]],
  ["web_search", ["open-world"]],
  ["get_page", ["open-world"]],
  ["browser_snapshot", ["open-world"]],
  ["firecrawl_scrape", ["open-world"]],
  ["sync", ["read-only"]],
] as const)("and not %s, of which it says %j", (name, hints) => {
  expect(said(name, hints)).toEqual([]);
});

it("and not where the grant says where it goes, or a person is asked", () => {
  expect(said("create_issue", ["open-world"], ", args: { repo: me/notes }")).toEqual([]);
  expect(said("create_issue", ["open-world"], " }\n  - { ask: mcp:box/create_issue")).toEqual([]);
});

it("a tool that its server calls destructive, whatever its name", () => {
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
