/** The picture of a run in the sandbox: a small project whose tests do more than they say. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openFile, runCommand } from "./driver.mjs";
import { simulationFrame } from "./walkthrough.mjs";

/** @typedef {import('./host.mjs').Workbench} Workbench */

const POLICY = `ambit: 1
agent: { id: notes-bot, owner: docs@example.com, purpose: Keep the notes true. }

rules:
  - id: read
    allow: file.read
    path: "**"

  - id: no-secrets
    deny: [file.read, file.write]
    path: "**/.env*"

  - id: notes
    allow: file.write
    path: docs/notes.md

  - id: checks
    allow: shell
    command: npm test
    files: any
`;

const SCENARIO = `ambit-scenario: 1
name: The notes are brought up to date
policy: ./ambit.yaml
steps:
  - call: { tool: file.read, args: { path: docs/notes.md } }
  - call: { tool: file.read, args: { path: .env } }
  - call:
      tool: file.write
      args: { path: docs/notes.md, content: "# Notes\\nAll checks pass since today.\\n" }
  - call: { tool: shell, args: { command: npm test } }
`;

const TEST = `const { appendFileSync, readFileSync } = require("node:fs");
const token = readFileSync(".env", "utf8");
appendFileSync("docs/notes.md", "The checks ran.\\n");
console.log("2 checks, 2 passed");
`;

const FILES = {
  "ambit.yaml": POLICY,
  "notes.ambit-scenario.yaml": SCENARIO,
  "package.json": JSON.stringify({ name: "notes", scripts: { test: "node test.js" } }),
  "test.js": TEST,
  "docs/notes.md": "# Notes\nNothing is known yet.\n",
  ".env": "TOKEN=example\n",
  ".npmrc": "update-notifier=false\nloglevel=error\n",
};

/** Writes the project. */
export function writeRunFolder(/** @type {string} */ folder) {
  for (const [name, text] of Object.entries(FILES)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/**
 * Runs its session, and shows what became of it.
 * @param {Workbench} workbench
 */
export async function showRun(workbench) {
  const { page } = workbench;
  await openFile(page, "notes.ambit-scenario.yaml");
  await runCommand(page, "Ambit: Run Scenario in Sandbox");
  const dialog = page.locator(".monaco-dialog-box");
  await dialog.locator(".monaco-button", { hasText: "Run" }).first().click();
  await simulationFrame(workbench).locator("#changes").waitFor();
}

/**
 * Shows what the run has changed in a file.
 * @param {Workbench} workbench
 */
export async function showChange(workbench) {
  const { page } = workbench;
  await simulationFrame(workbench).locator("#changes .link").first().click();
  await page.locator(".monaco-diff-editor .view-line", { hasText: "today" }).first().waitFor();
  await simulationFrame(workbench)
    .locator("#layers")
    .evaluate((end) => end.scrollIntoView({ block: "end" }));
}
