/** The Codex program as an oracle. It comes from npm; `CODEX_BIN` names another. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export const BIN =
  process.env.CODEX_BIN ??
  path.join(
    import.meta.dirname,
    "node_modules/@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex",
  );

/** A folder of its own, for homes and workspaces; gone when the process ends. */
export const SCRATCH = fs.mkdtempSync(path.join(os.tmpdir(), "ambit-codex-"));
process.on("exit", () => {
  fs.rmSync(SCRATCH, { recursive: true, force: true });
});

/** @param {readonly string[]} args */
export function run(args) {
  const env = { PATH: "/usr/bin:/bin", HOME: SCRATCH, CODEX_HOME: SCRATCH };
  return spawnSync(BIN, args, { encoding: "utf8", env });
}

/** As the program calls itself: `codex-cli 0.169.0`. */
export function version() {
  return run(["--version"])
    .stdout.trim()
    .replace(/^codex-cli /, "");
}

/**
 * What `execpolicy check` says of the words of one command: `allow`, `prompt`, `forbidden`, `none`, or `refused` where a file does not load.
 *
 * @param {readonly string[]} files
 * @param {readonly string[]} argv
 * @param {boolean} resolve
 */
export function check(files, argv, resolve) {
  const { status, stdout } = run([
    "execpolicy",
    "check",
    ...files.flatMap((file) => ["--rules", file]),
    ...(resolve ? ["--resolve-host-executables"] : []),
    "--",
    ...argv,
  ]);
  if (status !== 0) return "refused";
  return JSON.parse(stdout).decision ?? "none";
}
