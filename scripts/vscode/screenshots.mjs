/**
 * Takes the pictures that the documentation shows.
 *
 *     node scripts/vscode/screenshots.mjs [--extension DIR] [--folder DIR] [--out DIR]
 */
import { cpSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import {
  focusProblems,
  goTo,
  hoverAt,
  openFile,
  runCommand,
  screenshot,
  useTheme,
  waitForSquiggle,
} from "./driver.mjs";
import { temporaryFolder } from "./cleanup.mjs";
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
    await waitForSquiggle(page, "warning");
    await focusProblems(page);
    await goTo(page, 88);
    await hoverAt(page, 78, 16);
  },
  "simulation.png": async ({ page }) => {
    await runCommand(page, "View: Toggle Panel Visibility");
    await runCommand(page, "View: Toggle Primary Side Bar Visibility");
    await openFile(page, "release.ambit-scenario.yaml");
    await runCommand(page, "Ambit: Simulate Agent");
    const frame = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
    await frame.locator(".call").nth(6).click();
    await frame.locator("div.details").waitFor();
  },
  "simulation-dark.png": ({ page }) => useTheme(page, "dark"),
  "simulation-contrast.png": ({ page }) => useTheme(page, "hc-dark"),
  "simulation-contrast-light.png": ({ page }) => useTheme(page, "hc-light"),
};

// A copy: the pictures show paths, and nobody's own are to be in them.
const temporary = temporaryFolder("pictures");
const folder = path.join(temporary.dir, "shop");
cpSync(path.resolve(values.folder), folder, { recursive: true });
const workbench = await openWorkbench({
  folder,
  extensionDevelopmentPath: [path.resolve(values.extension)],
  scale: 2,
  settings: {
    "editor.minimap.enabled": false,
    "editor.stickyScroll.enabled": false,
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
  temporary.remove();
}
