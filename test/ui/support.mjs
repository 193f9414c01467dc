/** What the tests on the page share. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../../scripts/vscode/cleanup.mjs";
import { openWorkbench } from "../../scripts/vscode/host.mjs";

/** @typedef {import("../../scripts/vscode/host.mjs").Workbench} Workbench */
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
 * Opens the editor on a folder with these files.
 * @param {Readonly<Record<string, string>>} files
 * @param {Parameters<typeof openWorkbench>[0]} options
 */
export async function openFolder(files, options = {}) {
  const temporary = temporaryFolder("ui");
  const state = temporaryFolder("state");
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(temporary.dir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const workbench = await openWorkbench({
    folder: temporary.dir,
    extensionDevelopmentPath: [process.env["AMBIT_TEST_EXTENSION"] ?? "."],
    ...options,
    // What a person has agreed to, and the audit, are kept here, and not in the home of who runs the tests.
    env: { XDG_STATE_HOME: state.dir, ...options.env },
  });
  const close = async () => {
    await workbench.close();
    temporary.remove();
    state.remove();
  };
  return { ...workbench, close, folder: temporary.dir };
}

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
