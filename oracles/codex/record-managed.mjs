/**
 * Records what Codex makes of files of an administrator: `node oracles/codex/record-managed.mjs` writes test/formats/codex/vectors/managed.json. Needs root, for a
 * namespace of mounts in which `/etc` is a copy: nothing of the machine is changed.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { BIN, version } from "./program.mjs";
import { MANAGED } from "./cases-managed.mjs";

const SCRATCH = fs.mkdtempSync("/var/tmp/ambit-codex-");
process.on("exit", () => fs.rmSync(SCRATCH, { recursive: true, force: true }));
const [etc, home, workspace, tools] = ["etc", "home", "ws", "tools"].map((name) =>
  path.join(SCRATCH, name),
);
fs.cpSync("/etc", etc, { recursive: true, verbatimSymlinks: true });
for (const folder of [path.join(etc, "codex"), path.join(workspace, ".git"), home, tools])
  fs.mkdirSync(folder, { recursive: true });
fs.symlinkSync(BIN, path.join(tools, "codex-linux-sandbox"));

const PLACES = {
  requirements: path.join(etc, "codex/requirements.toml"),
  managed: path.join(etc, "codex/managed_config.toml"),
  system: path.join(etc, "codex/config.toml"),
  user: path.join(home, "config.toml"),
  project: path.join(workspace, ".codex/config.toml"),
};

/** @param {Readonly<Record<string, string>>} files */
async function started(files) {
  fs.mkdirSync(path.join(workspace, ".codex"), { recursive: true });
  for (const [name, place] of Object.entries(PLACES)) {
    const trust =
      name === "user" ? `\n[projects.${JSON.stringify(workspace)}]\ntrust_level = "trusted"\n` : "";
    if (files[name] === undefined && trust === "") fs.rmSync(place, { force: true });
    else fs.writeFileSync(place, `${files[name] ?? ""}${trust}`);
  }
  const program = spawn(
    "unshare",
    ["-m", "sh", "-c", 'mount --bind "$0" /etc && exec "$1" app-server', etc, BIN],
    {
      cwd: workspace,
      env: { PATH: `${tools}:/usr/sbin:/usr/bin:/bin`, HOME: home, CODEX_HOME: home },
      stdio: ["pipe", "pipe", "ignore"],
    },
  );
  program.stdin.on("error", () => undefined);
  /** @type {Map<number, (answer: any) => void>} */
  const waiting = new Map();
  const ended = new Promise((done) => program.once("exit", () => done(undefined)));
  readline.createInterface(program.stdout).on("line", (line) => {
    const message = JSON.parse(line);
    waiting.get(message.id)?.(message);
  });
  const call = (/** @type {string} */ method, /** @type {object} */ params) => {
    const id = waiting.size + 1;
    const answer = new Promise((done) => waiting.set(id, done));
    program.stdin.write(`${JSON.stringify({ id, method, params })}\n`);
    return Promise.race([answer, ended]);
  };
  const clientInfo = { name: "oracle", title: "oracle", version: "0" };
  await call("initialize", { clientInfo, capabilities: { experimentalApi: true } });
  program.stdin.write('{"method":"initialized"}\n');
  const { approval } = files;
  const asked = approval === undefined ? {} : { approvalPolicy: approval };
  const answer = await call("thread/start", { cwd: workspace, ephemeral: true, ...asked });
  program.kill("SIGKILL");
  const result = answer?.result;
  if (result === undefined) return { refused: true };
  return {
    approval: result.approvalPolicy,
    sandbox: result.sandbox.type,
    profile: result.activePermissionProfile?.id ?? null,
  };
}

const vectors = [];
for (const files of MANAGED) vectors.push({ files, result: await started(files) });
const target = path.join(import.meta.dirname, "../../test/formats/codex/vectors/managed.json");
fs.writeFileSync(target, `${JSON.stringify({ version: version(), vectors }, undefined, 2)}\n`);
