/**
 * The module behind `scripts/vscode/code`, which stands in for VS Code's
 * executable: it takes the arguments that `@vscode/test-electron` passes, runs
 * the tests in the extension host of the offline VS Code, relays what they
 * print and exits with their verdict.
 *
 * Exit codes: the tests' own, or 70 page crashed, 71 server ended, 72 harness
 * failed, 73 the extension host ended before the tests did, 124 no verdict in
 * time (`AMBIT_VSCODE_TIMEOUT_MS`), 129/130/143 ended by a signal.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { readArguments } from "./arguments.mjs";
import { temporaryFolder } from "./cleanup.mjs";
import { follow } from "./follow.mjs";
import { openBrowser, startServer, workbenchUrl } from "./host.mjs";
import { ensureInstalled } from "./install.mjs";
import { installed } from "./paths.mjs";
import { folderArguments, runServerCommand } from "./server.mjs";

const TIMEOUT_MS = Number(process.env["AMBIT_VSCODE_TIMEOUT_MS"] ?? 600_000);

/** Prints what `code --version` prints. */
function printVersion() {
  const product = JSON.parse(readFileSync(installed.product, "utf8"));
  console.log(`${product.version}\n${product.commit}\n${process.arch}`);
}

/** @typedef {import('./arguments.mjs').CodeArguments} CodeArguments */

/** @param {CodeArguments} options */
async function runTests(options) {
  const entry = options.extensionTestsPath;
  if (!entry)
    throw new Error("only runs with --extensionTestsPath, --version or --install-extension");
  let state = "not started";
  const output = path.join(temporaryFolder("tests").dir, "output.jsonl");
  const unfollow = follow(output, (kind, text) => {
    if (kind === "state") state = text;
    else process[kind === "stderr" ? "stderr" : "stdout"].write(text);
  });
  const code = await verdict(
    { ...options, extensionTestsPath: path.join(import.meta.dirname, "test-entry.cjs") },
    {
      AMBIT_TEST_OUTPUT: output,
      AMBIT_TEST_ENTRY: entry,
    },
  );
  unfollow();
  // VS Code says 0 also when the extension host was killed or exited in mid-run:
  // a pass needs run() to have resolved.
  if (code !== 0 || state === "passed") return code;
  console.error(`code: the extension host ended before the tests did (tests: ${state})`);
  return 73;
}

/**
 * Opens the workbench with the tests and waits for the code it reports.
 * @param {CodeArguments} options
 * @param {Record<string, string>} env
 * @returns {Promise<number>}
 */
async function verdict(options, env) {
  const log = (/** @type {string} */ text) => void (options.verbose && process.stderr.write(text));
  const server = await startServer({ ...options, env, onOutput: log });
  // Nobody looks at this page: what is drawn of it is little.
  const { browser, page } = await openBrowser({ viewport: { width: 480, height: 320 } });
  let timer;
  const code = new Promise((resolve) => {
    const end = (/** @type {number} */ status, /** @type {string} */ why) => {
      console.error(`code: ${why}`);
      resolve(status);
    };
    timer = setTimeout(() => end(124, `no verdict after ${TIMEOUT_MS} ms`), TIMEOUT_MS);
    page.on("crash", () => end(70, "the workbench page crashed"));
    page.on("console", (message) => log(`[workbench] ${message.text()}\n`));
    server.child.on("exit", (status) => end(71, `the server ended with ${status}`));
    // The smoke test driver calls these two; they must be there before the page is.
    const opened = page
      .exposeFunction("codeAutomationExit", (/** @type {number} */ status) => resolve(status))
      .then(() => page.exposeFunction("codeAutomationLog", () => undefined))
      .then(() => page.goto(workbenchUrl(server.url, options), { waitUntil: "commit" }));
    opened.catch((error) => end(72, String(error)));
  });
  try {
    return /** @type {number} */ (await code);
  } finally {
    clearTimeout(timer);
    server.child.removeAllListeners("exit");
    await browser.close().catch(() => undefined);
    server.stop();
  }
}

/** Ends with its parent, so that a killed test runner leaves no editor behind. */
function watchParent() {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.exit(143), 1_000).unref();
}

watchParent();
try {
  const options = readArguments(process.argv.slice(2));
  await ensureInstalled();
  if (options.version) {
    printVersion();
  } else if (options.commands.length > 0) {
    const folders = options.userDataDir
      ? folderArguments(options.userDataDir, options.extensionsDir)
      : [];
    await runServerCommand([...folders, ...options.commands], "inherit");
  } else {
    process.exitCode = await runTests(options);
  }
} catch (error) {
  console.error(`code: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 72;
}
process.exit();
