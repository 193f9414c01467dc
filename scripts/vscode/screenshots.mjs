/**
 * Takes the pictures that the documentation shows.
 *
 *     node scripts/vscode/screenshots.mjs [--extension DIR] [--folder DIR] [--out DIR]
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { focusProblems, openFile, screenshot, waitForSquiggle } from "./driver.mjs";
import { openWorkbench } from "./host.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: {
    extension: { type: "string", default: root },
    folder: { type: "string", default: path.join(root, "examples") },
    out: { type: "string", default: path.join(root, "media", "screenshots") },
  },
});

/** @typedef {import('./host.mjs').Workbench} Workbench */

/**
 * Each picture by its file name, with the steps that lead to it.
 * @type {Record<string, (workbench: Workbench) => Promise<void>>}
 */
const pictures = {
  "diagnostics.png": async ({ page }) => {
    await openFile(page, "ambit.yaml");
    await waitForSquiggle(page);
    await focusProblems(page);
  },
};

const workbench = await openWorkbench({
  folder: values.folder,
  extensionDevelopmentPath: [path.resolve(values.extension)],
  scale: 2,
  settings: {
    "editor.minimap.enabled": false,
    "window.commandCenter": false,
    "workbench.layoutControl.enabled": false,
  },
});
try {
  for (const [name, steps] of Object.entries(pictures)) {
    await steps(workbench);
    const file = path.join(path.resolve(values.out), name);
    await screenshot(workbench.page, file);
    console.log(`screenshots: ${path.relative(process.cwd(), file)}`);
  }
} finally {
  await workbench.close();
}
