/**
 * `npm test`: installs what is missing and runs every suite with its full numbers. The last line is
 * `N passed, N failed`, and the exit code is not 0 when anything failed or a suite ran no test.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureInstalled } from "./setup/install.mjs";

const root = path.resolve(import.meta.dirname, "..");
const results = mkdtempSync(path.join(os.tmpdir(), "ambit-test-"));

/** How long the suites look: short in `npm run check`, long here. What is set already stands. */
const FULL = {
  AMBIT_PROPERTY_RUNS: "100000",
  AMBIT_FUZZ_SECONDS: "10",
};

/** @typedef {{ passed: number, failed: number, skipped: number, failures: readonly string[] }} Counts */
const total = { passed: 0, failed: 0, skipped: 0 };
/** The failed tests, named once more at the end: the output is long. @type {string[]} */
const failures = [];

try {
  for (const [name, value] of Object.entries(FULL)) process.env[name] ??= value;
  await runAll();
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  total.failed++;
} finally {
  rmSync(results, { recursive: true, force: true });
}
if (failures.length > 0) console.log(`\n── failed\n${failures.join("\n")}`);
if (total.skipped > 0) console.log(`\n${total.skipped} skipped`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function runAll() {
  heading("install");
  ensureInstalled();
  await installSandbox();
  const withEditor = await installEditor();
  heading("build");
  const { build } = await import("./build.mjs");
  const built = await build({ production: true });
  console.log(built.length > 0 ? built.join("\n") : "nothing to build yet");
  // The others wait a third of their time: what only computes fills that, and makes way for them.
  await Promise.all([checks(), others(built, withEditor)]);
}

/**
 * The suites that start programs, one after the other.
 *
 * @param {readonly string[]} built
 * @param {boolean} withEditor
 */
async function others(built, withEditor) {
  if (!withEditor) later("extension", "scripts/vscode/install.mjs");
  else if (built.includes("src/extension/node/extension.ts")) await editorSuites();
  else later("extension", "src/extension/node/extension.ts");
  for (const name of ["cli", "sandbox", "package"]) {
    if (built.includes("src/cli/main.ts")) await vitestSuite(name);
    else later(name, "src/cli/main.ts");
  }
}

/** What isolates simulated calls; a machine that is no Debian may have it already, and without it those tests are skipped. */
async function installSandbox() {
  const { ensureSets } = await import("./setup/apt.mjs");
  try {
    if (process.platform === "linux") ensureSets(["sandbox"]);
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
  }
}

/** Debian's packages and VS Code; false while the scripts that do this are not there. */
async function installEditor() {
  const debian = path.join(root, "scripts/setup/apt.mjs");
  const vscode = path.join(root, "scripts/vscode/install.mjs");
  if (!existsSync(debian) || !existsSync(vscode)) return false;
  const { ensureSets } = await import(pathToFileURL(debian).href);
  ensureSets(["browser", "native"]);
  if (process.env["AMBIT_VSCODE"] === "download") return true;
  const editor = await import(pathToFileURL(vscode).href);
  await editor.ensureInstalled();
  return true;
}

/** What `npm run check` runs, vitest's own tests counted one by one. */
async function checks() {
  const report = path.join(results, "unit.json");
  process.env["AMBIT_UNIT_RESULT"] = report;
  const { check } = await import("./check.mjs");
  const running = check({ priority: "lowest" });
  delete process.env["AMBIT_UNIT_RESULT"];
  const failed = await running;
  const steps = failed.filter((name) => name !== "unit");
  total.failed += steps.length;
  failures.push(...steps);
  count("unit", vitestCounts(report), !failed.includes("unit"));
}

/**
 * The command line as a process, or the package as npm packs it, installed into an empty folder.
 *
 * @param {string} name
 */
async function vitestSuite(name) {
  heading(name);
  const report = path.join(results, `${name}.json`);
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  const vitest = path.join(root, "node_modules/vitest/vitest.mjs");
  const ok = await node([vitest, "run", "--project", name, ...reporters]);
  count(name, vitestCounts(report), ok);
}

/** The extension in the real VS Code: through its API, and on its page. */
async function editorSuites() {
  const suites = { ui: "run-ui-tests.mjs", extension: "run-tests.mjs" };
  for (const [name, script] of Object.entries(suites)) {
    heading(name);
    const report = path.join(results, `${name}.json`);
    const ok = await node([`scripts/vscode/${script}`], { AMBIT_TEST_RESULT: report });
    count(name, editorCounts(report), ok);
  }
}

/**
 * Adds a suite's counts to the total. A suite that failed without a failing test, or that ran none,
 * counts as one failure.
 *
 * @param {string} suite
 * @param {Counts | undefined} counts
 * @param {boolean} ok
 */
function count(suite, counts = { passed: 0, failed: 0, skipped: 0, failures: [] }, ok) {
  const ran = counts.passed + counts.failed;
  const amiss = counts.failed === 0 && (!ok || ran === 0);
  if (ran === 0) console.log(`${suite}: no test ran`);
  failures.push(...counts.failures.map((name) => `${suite}: ${name}`));
  if (amiss) failures.push(`${suite}: ${ran === 0 ? "no test ran" : "failed outside its tests"}`);
  console.log(
    `${suite}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
  );
  total.passed += counts.passed;
  total.failed += counts.failed + (amiss ? 1 : 0);
  total.skipped += counts.skipped;
}

/**
 * @param {string} file
 * @returns {Counts | undefined}
 */
function vitestCounts(file) {
  if (!existsSync(file)) return undefined;
  const report = JSON.parse(readFileSync(file, "utf8"));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: failuresOf(report),
  };
}

/**
 * The failed tests of a vitest report, each with the first lines of why.
 *
 * @param {{ testResults: { name: string, message: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[] }} report
 */
function failuresOf({ testResults }) {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const file = path.relative(root, name);
    const tests = assertionResults.filter(({ status }) => status === "failed");
    if (tests.length === 0 && message !== "") return [`${file}: ${firstLines(message)}`];
    return tests.map((test) => {
      const why = firstLines(test.failureMessages[0] ?? "");
      return `${file}: ${test.fullName}: ${why}`;
    });
  });
}

/** @param {string} text */
function firstLines(text) {
  return text.split("\n").slice(0, 5).join("\n  ").slice(0, 800);
}

/**
 * @param {string} file
 * @returns {Counts | undefined}
 */
function editorCounts(file) {
  if (!existsSync(file)) return undefined;
  const { passed, failed, skipped = 0, failures = [] } = JSON.parse(readFileSync(file, "utf8"));
  return { passed, failed, skipped, failures };
}

/**
 * @param {readonly string[]} command
 * @param {Record<string, string>} [env]
 */
async function node(command, env) {
  const child = spawn(process.execPath, command, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  const [code] = await once(child, "close");
  return code === 0;
}

/** @param {string} name */
function heading(name) {
  console.log(`\n── ${name}`);
}

/**
 * @param {string} suite
 * @param {string} missing
 */
function later(suite, missing) {
  console.log(`\n── ${suite}: when there is ${missing}`);
}
