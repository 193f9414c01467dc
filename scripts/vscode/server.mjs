import { spawn } from "node:child_process";
import path from "node:path";
import { killGroup, onExit, temporaryFolder } from "./cleanup.mjs";
import { installed } from "./paths.mjs";
import { changeSettings, hasSettings, writeSettings } from "./settings.mjs";

const START_TIMEOUT_MS = 60_000;

/**
 * @typedef {object} ServerOptions
 * @property {string} [userDataDir] default: a temporary folder
 * @property {string} [extensionsDir] default: a folder in the user data
 * @property {import('./settings.mjs').Settings} [settings] added to the quiet defaults
 * @property {boolean} [trust] leave workspace trust on, as a user has it; default off
 * @property {string[]} [vsix] packaged extensions to install before the start
 * @property {NodeJS.ProcessEnv} [env] added to the server's environment
 * @property {string} [log] log level
 * @property {(text: string) => void} [onOutput]
 */

/** @typedef {Awaited<ReturnType<typeof startServer>>} Server */

/**
 * Starts VS Code's own server on a free port of the loopback interface.
 * @param {ServerOptions} options
 */
export async function startServer(options = {}) {
  const temporary = temporaryFolder("vscode");
  const userData = path.resolve(options.userDataDir ?? path.join(temporary.dir, "data"));
  if (options.settings || options.trust || !hasSettings(userData)) {
    const trust = options.trust ? { "security.workspace.trust.enabled": true } : {};
    writeSettings(userData, { ...trust, ...options.settings });
  }
  try {
    return await launch(userData, options, temporary);
  } catch (error) {
    temporary.remove();
    throw error;
  }
}

/**
 * @param {string} userData
 * @param {ServerOptions} options
 * @param {ReturnType<typeof temporaryFolder>} temporary
 */
async function launch(userData, options, temporary) {
  const folders = folderArguments(userData, options.extensionsDir);
  for (const file of options.vsix ?? [])
    await runServerCommand([...folders, "--install-extension", path.resolve(file)]);
  const args = [
    ...folders,
    "--host",
    "127.0.0.1",
    "--port",
    "0",
    "--disable-telemetry",
    "--force-disable-user-env",
  ];
  args.push("--enable-smoke-test-driver", "--log", options.log ?? "info");
  if (!options.trust) args.push("--disable-workspace-trust");
  const child = spawnServer(args, { ...options.env, ...temporaryEnv(temporary.dir) }, "pipe");
  const kill = onExit(() => killGroup(child.pid));
  const stop = () => {
    kill();
    temporary.remove();
  };
  try {
    const url = await listening(child, options.onOutput);
    const change = (/** @type {import('./settings.mjs').Settings} */ changes) =>
      changeSettings(userData, changes);
    return { url, userData, child, changeSettings: change, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** The server leaves sockets and caches in the temporary folder: give it its own. */
function temporaryEnv(/** @type {string} */ dir) {
  return { TMPDIR: dir, XDG_RUNTIME_DIR: dir };
}

/**
 * @param {string} userData
 * @param {string | undefined} extensionsDir
 */
export function folderArguments(userData, extensionsDir) {
  return [
    ...["--user-data-dir", userData, "--server-data-dir", path.join(userData, "server")],
    ...["--extensions-dir", path.resolve(extensionsDir ?? path.join(userData, "extensions"))],
  ];
}

/**
 * Runs the server's command line for a one-off job, such as installing a .vsix.
 * @param {string[]} args
 * @param {'pipe' | 'inherit'} stdio
 */
export async function runServerCommand(args, stdio = "pipe") {
  const child = spawnServer(args, {}, stdio);
  const kill = onExit(() => killGroup(child.pid));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => (output += data));
  const code = await new Promise((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );
  kill();
  // A failed installation may still exit with 0: the message decides.
  if (code !== 0 || /Failed Installing Extensions/i.test(output)) {
    throw new Error(`VS Code's ${args.slice(-2).join(" ")} failed (${code})\n${output.trim()}`);
  }
}

/**
 * Spawned as the leader of a group, so that its helpers can be ended with it.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {'pipe' | 'inherit'} stdio
 */
function spawnServer(args, env = {}, stdio) {
  const full = { ...process.env, ...env };
  // Left by an editor whose terminal this may run in; they would mislead the server.
  for (const name of ["ELECTRON_RUN_AS_NODE", "NODE_OPTIONS", "VSCODE_IPC_HOOK_CLI"])
    delete full[name];
  return spawn(installed.node, [installed.serverMain, "--accept-server-license-terms", ...args], {
    env: full,
    stdio: ["ignore", stdio, stdio],
    detached: true,
  });
}

/**
 * Waits for the server's address.
 * @param {import('node:child_process').ChildProcess} child
 * @param {((text: string) => void) | undefined} onOutput
 * @returns {Promise<string>}
 */
function listening(child, onOutput) {
  let output = "";
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) =>
      reject(new Error(`VS Code's server ${why}\n${output}`));
    const timer = setTimeout(() => fail("did not start in time"), START_TIMEOUT_MS);
    child.once("error", reject);
    child.once("exit", (code) => (clearTimeout(timer), fail(`exited with ${code}`)));
    const read = (/** @type {Buffer} */ data) => {
      onOutput?.(data.toString());
      output += data;
      const url = /Web UI available at (\S+)/.exec(output)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolve(url.replace("localhost", "127.0.0.1"));
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
  });
}
