/** How long commands take as whole processes, and how large what ships is. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "../steps.mjs";
import { compare } from "./measure.mjs";
import { mixedPolicy } from "./policies.mjs";

/** @typedef {import("./print.mjs").Row} Row */

/** @returns {Promise<readonly Row[]>} */
export async function starts() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "ambit-bench-"));
  try {
    const policy = path.join(folder, "ambit.yaml");
    writeFileSync(policy, mixedPolicy(50));
    const cli = path.join(root, "dist/cli.js");
    const call = JSON.stringify({ tool: "shell", args: { command: "npm run lint -w p1" } });
    const explain = ["explain", "--policy", policy, "--call", call];
    const commands = [
      { name: "node -e 0", words: ["-e", "0"] },
      { name: "ambit --version", words: [cli, "--version"] },
      ...(existsSync(path.join(root, "examples"))
        ? [{ name: "ambit check examples", words: [cli, "check", "examples"] }]
        : []),
      { name: "ambit check, 50 rules", words: [cli, "check", policy] },
      { name: "ambit explain, 50 rules", words: [cli, ...explain] },
    ];
    const timings = await compare(
      commands.map(({ name, words }) => ({ name, run: () => runNode(words) })),
      { rounds: 15, roundMs: 1, warmMs: 1 },
    );
    return timings.map(({ cpu, ...timing }) => ({ ...timing, what: timing.name, name: "" }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {readonly string[]} words */
function runNode(words) {
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: "utf8" });
  // 1: it did its work, and found something.
  if (status !== 0 && status !== 1) throw new Error(`${words.join(" ")}: ${stderr}`);
}

/**
 * @typedef {object} Size in bytes
 * @property {string} file
 * @property {number} raw
 * @property {number} gzip
 */

/** @returns {readonly Size[]} */
export function sizes() {
  const dist = path.join(root, "dist");
  const names = readdirSync(dist, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => /\.(js|cjs|wasm)$/.test(name))
    .sort()
    .map((file) => {
      const bytes = readFileSync(path.join(dist, file));
      return { file, raw: bytes.length, gzip: gzipSync(bytes).length };
    });
}
