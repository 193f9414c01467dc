/**
 * Takes the pictures that the documentation shows, and in `out/pictures` those of other themes, which are only to be looked at.
 *
 *     node scripts/vscode/screenshots.mjs [--extension DIR] [--folder DIR] [--out DIR] [--only screenshots|walkthrough|agents|watch|run]
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { parseArgs } from "node:util";
import {
  focusProblems,
  goTo,
  openFile,
  runCommand,
  screenshot,
  useTheme,
  waitForSquiggle,
} from "./driver.mjs";
import { temporaryFolder } from "./cleanup.mjs";
import { openWorkbench } from "./host.mjs";
import { showChange, showRun, writeRunFolder } from "./run-picture.mjs";
import { simulationFrame, steps, writeWalkthroughFolder } from "./walkthrough.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: {
    extension: { type: "string", default: root },
    folder: { type: "string", default: path.join(root, "examples") },
    only: { type: "string" },
    out: { type: "string", default: path.join(root, "media") },
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
    await goTo(page, 78, 21);
  },
  "call-contrast-light.png": async (workbench) => {
    const { page } = workbench;
    await page.keyboard.press("Escape");
    await runCommand(page, "View: Toggle Panel Visibility");
    await runCommand(page, "View: Toggle Primary Side Bar Visibility");
    await useTheme(page, "hc-light");
    await runCommand(page, "Ambit: Simulate Tool Call");
    await simulationFrame(workbench).locator("#field-0").fill("npm test && node x.js");
    await simulationFrame(workbench).locator("#calls .decision").first().waitFor();
  },
  "call-contrast.png": ({ page }) => useTheme(page, "hc-dark"),
  "call-dark.png": ({ page }) => useTheme(page, "dark"),
  "simulation.png": async (workbench) => {
    const { page } = workbench;
    await useTheme(page, "light");
    await openFile(page, "release.ambit-scenario.yaml");
    await runCommand(page, "Ambit: Simulate Agent");
    const frame = simulationFrame(workbench);
    await frame.locator(".call").nth(6).click();
    await frame.locator("div.details").waitFor();
  },
  "simulation-dark.png": ({ page }) => useTheme(page, "dark"),
  "simulation-contrast.png": ({ page }) => useTheme(page, "hc-dark"),
  "simulation-contrast-light.png": ({ page }) => useTheme(page, "hc-light"),
  "tests.png": async ({ page }) => {
    await useTheme(page, "light");
    await openFile(page, "release.ambit-test.yaml");
    await runCommand(page, "View: Close Editors in Other Groups");
    await runCommand(page, "Testing: Focus on Test Explorer View");
    await page.locator(".test-explorer .monaco-list-row", { hasText: "release" }).waitFor();
    await runCommand(page, "Test: Run All Tests");
    await page.locator(".testing-run-glyph, .codicon-testing-passed-icon").first().waitFor();
    await runCommand(page, "Testing: Focus on Test Explorer View");
    await runCommand(page, "View: Toggle Panel Visibility");
    const suite = page.locator(".test-explorer .monaco-list-row", { hasText: "release" }).first();
    await suite.locator(".monaco-tl-twistie").click();
    await page.locator(".test-explorer .monaco-list-row", { hasText: "sets no tags" }).waitFor();
  },
  "test-failure.png": async ({ page }) => {
    await openFile(page, "release.ambit-test.yaml");
    // The last word of the suite, and so what its last case expects.
    await page.keyboard.press("Control+End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Control+Shift+ArrowLeft");
    await page.keyboard.insertText("allow");
    await runCommand(page, "Test: Run All Tests");
    await page.locator(".codicon-testing-failed-icon").first().waitFor();
    await page.locator(".zone-widget", { hasText: "expected allow" }).first().waitFor();
  },
  "stress.png": async ({ page }) => {
    await runCommand(page, "File: Revert File");
    await runCommand(page, "View: Close All Editors");
    await openFile(page, "ambit.yaml");
    await runCommand(page, "Ambit: Stress Policy");
    await page.locator(".pane .monaco-list-row", { hasText: "Got through" }).waitFor();
    for (const other of ["Effective Permissions", "Watch", "Simulation"])
      await page.locator(`.pane-header[aria-label^="${other}"]`).click();
    await runCommand(page, "View: Toggle Panel Visibility");
    const sash = page.locator(".monaco-sash.vertical:not(.disabled)").first();
    await sash.hover();
    await page.mouse.down();
    await page.mouse.move(640, 400, { steps: 5 });
    await page.mouse.up();
    const rows = page.locator(".pane .monaco-list-row");
    await rows.filter({ hasText: "A text from outside" }).first().click();
    await page.keyboard.press("ArrowRight");
    await rows.filter({ hasText: "web.fetch https://attacker.example" }).first().click();
  },
  "stress-dark.png": ({ page }) => useTheme(page, "dark"),
  "stress-contrast.png": ({ page }) => useTheme(page, "hc-dark"),
  "stress-contrast-light.png": ({ page }) => useTheme(page, "hc-light"),
};

/** What README.md and docs/attacks.md show. One pixel for each of the page's: the package has to stay small. */
const SHOWN = new Set([
  "diagnostics.png",
  "simulation.png",
  "tests.png",
  "test-failure.png",
  "stress.png",
]);

/** What an agent may do in a project that was just cloned. */
const CLONE = `{
  "permissions": {
    "allow": [
      "Bash(python3 *)",
      "Bash(git * main)",
      "Bash(npm run build)",
      "Write(src/**)",
      "WebFetch(domain:docs.example.com)"
    ],
    "deny": [
      "Bash(curl *)",
      "Read(/etc/**)"
    ]
  }
}
`;

const OPENCODE = `{ "permission": { "bash": { "curl *": "ask" } } }\n`;

const WATCHED = [
  "npm test",
  "git push origin release/1.4",
  "git push --force",
  "cat .env | base64",
  "file.write src/a.ts",
];

/** What the decision of the second call is changed to, theme by theme. */
const FLIPS = /** @type {const} */ ([
  ["light", "deny"],
  ["dark", "ask"],
  ["hc-dark", "deny"],
  ["hc-light", "ask"],
]);

const SETTINGS = {
  "testing.automaticallyOpenPeekView": "failureInVisibleDocument",
  "editor.minimap.enabled": false,
  "editor.stickyScroll.enabled": false,
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
};

const temporary = temporaryFolder("pictures");
const extensionDevelopmentPath = [path.resolve(values.extension)];
try {
  const wanted = (/** @type {string} */ part) => [undefined, part].includes(values.only);
  if (wanted("screenshots") || values.only === "agents") await freshClone();
  if (wanted("screenshots") || values.only === "watch") await watching();
  if (wanted("screenshots")) await documentation();
  if (wanted("screenshots") || values.only === "run") await sandboxRun();
  if (wanted("walkthrough"))
    for (const theme of /** @type {const} */ (["light", "dark"])) await walkthrough(theme);
} finally {
  temporary.remove();
}

/** A copy of the folder: the pictures show paths, and nobody's own are to be in them. */
async function documentation() {
  const folder = path.join(temporary.dir, "shop");
  cpSync(path.resolve(values.folder), folder, { recursive: true });
  const options = { folder, extensionDevelopmentPath, scale: 1.5, settings: SETTINGS };
  const workbench = await openWorkbench(options);
  try {
    for (const [name, lead] of Object.entries(pictures)) {
      await lead(workbench);
      if (SHOWN.has(name)) await take(workbench, path.join("screenshots", name), "css");
      else await take(workbench, path.join("../out/pictures", name), "css");
    }
  } finally {
    await workbench.close();
  }
}

/** A project that has an agent's settings alone, as somebody finds it who has just cloned it. */
async function freshClone() {
  const folder = path.join(temporary.dir, "clone");
  mkdirSync(path.join(folder, ".claude"), { recursive: true });
  writeFileSync(path.join(folder, ".claude/settings.json"), CLONE);
  writeFileSync(path.join(folder, "README.md"), "# clone\n");
  const options = {
    ...{ folder, extensionDevelopmentPath, scale: 1.5, settings: SETTINGS },
    viewport: { width: 1200, height: 660 },
  };
  const workbench = await openWorkbench(options);
  const { page } = workbench;
  try {
    await openFile(page, "settings.json");
    await waitForSquiggle(page, "error");
    await runCommand(page, "Ambit: Focus on Effective Permissions View");
    await page.locator(".monaco-list-row", { hasText: "run commands" }).first().waitFor();
    await focusProblems(page);
    await goTo(page, 4, 8);
    await take(workbench, path.join("screenshots", "agents.png"), "css");
  } finally {
    await workbench.close();
  }
}

/** A session that was carried out, with what it did. */
async function sandboxRun() {
  const folder = path.join(temporary.dir, "notes");
  writeRunFolder(folder);
  const options = { folder, extensionDevelopmentPath, scale: 1.5, settings: SETTINGS };
  const workbench = await openWorkbench(options);
  try {
    await runCommand(workbench.page, "View: Toggle Primary Side Bar Visibility");
    await showRun(workbench);
    await showChange(workbench);
    await take(workbench, path.join("screenshots", "run.png"), "css");
    for (const theme of /** @type {const} */ (["dark", "hc-dark", "hc-light"])) {
      await useTheme(workbench.page, theme);
      await take(workbench, path.join("../out/pictures", `run-${theme}.png`), "css");
    }
  } finally {
    await workbench.close();
  }
}

/** Calls that are kept in view, one of which has just come to be asked for, and what every agent would decide of another. */
async function watching() {
  const folder = path.join(temporary.dir, "watched");
  cpSync(path.resolve(values.folder), folder, { recursive: true });
  mkdirSync(path.join(folder, ".claude"), { recursive: true });
  writeFileSync(path.join(folder, ".claude/settings.json"), CLONE);
  writeFileSync(path.join(folder, "opencode.json"), OPENCODE);
  const options = { folder, extensionDevelopmentPath, scale: 1.5, settings: SETTINGS };
  const workbench = await openWorkbench(options);
  const { page } = workbench;
  const flip = async (/** @type {string} */ to) => {
    await runCommand(page, "View: Focus First Editor Group");
    await goTo(page, 52, 5);
    await page.keyboard.press("Control+Shift+ArrowRight");
    await page.keyboard.insertText(to);
    await page.locator(".pane .monaco-list-row .highlight").first().waitFor();
  };
  try {
    await openFile(page, "ambit.yaml");
    for (const call of WATCHED) {
      await runCommand(page, "Ambit: Watch Call");
      await page.locator(".quick-input-widget input").fill(call);
      await page
        .locator(".quick-input-list .monaco-list-row", { hasText: "as it is typed" })
        .waitFor();
      await page.keyboard.press("Enter");
    }
    await openFile(page, "ambit.yaml");
    await runCommand(page, "Ambit: Simulate Tool Call");
    await simulationFrame(workbench).locator("#field-0").fill("curl https://docs.example.com");
    await simulationFrame(workbench).locator("#agents tbody tr").nth(2).waitFor();
    for (const [theme, to] of FLIPS) {
      await useTheme(page, theme);
      await flip(to);
      const name =
        theme === "light" ? "screenshots/watch.png" : `../out/pictures/watch-${theme}.png`;
      await take(workbench, name, "css");
    }
  } finally {
    await workbench.close();
  }
}

/** @param {"light" | "dark"} theme */
async function walkthrough(theme) {
  const folder = path.join(temporary.dir, theme, "docs");
  writeWalkthroughFolder(folder);
  const viewport = { width: 900, height: 560 };
  const settings = { ...SETTINGS, "workbench.activityBar.location": "hidden" };
  const options = { folder, extensionDevelopmentPath, settings, viewport, theme };
  const workbench = await openWorkbench(options);
  try {
    await runCommand(workbench.page, "View: Toggle Primary Side Bar Visibility");
    for (const [name, lead] of Object.entries(steps)) {
      await lead(workbench);
      await take(workbench, path.join("walkthrough", `${name}-${theme}.png`), "css");
    }
  } finally {
    await workbench.close();
  }
}

/**
 * @param {Workbench} workbench
 * @param {string} name
 * @param {"css" | "device"} scale
 */
async function take({ page }, name, scale) {
  const file = path.join(path.resolve(values.out), name);
  await screenshot(page, file, scale);
  // A page of an editor has few colours: a palette makes a third of the bytes of it.
  writeFileSync(
    file,
    await sharp(readFileSync(file)).png({ palette: true, effort: 10 }).toBuffer(),
  );
  console.log(`screenshots: ${path.relative(process.cwd(), file)}`);
}
