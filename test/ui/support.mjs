/** What the tests on the page share. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../../scripts/vscode/cleanup.mjs";
import { openBrowser, showWorkbench, startEditor } from "../../scripts/vscode/host.mjs";

/** @typedef {Awaited<ReturnType<typeof openFolder>>} Workbench */
/** @typedef {import("playwright-core").FrameLocator} Frame */

export const POLICY = `ambit: 1

agent: { id: tester, owner: tests@example.com, purpose: Hold the view to its word. }

rules:
  - id: read-sources
    allow: file.read
    path: "src/**"
    because: Notes quote the code.

  - id: no-secrets
    deny: file.read
    path: "**/.env"

  - id: history
    allow: shell
    command: "git log **"
`;

export const SCENARIO = `ambit-scenario: 1
name: Reads and secrets
policy: ./ambit.yaml
steps:
  - call: { tool: file.read, args: { path: src/a.ts } }
    expect: allow
  - call: { tool: file.read, args: { path: src/.env } }
    expect: allow
  - call: { tool: shell, args: { command: "git log -1 && cat src/.env" } }
`;

/**
 * Opens the editor on a folder with these files. Windows of the same settings share a server, and all share a browser: that takes half the time.
 * @param {Readonly<Record<string, string>>} files
 * @param {import("../../scripts/vscode/host.mjs").EditorOptions & import("../../scripts/vscode/host.mjs").OpenOptions} options
 */
export async function openFolder(files, options = {}) {
  const temporary = temporaryFolder("ui");
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(temporary.dir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const { extensionDevelopmentPath = [process.env["AMBIT_TEST_EXTENSION"] ?? "."], ...own } =
    options;
  const { server, context } = await editorOf(own);
  const page = await context.newPage();
  const close = async () => {
    await page.close();
    temporary.remove();
  };
  try {
    const open = { folder: temporary.dir, extensionDevelopmentPath };
    return { ...(await showWorkbench(page, server, open)), close, folder: temporary.dir };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Servers by what they were started with. @type {Map<string, Awaited<ReturnType<typeof startEditor>>>} */
const servers = new Map();
/** @type {Awaited<ReturnType<typeof openBrowser>> | undefined} */
let opened;
/** What a person has agreed to, and the audit, are kept here, and not in the home of who runs the tests. */
const state = temporaryFolder("state");

/** @param {import("../../scripts/vscode/host.mjs").EditorOptions} options */
async function editorOf(options) {
  const key = JSON.stringify(options);
  const env = { XDG_STATE_HOME: state.dir, ...options.env };
  const server = servers.get(key) ?? (await startEditor({ ...options, env }));
  servers.set(key, server);
  opened ??= await openBrowser();
  return { server, context: opened.page.context() };
}

after(async () => {
  await opened?.browser.close();
  for (const server of servers.values()) server.stop();
  state.remove();
});

/**
 * The page of the Simulation view.
 * @param {import("playwright-core").Page} page
 * @returns {Frame}
 */
export function view(page) {
  return page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

/**
 * Waits until `ask` gives what is wanted.
 * @template T
 * @param {() => Promise<T>} ask
 * @param {(answer: T) => boolean} wanted
 */
export async function until(ask, wanted) {
  const end = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`waited too long; last: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
