/**
 * Drives the workbench as a person would. Every function takes the Playwright
 * page that openWorkbench() gives.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { THEMES } from "./settings.mjs";

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {'error' | 'warning' | 'info'} Severity */

const QUICK_INPUT = ".quick-input-widget input";

/**
 * Types into the quick input and accepts the first row that contains `row`.
 * @param {Page} page
 * @param {string} text
 * @param {string} row
 */
async function pick(page, text, row) {
  await page.locator(QUICK_INPUT).waitFor();
  await page.locator(QUICK_INPUT).fill(text);
  await accept(page, text, row);
}

/**
 * Accepts the first row that contains `row`.
 * @param {Page} page
 * @param {string} text what the quick input holds
 * @param {string} row
 */
async function accept(page, text, row) {
  await page.locator(".quick-input-list .monaco-list-row", { hasText: row }).first().click();
  await until(async () => (await typed(page)) !== text);
}

/** What the quick input holds; undefined when it is not shown. Asked at once: it may go at any time, with the whole window even. */
async function typed(/** @type {Page} */ page) {
  const [value] = await page
    .locator(QUICK_INPUT)
    .evaluateAll((inputs) =>
      inputs.flatMap((input) =>
        input.checkVisibility() && "value" in input ? [String(input.value)] : [],
      ),
    )
    .catch(() => []);
  return value;
}

/**
 * Polls a condition that the page has no event for.
 * @param {() => Promise<boolean>} condition
 */
async function until(condition) {
  const end = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error("the workbench did not answer in time");
    await sleep(50);
  }
}

/**
 * Runs a command by the title the palette shows, e.g. `View: Close Editor`.
 * @param {Page} page
 * @param {string} title
 */
export async function runCommand(page, title) {
  const text = `>${title}`;
  // What is still opening may take the focus, and the list closes: then once more.
  for (let tries = 0; tries < 4; tries++) {
    await page.keyboard.press("F1");
    const isTyped = await page
      .locator(QUICK_INPUT)
      .fill(text, { timeout: 5_000 })
      .then(
        () => true,
        () => false,
      );
    if (isTyped) break;
  }
  await accept(page, text, title);
}

/**
 * Opens a file by quick open. An absolute path is found at once and always; a name or a part of a path is looked for among the files that
 * the window knew when it was last asked.
 * @param {Page} page
 * @param {string} file
 */
export async function openFile(page, file) {
  const name = path.basename(file);
  const tab = page.locator(`.tab.active[data-resource-name="${name}"]`);
  // Rows move while they are sorted, and a click may hit the one that comes; what was found when the files were others, stays. Then once more.
  for (let tries = 0; tries < 4; tries++) {
    await page.keyboard.press("Control+P");
    await page.locator(QUICK_INPUT).waitFor();
    await page.locator(QUICK_INPUT).fill(file);
    const row = page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first();
    const isListed = await isThere(row);
    await sleep(150 * (tries + 1));
    await page.keyboard.press(isListed ? "Enter" : "Escape");
    if (isListed && (await isThere(tab))) break;
  }
  await tab.waitFor();
  await page.locator(".editor-group-container.active .view-lines").first().waitFor();
}

/**
 * Whether it is shown within some seconds.
 * @param {import('playwright-core').Locator} locator
 * @param {number} timeout in milliseconds
 */
export function isThere(locator, timeout = 5_000) {
  return locator.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}

/**
 * Puts the cursor at a position of the active editor; both count from 1.
 * @param {Page} page
 * @param {number} line
 * @param {number} column
 */
export async function goTo(page, line, column = 1) {
  await page.keyboard.press("Control+G");
  await page.locator(QUICK_INPUT).waitFor();
  await page.locator(QUICK_INPUT).fill(`:${line}:${column}`);
  await page.keyboard.press("Enter");
  await page.locator(QUICK_INPUT).waitFor({ state: "hidden" });
}

/**
 * The text that hovering over a position shows.
 * @param {Page} page
 * @param {number} line
 * @param {number} column
 */
export async function hoverAt(page, line, column) {
  await goTo(page, line, column);
  await runCommand(page, "Show or Focus Hover");
  const hover = page.locator(".monaco-editor .monaco-hover:not(.hidden)").first();
  await hover.waitFor();
  return (await hover.innerText()).trim();
}

/**
 * Waits until the active editor underlines something.
 * @param {Page} page
 * @param {Severity} severity
 * @param {number} timeout
 */
export async function waitForSquiggle(page, severity = "error", timeout = 30_000) {
  await page.locator(`.squiggly-${severity}`).first().waitFor({ state: "attached", timeout });
}

/** Closes what is open, unsaved texts too. */
export async function closeEditors(/** @type {Page} */ page) {
  // What stands before the editors is in the way of a command.
  await page.keyboard.press("Escape");
  const tabs = page.locator(".tabs-container .tab");
  if ((await tabs.count()) === 0) return;
  await runCommand(page, "View: Close All Editors");
  const dialog = page.locator(".monaco-dialog-box");
  await until(async () => {
    if ((await dialog.count()) > 0) {
      await dialog.locator(".monaco-button", { hasText: "Don't Save" }).click();
      await dialog.waitFor({ state: "detached" });
    }
    return (await tabs.count()) === 0;
  });
}

/** Opens the Problems view and waits for its rows. */
export async function focusProblems(/** @type {Page} */ page) {
  await runCommand(page, "Problems: Focus on Problems View");
  await page.locator(".markers-panel .monaco-list-row").first().waitFor();
}

/**
 * What the Problems view lists; it must be open.
 * @param {Page} page
 */
export async function problems(page) {
  const rows = page.locator(
    ".markers-panel .monaco-list-row:has(.marker-message-details-container)",
  );
  return rows.evaluateAll((elements) =>
    elements.map((element) => {
      const text = (/** @type {string} */ selector) =>
        element.querySelector(selector)?.textContent?.trim() ?? "";
      const icon = element.querySelector(".marker-icon .codicon")?.className ?? "";
      return {
        severity:
          /severity-?(error|warning|info)|codicon-(error|warning|info)/
            .exec(icon)
            ?.slice(1)
            .find(Boolean) ?? "",
        message: text(".marker-message"),
        source: text(".marker-source"),
        code: text(".marker-code"),
        position: text(".marker-line"),
      };
    }),
  );
}

/**
 * Changes the colour theme, through the theme picker.
 * @param {Page} page
 * @param {import('./settings.mjs').Theme} theme
 */
export async function useTheme(page, theme) {
  const { label, className } = THEMES[theme];
  await runCommand(page, "Preferences: Color Theme");
  await pick(page, label, label);
  await page.locator(`.monaco-workbench.${className}`).waitFor();
}

/**
 * The messages that wait in the notification centre. They do not pop up: the
 * smoke test driver, which the harness needs, turns that off.
 * @param {Page} page
 */
export async function notifications(page) {
  await runCommand(page, "Notifications: Show Notifications");
  const centre = page.locator(".notifications-center.visible");
  await centre.waitFor();
  const texts = await centre.locator(".notification-list-item-message").allInnerTexts();
  await runCommand(page, "Notifications: Hide Notifications");
  return texts;
}

/**
 * Saves a picture of the window, without hovers, once it has stopped changing. With the scale `css`
 * it has as many pixels as the page has points.
 * @param {Page} page
 * @param {string} file
 * @param {"css" | "device"} scale
 */
export async function screenshot(page, file, scale = "device") {
  // Away from anything that reacts to the mouse.
  await page.mouse.move(0, 0);
  let picture = await page.screenshot({ scale });
  for (let attempt = 0; attempt < 20; attempt++) {
    await sleep(250);
    const next = await page.screenshot({ scale });
    if (next.equals(picture)) break;
    picture = next;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, picture);
}
