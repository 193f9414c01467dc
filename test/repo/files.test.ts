import { execFileSync } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { isText, read, repositoryFiles, root } from "./files.ts";

const files = repositoryFiles();

describe("the length of files in src", () => {
  const lengths = files
    .filter((file) => /^src\/.*\.ts$/.test(file))
    .map((file) => ({ file, lines: read(file).trimEnd().split("\n").length }))
    .sort((a, b) => a.lines - b.lines);

  it("is at most 80 lines in the median", () => {
    expect(lengths[Math.floor((lengths.length - 1) / 2)]?.lines).toBeLessThanOrEqual(80);
  });

  it("is nowhere over 400 lines", () => {
    expect(lengths.filter(({ lines }) => lines > 400)).toEqual([]);
  });
});

describe("what a file may not name", () => {
  const texts = files.filter(isText).map((file) => ({ file, text: read(file) }));
  const holding = (part: string): string[] =>
    texts.filter(({ text }) => text.includes(part)).map(({ file }) => file);

  it.each(machinePaths())("is a path of this machine: %s", (folder) => {
    expect(holding(folder)).toEqual([]);
  });

  it("is the host that packages came from", () => {
    const registry = process.env["npm_config_registry"];
    if (registry !== undefined) expect(holding(new URL(registry).host)).toEqual([]);
    expect(read(".npmrc")).not.toMatch(/registry\s*=|_auth/);
    expect(read("package-lock.json")).not.toContain('"resolved": "http');
  });
});

/** The folders of this checkout and its worktrees, and what lies around the first of them. */
function machinePaths(): string[] {
  const list = execFileSync("git", ["worktree", "list", "--porcelain"], { cwd: root });
  const trees = [...list.toString().matchAll(/^worktree (.+)$/gm)].map(([, tree]) => tree ?? root);
  const around = path.dirname(trees[0] ?? root);
  // These are in many a file without meaning this machine.
  const temporary = [os.tmpdir(), "/tmp", "/var/tmp"];
  const standard = ["/", "/home", "/media", "/mnt", "/opt", "/srv", "/usr", "/var"];
  const common = [...standard, ...temporary, os.homedir(), path.dirname(os.homedir())];
  return [...trees, ...(common.includes(around) ? [] : [around])].map((folder) => `${folder}/`);
}
