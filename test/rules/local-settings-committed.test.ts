import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { NO_HINTS } from "../../src/analysis/hints.ts";
import { diskFiles } from "../../src/host/files.ts";
import { localSettingsCommitted } from "../../src/rules/local-settings-committed.ts";
import { trackedBy } from "../../src/workspace/tracked.ts";
import { lintFile } from "../support/check-file.ts";

const RULES = [localSettingsCommitted];
const TEXT = '{ "permissions": { "allow": ["Bash(npm test)"] } }';

it.each([
  [".claude/settings.local.json", true, 1],
  [".claude/settings.local.json", false, 0],
  [".claude/settings.json", true, 0],
])("%s, tracked: %s", (file, tracked, expected) => {
  const { findings } = lintFile(file, TEXT, RULES, { ...NO_HINTS, tracked });
  expect(findings).toHaveLength(expected);
});

let folder: string;

const isTracked = async (file: string, files: typeof diskFiles): Promise<boolean> =>
  (await trackedBy(file, files)).tracked;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "ambit-tracked-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const git = (...words: readonly string[]): void => {
  execFileSync("git", ["-c", "init.defaultBranch=main", ...words], {
    cwd: folder,
    stdio: "ignore",
  });
};

const write = (name: string): void => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), TEXT);
};

it("reads from the index what git keeps", async () => {
  const deep = `${"d/".repeat(70)}settings.local.json`;
  git("init");
  for (const name of ["a/x.json", "b/a/x.json", "x.json", deep]) write(name);
  git("add", "b", deep);
  const tracked = (name: string): Promise<boolean> => isTracked(`${folder}/${name}`, diskFiles);
  expect(await tracked("b/a/x.json")).toBe(true);
  expect(await tracked(deep)).toBe(true);
  expect(await tracked("a/x.json")).toBe(false);
  expect(await tracked("x.json")).toBe(false);
  expect(await tracked("b/a")).toBe(false);
  const { index } = await trackedBy(`${folder}/x.json`, diskFiles);
  expect(index).toBe(`${folder}/.git/index`);
});

it("finds the index of another working tree", async () => {
  git("init");
  write("x.json");
  git("add", ".");
  git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-m", "x");
  git("worktree", "add", "other");
  expect(await isTracked(`${folder}/other/x.json`, diskFiles)).toBe(true);
  expect(await isTracked(`${folder}/other/y.json`, diskFiles)).toBe(false);
});

it("keeps nothing without a repository", async () => {
  write("x.json");
  expect(await isTracked(`${folder}/x.json`, diskFiles)).toBe(false);
});
