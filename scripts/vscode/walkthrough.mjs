/** The pictures of the walkthrough: small windows on a small policy, in a light and a dark theme. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { focusProblems, goTo, openFile, runCommand, waitForSquiggle } from "./driver.mjs";

/** @typedef {import('./host.mjs').Workbench} Workbench */

const POLICY = `ambit: 1
agent: { id: docs-bot, owner: docs@example.com, purpose: Keep the documentation true. }

rules:
  - id: read
    allow: file.read
    path: "**"

  - id: no-secrets
    deny: [file.read, file.write]
    path: ["**/.env*", "**/*.pem"]

  - id: write
    allow: file.write
    path: ["docs/**", CHANGELOG.md]

  - id: history
    allow: shell
    command: "git {status,log,diff} **"

  - id: checks
    allow: shell
    command: "node **"
`;

const SCENARIO = `ambit-scenario: 1
name: A page is corrected
policy: ./ambit.yaml
steps:
  - call: { tool: file.read, args: { path: docs/start.md } }
  - call: { tool: file.write, args: { path: docs/start.md } }
  - call: { tool: shell, args: { command: git diff | cat - .env } }
  - call: { tool: shell, args: { command: npm publish } }
`;

const PACKAGE = { scripts: { build: "tsc", lint: "eslint .", spell: "cspell docs" } };

const FILES = ["CHANGELOG.md", "docs/start.md", "docs/api.md", "src/index.ts", ".env"];

/** Writes the workspace that the pictures show. */
export function writeWalkthroughFolder(/** @type {string} */ folder) {
  const write = (/** @type {string} */ name, /** @type {string} */ text) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  for (const name of FILES) write(name, "");
  write("package.json", JSON.stringify(PACKAGE));
  write("ambit.yaml", POLICY);
  write("day.ambit-scenario.yaml", SCENARIO);
}

/** The page of the Simulation view. */
export function simulationFrame(/** @type {Workbench} */ { page }) {
  return page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

/**
 * Each picture by the id of its step, with what leads to it.
 * @type {Record<string, (workbench: Workbench) => Promise<void>>}
 */
export const steps = {
  policy: async ({ page }) => {
    await openFile(page, "ambit.yaml");
    await runCommand(page, "Ambit: New Policy");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "inbox" }).waitFor();
  },
  findings: async ({ page }) => {
    await page.keyboard.press("Escape");
    await waitForSquiggle(page, "error");
    await focusProblems(page);
    await goTo(page, 23, 16);
  },
  write: async ({ page }) => {
    await runCommand(page, "View: Toggle Panel Visibility");
    await page.keyboard.press("Escape");
    await goTo(page, 23, 14);
    await page.keyboard.press("Shift+End");
    await page.keyboard.type("npm run ");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Space");
    await page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor();
  },
  call: async (workbench) => {
    const { page } = workbench;
    await page.keyboard.press("Escape");
    await goTo(page, 1, 1);
    await runCommand(page, "Ambit: Simulate Tool Call");
    const frame = simulationFrame(workbench);
    await frame.locator("#field-0").fill("git log -1 && cat .env");
    await frame.locator("#calls .decision.deny").first().waitFor();
  },
  session: async (workbench) => {
    const { page } = workbench;
    await openFile(page, "day.ambit-scenario.yaml");
    await runCommand(page, "Ambit: Simulate Agent");
    await simulationFrame(workbench).locator(".call").nth(3).waitFor();
  },
};
