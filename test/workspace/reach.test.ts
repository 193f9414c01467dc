import { describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/host/grammars.ts";
import { reachLines, reachWords } from "../../src/workspace/reach-words.ts";
import type { Pace } from "../../src/workspace/reach.ts";
import { Workspace } from "../../src/workspace/workspace.ts";
import { Disk } from "../server/disk.ts";

const FILE = "/shop/ambit.yaml";
const CATALOG = JSON.stringify({
  "ambit-tools": 1,
  server: "hub",
  tools: ["read", "write", "list"].map((name) => ({ name, inputSchema: {} })),
});
const FILES = {
  "/shop/.git/HEAD": "",
  "/shop/.ambit/tools/hub.json": CATALOG,
  "/shop/src/a.ts": "",
  "/shop/src/b.ts": "",
  "/shop/src/.env": "",
  "/shop/deploy/site.pem": "",
  "/shop/package.json": "{}",
};
const grammars = await loadGrammars();
const onward: Pace = () => Promise.resolve(true);

function workspaceWith(rules: string, files: Readonly<Record<string, string>> = FILES) {
  const disk = new Disk({ ...files, [FILE]: `ambit: 1\nrules:\n${rules}` });
  const now = (): string => "2026-11-01T00:00:00Z";
  return { disk, workspace: new Workspace({ files: disk, grammars, home: "/home/dev", now }) };
}

async function reach(workspace: Workspace, pace = onward) {
  const policy = await workspace.policy([FILE]);
  if (!("engine" in policy)) throw new Error("it cannot be read");
  return [...((await workspace.reach(policy, () => true, pace)) ?? [])].map(([, one]) => one);
}

const words = async (rule: string): Promise<string> => {
  const [first] = await reach(workspaceWith(`  - ${rule}\n`).workspace);
  return reachWords(first ?? {});
};

describe("what a rule reaches, in a few words", () => {
  it.each([
    ['{ allow: file.read, path: "src/**" }', "3 files, 1 sensitive"],
    ['{ allow: file.read, path: "src/*.ts" }', "2 files"],
    ['{ allow: file.read, path: "src/**", except: { path: "**/.env" } }', "2 files"],
    ['{ allow: file.read, path: "docs/**" }', "0 files"],
    // Widely a name in another case is meant too.
    ["{ deny: [file.read, file.write], path: SRC/A.ts }", "1 file"],
    ['{ deny: file.read, path: ["**/.env", "**/*.pem"] }', "2 files, 2 sensitive"],
    // A wildcard of a grant to write spares what is protected.
    ['{ allow: file.write, path: "**" }', "5 files, 2 sensitive"],
    ['{ allow: file.read, path: "**", expires: 2020-01-01 }', "0 files"],
    ['{ ask: file.read, path: "**", when: { seen: untrusted } }', "8 files, 2 sensitive"],
    ["{ allow: mcp:hub/* }", "3 tools"],
    ["{ allow: mcp:other/* }", "tools that are not recorded"],
    ["{ allow: [mcp:hub/read, mcp:other/x] }", "2 tools"],
    ["{ allow: mcp:hub/read }", ""],
    ["{ allow: agent.run }", ""],
    ['{ ask: "*" }', "any tool, 8 files, 2 sensitive"],
    ["{ allow: web.fetch, host: [a.example, b.example] }", "2 hosts"],
    ['{ allow: web.fetch, host: [a.example, "*.b.example"] }', "1 host, 1 domain"],
    ['{ allow: web.fetch, host: "*" }', "any host"],
    ["{ deny: web.fetch }", "any host"],
    ['{ allow: shell, command: ["git {log,diff} **", npm test] }', "2 programs"],
    ['{ allow: shell, command: "**" }', "any program"],
    ["{ allow: shell, command: git log }", ""],
    ['{ allow: shell, command: "git* log" }', "any program"],
    ["{ deny: [file.read, shell] }", "8 files, 2 sensitive, any program"],
    ['{ allow: file.read, path: "src/**", comand: x }', ""],
  ])("%s: %s", async (rule, expected) => {
    expect(await words(rule)).toBe(expected);
  });
});

it("examples name what is sensitive first", async () => {
  const { workspace } = workspaceWith('  - { allow: file.read, path: "**" }\n');
  const [all] = await reach(workspace);
  expect(all?.files?.some).toEqual([
    "deploy/site.pem",
    "src/.env",
    ".ambit/tools/hub.json",
    ".git/HEAD",
    "ambit.yaml",
  ]);
  expect(reachLines(all ?? {})).toEqual([
    "8 files, 2 sensitive: deploy/site.pem, src/.env, .ambit/tools/hub.json, .git/HEAD, ambit.yaml, 3 more",
  ]);
});

describe("counting", () => {
  const many = Object.fromEntries(
    Array.from({ length: 1000 }, (_, i) => [`/shop/src/${i}.ts`, ""]),
  );
  const rules = '  - { allow: file.read, path: "src/**" }\n';

  it("stops when nobody waits any more", async () => {
    const { workspace } = workspaceWith(rules, { ...FILES, ...many });
    let stretches = 0;
    expect(await reach(workspace, async () => ++stretches < 3)).toEqual([]);
    expect(stretches).toBe(3);
  });

  it("is done once for a list of files, and anew when files have come or gone", async () => {
    const { workspace, disk } = workspaceWith(rules, { ...FILES, ...many });
    expect((await reach(workspace))[0]?.files?.count).toBe(1003);
    disk.texts.set("/shop/src/new.ts", "");
    let stretches = 0;
    const counting: Pace = async () => ++stretches > 0;
    expect((await reach(workspace, counting))[0]?.files?.count).toBe(1003);
    expect(stretches).toBe(0);
    workspace.filesChanged();
    expect((await reach(workspace))[0]?.files?.count).toBe(1004);
  });

  it("says where a workspace holds more files than are counted", async () => {
    const { workspace, disk } = workspaceWith(rules);
    const find = disk.find.bind(disk);
    disk.find = (folder, wanted, overlooked?: (folder: string, why: string) => void) => {
      overlooked?.(folder, "it holds more than 50000 files");
      return find(folder, wanted);
    };
    expect((await reach(workspace)).map(reachWords)).toEqual(["at least 3 files, 1 sensitive"]);
  });
});
