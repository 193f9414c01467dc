/** Runs programs and says in one line each how that went. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { onPath } from "./setup/which.mjs";

export const root = path.resolve(import.meta.dirname, "..");

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} command a script for Node, and its arguments
 * @property {Record<string, string>} [env] added to the environment
 */

/** With the lowest, programs make way for whatever else runs. @typedef {"usual" | "lowest"} Priority */

/** The script behind a command of an installed package. */
export function bin(/** @type {string} */ name, command = name) {
  const folder = path.join(root, "node_modules", name);
  const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  return path.join(folder, typeof manifest.bin === "string" ? manifest.bin : manifest.bin[command]);
}

/**
 * Runs steps, `width` of them at a time in the order given, and prints a line as each ends; then
 * the whole output of those that failed.
 *
 * @param {readonly Step[]} steps
 * @param {number} width
 * @param {Priority} priority
 * @returns {Promise<readonly string[]>} the names of those that failed
 */
export async function runSteps(steps, width, priority) {
  const waiting = [...steps];
  /** @type {{ name: string, output: string }[]} */
  const failed = [];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const started = performance.now();
      const { code, output } = await run(step, priority);
      const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
      console.log(`${code === 0 ? "ok    " : "FAILED"} ${seconds} s  ${step.name}`);
      if (code !== 0) failed.push({ name: step.name, output });
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  for (const { name, output } of failed) console.log(`\n── ${name}\n${output.trimEnd()}\n`);
  return failed.map(({ name }) => name);
}

/**
 * @param {Step} step
 * @param {Priority} priority
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run({ command, env }, priority) {
  const front = priority === "lowest" ? LOWEST : [];
  const [program = "", ...args] = [...front, process.execPath, ...command];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      // Colours would stand in the output as escapes.
      env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}

/** Without such a program it is the usual one. */
const LOWEST = onPath("nice") === undefined ? [] : ["nice", "-n", "19"];
