import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { Folder } from "./ambit.ts";

const SOUND = `ambit: 1
agent: { id: bot, owner: a@example.com }
rules:
  - { id: read, allow: file.read, path: "src/**" }
`;
const BROAD = `${SOUND}  - { id: run, allow: shell, command: "python3 **" }\n`;

const open: Folder[] = [];
afterEach(() => {
  for (const folder of open.splice(0)) folder.remove();
});

/** A repository of git in which `committed` is the last commit. */
function repository(committed: Readonly<Record<string, string>>): Folder {
  const folder = new Folder(committed);
  open.push(folder);
  git(folder, "init", "--quiet", "--initial-branch=main");
  if (Object.keys(committed).length > 0) {
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message=first");
  }
  return folder;
}

function git(folder: Folder, ...args: readonly string[]): string {
  const who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  const { GIT_DIR: _d, GIT_INDEX_FILE: _i, ...env } = process.env;
  return execFileSync("git", [...who, ...args], {
    cwd: folder.path,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

interface Report {
  readonly findings: readonly { readonly code: string; readonly file: string }[];
  readonly files: number;
}

async function staged(folder: Folder): Promise<Report & { readonly status: number | null }> {
  const { stdout, stderr, status } = await folder.run(["check", "--staged", "--format", "json"]);
  expect(stderr).toBe("");
  return { ...(JSON.parse(stdout) as Report), status };
}

describe("ambit check --staged", () => {
  it("reads what is staged, not what lies in the folder", async () => {
    const folder = repository({ "ambit.yaml": SOUND });
    folder.write("ambit.yaml", BROAD);
    expect(await staged(folder)).toEqual({ findings: [], files: 0, waived: 0, status: 0 });
    git(folder, "add", "ambit.yaml");
    folder.write("ambit.yaml", SOUND);
    const { findings, status } = await staged(folder);
    expect(findings.map(({ code, file }) => [code, file])).toEqual([
      ["interpreter-command", "ambit.yaml"],
    ]);
    expect(status).toBe(1);
  });

  it("leaves alone what the commit does not change", async () => {
    const folder = repository({ "ambit.yaml": BROAD, "a/b.ambit.yaml": SOUND });
    folder.write("a/b.ambit.yaml", `${SOUND}# more\n`);
    git(folder, "add", "--all");
    expect(await staged(folder)).toMatchObject({ findings: [], files: 1, status: 0 });
  });

  it("checks what depends on a file that the commit changes", async () => {
    const main = `${SOUND}extends: [./org.ambit.yaml]\n`;
    const folder = repository({
      "ambit.yaml": main,
      "org.ambit.yaml": SOUND.replace("id: read", "id: r"),
    });
    git(folder, "rm", "--quiet", "--cached", "org.ambit.yaml");
    folder.write("ambit.yaml", `${main}# more\n`);
    git(folder, "add", "ambit.yaml");
    // The file lies in the folder still, and is not in what is staged.
    expect((await staged(folder)).findings.map(({ code }) => code)).toEqual(["broken-link"]);
    git(folder, "reset", "--quiet", "--hard");
    folder.write("org.ambit.yaml", `${SOUND.replace("id: read", "id: r")}# more\n`);
    git(folder, "add", "--all");
    expect((await staged(folder)).files).toBe(2);
  });

  it("works before the first commit, in a folder below and with names of all kinds", async () => {
    const folder = repository({});
    folder.write('d ä"\n/x.ambit.yaml', BROAD);
    folder.write("e/f", "");
    git(folder, "add", "--all");
    const below = await staged(folder);
    expect(below.findings).toHaveLength(1);
    expect(below.files).toBe(1);
  });

  it("runs nothing that the repository configures", async () => {
    const folder = repository({
      "ambit.yaml": SOUND,
      ".gitattributes": "*.yaml filter=x diff=x\n",
    });
    folder.write("evil.sh", '#!/bin/sh\ntouch "$(dirname "$0")/ran"\n');
    chmodSync(join(folder.path, "evil.sh"), 0o755);
    const evil = join(folder.path, "evil.sh");
    for (const key of [
      "filter.x.smudge",
      "filter.x.clean",
      "diff.x.textconv",
      "diff.external",
      "core.fsmonitor",
      "core.pager",
    ])
      git(folder, "config", key, evil);
    execFileSync(
      "git",
      ["-c", "core.fsmonitor=false", "-c", "filter.x.clean=cat", "add", "ambit.yaml"],
      { cwd: folder.path },
    );
    await staged(folder);
    expect(existsSync(join(folder.path, "ran"))).toBe(false);
  });

  it("says where it cannot be had", async () => {
    const folder = new Folder({});
    open.push(folder);
    const outside = await folder.run(["check", "--staged"]);
    expect(outside.status).toBe(3);
    expect(outside.stderr).toContain("what is staged cannot be read: fatal: not a git repository");
    expect((await folder.run(["check", "--staged", "x"])).status).toBe(2);
    expect((await folder.run(["check", "--staged", "--fix"])).status).toBe(2);
  });
});

describe("ambit hooks install", () => {
  it("stops a commit that brings an over-broad grant", async () => {
    const folder = repository({ "ambit.yaml": SOUND });
    const { status, stderr } = await folder.run(["hooks", "install", "--yes"]);
    expect(status).toBe(0);
    expect(stderr).toContain("ambit check --staged");
    const hook = join(folder.path, ".git/hooks/pre-commit");
    expect(statSync(hook).mode & 0o111).not.toBe(0);
    folder.write("ambit.yaml", BROAD);
    git(folder, "add", "--all");
    expect(() => git(folder, "commit", "--quiet", "--message=broad")).toThrow(
      /interpreter-command/,
    );
    folder.write("ambit.yaml", `${SOUND}# fine\n`);
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message=fine");
    expect(git(folder, "log", "--format=%s")).toBe("fine\nfirst\n");
    expect((await folder.run(["hooks", "install"])).stdout).toContain("is there already");
  });

  it("asks, and leaves a hook of somebody else alone", async () => {
    const folder = repository({});
    expect((await folder.run(["hooks", "install"])).status).toBe(2);
    expect(existsSync(join(folder.path, ".git/hooks/pre-commit"))).toBe(false);
    folder.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n");
    const { status, stderr } = await folder.run(["hooks", "install", "--yes"]);
    expect(status).toBe(3);
    expect(stderr).toContain("add the line `ambit check --staged || exit 1`");
    expect(readFileSync(join(folder.path, ".git/hooks/pre-commit"), "utf8")).toBe(
      "#!/bin/sh\nexit 0\n",
    );
  });

  it("refuses what it does not know", async () => {
    const folder = new Folder({});
    open.push(folder);
    expect((await folder.run(["hooks"])).status).toBe(2);
    expect((await folder.run(["hooks", "install", "--yes"])).status).toBe(3);
  });
});
