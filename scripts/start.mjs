/** `npm start`: installs and builds what is missing, then checks, simulates and tests the examples. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { ensureInstalled } from "./setup/install.mjs";

const root = path.resolve(import.meta.dirname, "..");
const SCENARIO = /\.ambit-scenario\.ya?ml$/;

try {
  ensureInstalled();
  const { build } = await import("./build.mjs");
  await build({ ifStale: true });
  process.exitCode = commands().map(ambit).every(Boolean) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** What to run: the examples' findings, then each scenario, then the test suites. */
function commands() {
  if (!existsSync(path.join(root, "dist/cli.js"))) throw new Error("src/cli/main.ts is missing");
  const files = readdirSync(path.join(root, "examples"), { recursive: true, encoding: "utf8" });
  const scenarios = files.filter((file) => SCENARIO.test(file)).sort();
  return [
    ["check", "examples"],
    ...scenarios.map((file) => ["simulate", path.posix.join("examples", ...file.split(path.sep))]),
    ["test", "examples", "--coverage"],
  ];
}

/**
 * Runs the command line; false unless it did its work. Findings and unmet expectations (exit 1) are
 * work done.
 *
 * @param {readonly string[]} words
 */
function ambit(words) {
  console.log(`\n› ambit ${words.join(" ")}\n`);
  const { status, signal } = spawnSync(process.execPath, ["dist/cli.js", ...words], {
    cwd: root,
    stdio: "inherit",
  });
  if (status === 0 || status === 1) return true;
  console.error(`ambit ${words.join(" ")} ended with ${status ?? signal}`);
  return false;
}
