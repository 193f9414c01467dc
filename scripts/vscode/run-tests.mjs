/**
 * Runs the extension suite in VS Code.
 *
 *     node scripts/vscode/run-tests.mjs [--extension DIR] [--workspace DIR] [--grep TEXT]
 *
 * By default in the offline VS Code, installed when missing; with
 * AMBIT_VSCODE=download in the one that `@vscode/test-electron` downloads.
 * AMBIT_TEST_RESULT names a file that gets the counts as JSON.
 */
import { runTests } from "@vscode/test-electron";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { buildExtensionTests } from "./build-tests.mjs";
import { temporaryFolder } from "./cleanup.mjs";
import { ensureInstalled } from "./install.mjs";
import { writeSettings } from "./settings.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: {
    extension: { type: "string", default: root },
    workspace: { type: "string" },
    grep: { type: "string" },
  },
});

const temporary = temporaryFolder("run");
const resultFile = path.resolve(
  process.env["AMBIT_TEST_RESULT"] ?? path.join(temporary.dir, "result.json"),
);

/** Where VS Code comes from: nothing given means a download. */
async function executable() {
  if (process.env["AMBIT_VSCODE"] === "download") return {};
  await ensureInstalled();
  return { vscodeExecutablePath: path.join(import.meta.dirname, "code") };
}

/**
 * Tests change the files of their workspace: they get a copy.
 * @param {string} folder
 */
function copyOf(folder) {
  const copy = path.join(temporary.dir, "workspace");
  if (existsSync(folder)) cpSync(folder, copy, { recursive: true });
  // A workspace of its own, whatever lies around temporary folders.
  mkdirSync(path.join(copy, ".ambit"), { recursive: true });
  return copy;
}

async function main() {
  rmSync(resultFile, { force: true });
  const extensionTestsPath = await buildExtensionTests();
  const vscode = await executable();
  const userData = path.join(temporary.dir, "user-data");
  writeSettings(userData);
  const workspace = copyOf(path.resolve(values.workspace ?? path.join(root, "examples")));
  await runTests({
    ...vscode,
    extensionDevelopmentPath: path.resolve(values.extension),
    extensionTestsPath,
    extensionTestsEnv: {
      AMBIT_TEST_RESULT: resultFile,
      AMBIT_TEST_GREP: values.grep,
      AMBIT_TEST_ROOT: root,
      // What a person has agreed to start is remembered here, and not in the home of who runs the tests.
      XDG_STATE_HOME: path.join(temporary.dir, "state"),
    },
    launchArgs: [
      workspace,
      "--disable-extensions",
      `--user-data-dir=${userData}`,
      `--extensions-dir=${path.join(temporary.dir, "extensions")}`,
    ],
  });
}

/**
 * Without a result of its own, or with one that says all is well although VS
 * Code said otherwise, the suite counts as one failure.
 * @param {unknown} error
 */
function recordFailure(error) {
  const reason = error instanceof Error ? error.message : String(error);
  const none = { suite: "extension", passed: 0, failed: 0, skipped: 0, failures: [] };
  const result = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, "utf8")) : none;
  if (result.failed > 0) return;
  const failures = [`extension suite: ${reason}`];
  writeFileSync(resultFile, `${JSON.stringify({ ...result, failed: 1, failures }, null, 2)}\n`);
}

// runTests passes Ctrl-C on to VS Code and waits for it; make SIGTERM do the same.
process.on("SIGTERM", () => process.emit("SIGINT"));
try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  recordFailure(error);
  process.exitCode = 1;
} finally {
  temporary.remove();
}
