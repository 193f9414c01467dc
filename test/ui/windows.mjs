/**
 * The windows of the tests on the page. Loading one costs more than any test, so there is one for each kind of options, and a test
 * gets it with the files that it wants and nothing open.
 */
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../../scripts/vscode/cleanup.mjs";
import { closeEditors, openFile, runCommand } from "../../scripts/vscode/driver.mjs";
import { openBrowser, openPage, showWorkbench, startEditor } from "../../scripts/vscode/host.mjs";

/** @typedef {import("../../scripts/vscode/host.mjs").EditorOptions & import("../../scripts/vscode/host.mjs").OpenOptions} Options */
/** @typedef {Awaited<ReturnType<typeof openFolder>>} Workbench */
/** @typedef {Awaited<ReturnType<typeof openWindow>>} Window */

/** The version of the Claude Code that is installed where the tests run. */
export const INSTALLED_VERSION = "99.1.2";

/** A workspace that nobody has trusted. */
export const UNTRUSTED = {
  trust: true,
  settings: { "security.workspace.trust.startupPrompt": "never" },
};

const MODEL = path.resolve(import.meta.dirname, "fixtures/model-extension");

/** An editor that has a language model, the one of `fixtures/model-extension`. */
export const WITH_MODEL = {
  extensionsDir: temporaryFolder("extensions").dir,
  settings: { "chat.disableAIFeatures": false },
};

/** Windows by their options. @type {Map<string, Window>} */
const windows = new Map();
/** Servers by what they were started with. @type {Map<string, Awaited<ReturnType<typeof startEditor>>>} */
const servers = new Map();
/** @type {Awaited<ReturnType<typeof openBrowser>> | undefined} */
let opened;
/** What a person has agreed to, and the audit, are kept here, and not in the home of who runs the tests. */
const state = temporaryFolder("state");
const programs = temporaryFolder("programs");
let failures = 0;

/**
 * The window of these options, with these files in its folder. `close` closes the editors and empties the folder for the next who asks
 * for such a window; `closeWindow` closes it as a person does. A window in which a test has failed is not used again.
 * @param {Readonly<Record<string, string>>} files
 * @param {Options} options
 */
export async function openFolder(files, options = {}) {
  const key = JSON.stringify(options);
  const window = windows.get(key) ?? (await openWindow(options));
  windows.set(key, window);
  const { folder, page, server } = window;
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const failuresBefore = failures;
  const end = async () => {
    windows.delete(key);
    await page.context().close();
    window.remove();
  };
  const close = async () => {
    if (windows.get(key) !== window) return;
    if (failures > failuresBefore || !(await isCleared(window))) await end();
  };
  /** As a person closes it: its extensions are told, unlike when the page is closed at once. */
  const closeWindow = async () => {
    await page.goto("about:blank");
    await end();
  };
  const open = (/** @type {string} */ file) => openFile(page, path.join(folder, file));
  return { folder, page, server, openFile: open, close, closeWindow };
}

/**
 * Closes what is open, and empties the folder.
 * @param {Window} window
 */
async function isCleared({ page, folder }) {
  try {
    await closeEditors(page);
    await runCommand(page, "Notifications: Clear All Notifications");
  } catch {
    return false;
  }
  for (const name of readdirSync(folder))
    rmSync(path.join(folder, name), { recursive: true, force: true });
  return true;
}

/** @param {Options} options */
async function openWindow(options) {
  const { extensionDevelopmentPath = [process.env["AMBIT_TEST_EXTENSION"] ?? "."], ...own } =
    options;
  const server = await serverOf(own);
  const page = await newPage();
  const { dir: folder, remove } = temporaryFolder("ui");
  try {
    await showWorkbench(page, server, { folder, extensionDevelopmentPath });
    return { page, server, folder, remove };
  } catch (error) {
    await page.context().close();
    remove();
    throw error;
  }
}

async function newPage() {
  if (opened !== undefined) return openPage(opened.browser);
  opened = await openBrowser();
  return opened.page;
}

/** @param {import("../../scripts/vscode/host.mjs").EditorOptions} options */
async function serverOf(options) {
  const key = JSON.stringify(options);
  const env = {
    XDG_STATE_HOME: state.dir,
    PATH: `${programs.dir}${path.delimiter}${process.env["PATH"]}`,
  };
  const server = servers.get(key) ?? (await startEditor({ ...options, env }));
  servers.set(key, server);
  return server;
}

/** Programs of agents, as far as they can be found and asked for their version without being started. */
function installPrograms() {
  writeFileSync(path.join(programs.dir, "claude"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  const named = { name: "@anthropic-ai/claude-code", version: INSTALLED_VERSION };
  writeFileSync(path.join(programs.dir, "package.json"), JSON.stringify(named));
}

before(() => {
  installPrograms();
  const model = path.join(WITH_MODEL.extensionsDir, "ambit-tests.ambit-test-model-0.0.1");
  cpSync(MODEL, model, { recursive: true });
});

afterEach(function () {
  if (this.currentTest?.state === "failed") failures++;
});

after(async () => {
  await opened?.browser.close();
  for (const server of servers.values()) server.stop();
});
