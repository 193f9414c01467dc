import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { extensionFolder } from "./support.ts";

/** As much of the API of VS Code's own git extension as is used here. */
interface Repository {
  add(paths: string[]): Promise<void>;
  commit(message: string): Promise<void>;
}
interface GitApi {
  getAPI(version: 1): { openRepository(root: vscode.Uri): Promise<Repository | null> };
}

const SOUND = `ambit: 1
agent: { id: bot, owner: a@example.com }
rules:
  - { id: read, allow: file.read, path: "src/**" }
`;
const BROAD = `${SOUND}  - { id: run, allow: shell, command: "python3 **" }\n`;

describe("a commit from the editor", () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "ambit-commit-")));
  const run = (program: string, ...args: readonly string[]): string =>
    execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: "pipe" });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("is stopped by the hook when it brings an over-broad grant", async function () {
    this.timeout(60_000);
    run("git", "init", "--quiet", "--initial-branch=main");
    run("git", "config", "user.name", "a");
    run("git", "config", "user.email", "a@example.com");
    run("git", "config", "commit.gpgsign", "false");
    const program = path.join(extensionFolder(), "dist/cli.js");
    run(process.execPath, program, "hooks", "install", "--yes");
    const git = vscode.extensions.getExtension<GitApi>("vscode.git");
    assert.ok(git, "VS Code has no git extension");
    const api = (await git.activate()).getAPI(1);
    const repository = await api.openRepository(vscode.Uri.file(folder));
    assert.ok(repository, "the repository is not open");
    const policy = path.join(folder, "ambit.yaml");

    writeFileSync(policy, BROAD);
    await repository.add([policy]);
    await assert.rejects(
      repository.commit("broad"),
      (error: { stderr?: string; stdout?: string }) => {
        assert.match(`${error.stdout ?? ""}${error.stderr ?? ""}`, /interpreter-command/);
        return true;
      },
    );

    writeFileSync(policy, SOUND);
    await repository.add([policy]);
    await repository.commit("sound");
    assert.equal(run("git", "log", "--format=%s"), "sound\n");
  });
});
