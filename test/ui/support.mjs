/** What the tests on the page share. */
import { runCommand } from "../../scripts/vscode/driver.mjs";

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
 * The page of the Simulation view.
 * @param {import("playwright-core").Page} page
 * @returns {Frame}
 */
export function view(page) {
  return page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

/** @typedef {import("playwright-core").Page} Page */

/** The rows of the view Watch. */
export function watchRows(/** @type {Page} */ page) {
  return page.locator(".pane", { hasText: "Watch" }).locator(".monaco-list-row");
}

/** What the rows of the view Watch say. */
export function watchLabels(/** @type {Page} */ page) {
  return watchRows(page).evaluateAll((found) =>
    found.map((row) => row.getAttribute("aria-label") ?? ""),
  );
}

/**
 * Has a call watched, as it is typed.
 * @param {Page} page
 * @param {string} call
 */
export async function watchCall(page, call) {
  await runCommand(page, "Ambit: Watch Call");
  await page.locator(".quick-input-widget input").fill(call);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "as it is typed" }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

/** Reloads the window, as a person does who has saved everything. */
export async function reload(/** @type {Page} */ page) {
  await runCommand(page, "File: Save All Files");
  await runCommand(page, "Developer: Reload Window");
  const statusBar = page.locator(".monaco-workbench .part.statusbar");
  await statusBar.waitFor({ state: "detached" });
  await statusBar.waitFor({ timeout: 60_000 });
}

/**
 * Waits until `ask` gives what is wanted.
 * @template T
 * @param {() => Promise<T>} ask
 * @param {(answer: T) => boolean} wanted
 * @param {number} timeout in milliseconds
 */
export async function until(ask, wanted, timeout = 20_000) {
  const end = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`waited too long; last: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
