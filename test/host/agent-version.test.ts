import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { installedVersion } from "../../src/host/agent-version.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "ambit-version-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function link(name: string, target: string): void {
  mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
  symlinkSync(target, path.join(folder, name));
}

it("is read from the package that the program lies in", async () => {
  const program = write("lib/node_modules/@openai/codex/bin/codex.js", "process.exit(1)");
  write(
    "lib/node_modules/@openai/codex/package.json",
    '{"name":"@openai/codex","version":"0.169.0"}',
  );
  link("bin/codex", program);
  expect(await installedVersion("codex", `${folder}/none:${folder}/bin`)).toBe("0.169.0");
});

it("is read from the folder of a version, and from the product's package", async () => {
  link("bin/claude", write("share/claude/versions/2.1.330", ""));
  link("bin/code", write("code/bin/code", ""));
  write("code/resources/app/package.json", '{"name":"Code","version":"1.130.2"}');
  expect(await installedVersion("claude-code", `${folder}/bin`)).toBe("2.1.330");
  expect(await installedVersion("vscode", `${folder}/bin`)).toBe("1.130.2");
});

it("is not known of another package, a broken one, a relative folder or no program", async () => {
  link("bin/gemini", write("a/gemini.js", ""));
  write("a/package.json", '{"name":"gemini","version":"1.0.0"}');
  link("bin/opencode", write("b/opencode", ""));
  write("b/package.json", '{"name":"opencode-ai","version":"\\u001b[31m"}');
  write("package.json", "{");
  for (const agent of ["gemini-cli", "opencode", "cursor"] as const)
    expect(await installedVersion(agent, `${folder}/bin`)).toBeUndefined();
  expect(await installedVersion("gemini-cli", "bin")).toBeUndefined();
});
