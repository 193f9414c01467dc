/**
 * Installs the real VS Code for machines that cannot download it: the server
 * inside code-server's npm package, and a node of the version it asks for.
 *
 * As a command: `node scripts/vscode/install.mjs`. Does nothing when done before.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureSets } from "../setup/apt.mjs";
import { onExit } from "./cleanup.mjs";
import { withLock } from "./lock.mjs";
import { cleanEnv, npm } from "./npm.mjs";
import { CODE_SERVER, SERVER_NODE, cacheRoot, installDir, layout, nodePackage } from "./paths.mjs";
import { restoreProposalRule } from "./proposals.mjs";

const PARTIAL = "vscode-partial-";

/** Makes sure that VS Code, its node and the browser are on this machine. */
export async function ensureInstalled() {
  if (process.platform !== "linux") {
    throw new Error("The offline VS Code needs Linux; use AMBIT_VSCODE=download here.");
  }
  ensureSets(["browser"]);
  if (existsSync(installDir)) return;
  ensureSets(["native"]);
  const onWait = () => console.log("vscode: another process is installing it; waiting");
  await withLock(path.join(cacheRoot, "vscode.lock"), { onWait }, async () => {
    if (!existsSync(installDir)) await install();
  });
}

async function install() {
  const started = Date.now();
  console.log(
    `vscode: installing code-server ${CODE_SERVER} into ${installDir} (3 to 5 minutes, once)`,
  );
  removePartials();
  const partial = path.join(cacheRoot, `${PARTIAL}${process.pid}`);
  const removePartial = onExit(() =>
    rmSync(partial, { recursive: true, force: true, maxRetries: 3 }),
  );
  try {
    await fill(partial);
    publish(partial);
  } finally {
    removePartial();
  }
  console.log(`vscode: installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** Installs into `root`, which is not yet visible to anybody else. */
async function fill(/** @type {string} */ root) {
  const at = layout(root);
  writePackage(root, { [nodePackage]: SERVER_NODE });
  await npm(root, ["install", "--no-audit", "--no-fund"], cleanEnv());
  // npm itself must run on the server's node: code-server's install script
  // refuses any other major version. nodedir points node-gyp at the headers in
  // that package, so nothing is fetched and a machine-wide nodedir is overruled.
  const env = cleanEnv({
    PATH: `${path.dirname(at.node)}${path.delimiter}${process.env["PATH"]}`,
    npm_config_nodedir: at.nodeDir,
    JOBS: "max",
  });
  const server = path.join(root, "server");
  writePackage(server, { "code-server": CODE_SERVER });
  await npm(
    server,
    ["install", "--no-audit", "--no-fund", "--foreground-scripts", "--ignore-scripts=false"],
    env,
  );
  restoreProposalRule(at.vscode);
}

/**
 * @param {string} dir
 * @param {Record<string, string>} dependencies
 */
function writePackage(dir, dependencies) {
  mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(dir, "package.json"), JSON.stringify({ private: true, dependencies }));
}

/** Moves a complete installation into place, unless another process was first. */
function publish(/** @type {string} */ partial) {
  try {
    renameSync(partial, installDir);
  } catch (error) {
    if (!existsSync(installDir)) throw error;
  }
}

/** Drops what interrupted installations left behind. */
function removePartials() {
  for (const name of readdirSync(cacheRoot)) {
    if (name.startsWith(PARTIAL))
      rmSync(path.join(cacheRoot, name), { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await ensureInstalled();
    console.log(`vscode: ready in ${installDir}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
