/**
 * Runs the suite of `test/ui` on the page of the real VS Code.
 *
 *     node scripts/vscode/run-ui-tests.mjs [--extension DIR] [--grep TEXT]
 *
 * AMBIT_TEST_RESULT names a file that gets the counts as JSON.
 */
import Mocha from "mocha";
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureInstalled } from "./install.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: {
    extension: { type: "string", default: root },
    grep: { type: "string" },
  },
});

/** @returns {Promise<{ passed: number, failed: number, skipped: number, failures: string[] }>} */
async function run() {
  process.env["AMBIT_TEST_EXTENSION"] = path.resolve(values.extension);
  await ensureInstalled();
  const { grep } = values;
  const mocha = new Mocha({ ui: "bdd", timeout: 120_000, ...(grep ? { grep } : {}) });
  const tests = path.join(root, "test", "ui");
  for (const file of readdirSync(tests).sort())
    if (file.endsWith(".test.mjs")) mocha.addFile(path.join(tests, file));
  await mocha.loadFilesAsync();
  /** @type {string[]} */
  const failures = [];
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes: passed = 0, pending: skipped = 0 } = runner.stats ?? {};
      resolve({ passed, failed: failures.length, skipped, failures });
    });
    runner.on("fail", (test) => failures.push(test.fullTitle()));
  });
}

const result = await run().catch((error) => {
  console.error(error);
  return { passed: 0, failed: 1, skipped: 0, failures: [`ui suite: ${String(error)}`] };
});
const file = process.env["AMBIT_TEST_RESULT"];
if (file) writeFileSync(file, `${JSON.stringify({ suite: "ui", ...result }, null, 2)}\n`);
process.exit(result.failed > 0 || result.passed === 0 ? 1 : 0);
