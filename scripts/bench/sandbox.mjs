/**
 * What the sandbox costs: a call and a run in it beside the same without one, and how long it takes to open for workspaces of 10 and of
 * 10,000 files. Root's runs are carried out on a copy, and so as nobody measures them; run as root, an ordinary user measures.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { build as bundle } from "esbuild";
import { buildTools } from "../build.mjs";
import { onPath } from "../setup/which.mjs";
import { root } from "../steps.mjs";

/** @typedef {import("./print.mjs").Row} Row */

/** A user that no machine knows. */
const STRANGER = 64_999;

/** Why there is nothing to measure; nothing where there is. */
export function missingSandbox() {
  return process.platform === "linux" && onPath("bwrap") !== undefined
    ? undefined
    : "bubblewrap is not installed";
}

/** @returns {Promise<readonly Row[]>} */
export async function sandbox() {
  const isRoot = process.getuid?.() === 0;
  // Not in the folder for temporary files, which is the sandbox's own.
  const folder = mkdtempSync(path.join(isRoot ? "/var/lib" : os.homedir(), "ambit-bench-"));
  try {
    chmodSync(folder, 0o755);
    const outfile = path.join(folder, "measure.mjs");
    await bundle({
      ...{ entryPoints: [path.join(root, "scripts/bench/sandbox-times.mjs")], outfile },
      ...{ bundle: true, platform: "node", format: "esm", logLevel: "error" },
      banner: {
        js: 'import { createRequire as ambitRequire } from "node:module"; const require = ambitRequire(import.meta.url);',
      },
    });
    const toolServer = await buildTools(folder);
    for (const [name, files] of /** @type {const} */ ([
      ["few", 10],
      ["many", 10_000],
    ])) {
      fill(path.join(folder, name), files);
    }
    for (const name of ["home", "temporary"]) mkdirSync(path.join(folder, name));
    if (isRoot) spawnSync("chown", ["-R", `${STRANGER}:${STRANGER}`, folder]);
    const as = isRoot ? { uid: STRANGER, gid: STRANGER } : {};
    const { stdout, stderr, status } = spawnSync(process.execPath, [outfile, folder, toolServer], {
      ...{ ...as, cwd: folder, encoding: "utf8", maxBuffer: 1e8 },
      env: { PATH: process.env["PATH"] ?? "", HOME: path.join(folder, "home") },
    });
    if (status !== 0) throw new Error(`the sandbox cannot be measured: ${stderr}`);
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @param {number} files
 */
function fill(folder, files) {
  for (let at = 0; at < files; at++) {
    const inner = path.join(folder, `d${Math.floor(at / 100)}`);
    if (at % 100 === 0) mkdirSync(inner, { recursive: true });
    writeFileSync(path.join(inner, `f${at}.txt`), "text\n".repeat(400));
  }
  writeFileSync(path.join(folder, "a.txt"), "text\n");
}
