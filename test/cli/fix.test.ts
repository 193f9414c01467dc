import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { Folder } from "./ambit.ts";

const KEPT = `ambit: 1
agent: { id: bot } # who
rules:
  # The one.
  - { id: run, allow: file.read, path: "src/**" }
`;
const MENDABLE = `${KEPT}  - { id: again, allow: file.read, path: "src/**" } # twice
  - id: old
    allow: file.read
    path: docs/**
    expires: 2020-01-01
`;

const open: Folder[] = [];
afterEach(() => {
  for (const folder of open.splice(0)) folder.remove();
});

function folderOf(files: Readonly<Record<string, string>>): Folder {
  const folder = new Folder(files);
  open.push(folder);
  return folder;
}

const held = (folder: Folder, name: string): string =>
  readFileSync(join(folder.path, name), "utf8");

it("carries out what surely widens nothing, and says what that changes", async () => {
  const folder = folderOf({ "ambit.yaml": MENDABLE, "b/x.ambit.yaml": KEPT });
  const { status, stderr, stdout } = await folder.run(["check", "--fix"]);
  expect(held(folder, "ambit.yaml")).toBe(KEPT);
  expect(held(folder, "b/x.ambit.yaml")).toBe(KEPT);
  expect(stderr).toBe(
    "fixed ambit.yaml: Remove the rule [redundant-rule]: no decision widens\n" +
      "fixed ambit.yaml: Remove the rule [expired-grant]: no decision widens\n",
  );
  // What a person has to write is left to the person.
  expect(stdout).toContain("[missing-owner]");
  expect(status).toBe(0);
  expect((await folder.run(["check", "--fix"])).stderr).toBe("");
});

it("does not mend by widening", async () => {
  // A misspelt key denies everything; mended, the rule would grant.
  const broken = KEPT.replace("path:", "paht:");
  const folder = folderOf({ "ambit.yaml": broken });
  const { stderr, status } = await folder.run(["check", "--fix"]);
  expect({ stderr, status }).toEqual({ stderr: "", status: 1 });
  expect(held(folder, "ambit.yaml")).toBe(broken);
});

it("leaves waived findings and links alone", async () => {
  const waived = MENDABLE.replace("# twice", "# ambit: ignore[redundant-rule] both are read");
  const folder = folderOf({ "waived.ambit.yaml": waived, "real.txt": MENDABLE });
  symlinkSync("real.txt", join(folder.path, "link.ambit.yaml"));
  const { stderr, status } = await folder.run(["check", "--fix"]);
  expect(held(folder, "waived.ambit.yaml")).toContain("id: again");
  expect(held(folder, "real.txt")).toBe(MENDABLE);
  expect(stderr).toContain("`link.ambit.yaml` was not fixed");
  expect(status).toBe(3);
});

it("asks about the rest, or says that it cannot", async () => {
  const folder = folderOf({ "ambit.yaml": MENDABLE });
  const { stderr, status } = await folder.run(["check", "--fix=review"]);
  expect(status).toBe(2);
  expect(stderr).toContain("there is no terminal to ask on");
  expect(held(folder, "ambit.yaml")).toBe(MENDABLE);
});

it("mends the files of agents, and leaves what a person has to choose", async () => {
  const skill = (tools: string): string => `---\nname: x\nallowed-tools: ${tools}\n---\nText.\n`;
  const settings = (allow: readonly string[]): string =>
    `${JSON.stringify({ permissions: { allow } }, undefined, 2)}\n`;
  const config = 'sandbox_mode = "danger-full-access"\n';
  const folder = folderOf({
    ".claude/settings.json": settings(["Bash(ls)", "Bash(ls)", "Bash(python3 *)"]),
    ".claude/skills/x/SKILL.md": skill("Bash(ls *), Bash(ls -la), TodoWrite"),
    ".codex/config.toml": config,
  });
  const { stderr } = await folder.run(["check", "--fix"]);
  expect(stderr).toBe(
    "fixed .claude/settings.json: Remove the entry [redundant-entry]: no decision widens\n" +
      "fixed .claude/skills/x/SKILL.md: Remove the entry [redundant-entry]: no decision widens\n",
  );
  expect(held(folder, ".claude/settings.json")).toBe(settings(["Bash(ls)", "Bash(python3 *)"]));
  expect(held(folder, ".claude/skills/x/SKILL.md")).toBe(skill("Bash(ls *), TodoWrite"));
  expect(held(folder, ".codex/config.toml")).toBe(config);
  expect((await folder.run(["check", "--fix"])).stderr).toBe("");
});
