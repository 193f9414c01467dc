/**
 * The real VS Code, shown in a headless browser: for UI tests and screenshots.
 *
 *     const editor = await openWorkbench({ folder: 'examples', extensionDevelopmentPath: ['.'] });
 *     await editor.page.…          // see driver.mjs
 *     await editor.close();
 *
 * It is a remote workbench: in the extension host `env.uiKind` is Web,
 * `env.remoteName` the server's address and `env.appName` "code-server", while
 * folders still have file: URIs.
 */
import { chromium } from "playwright-core";
import { onPath } from "../setup/which.mjs";
import { temporaryFolder } from "./cleanup.mjs";
import { writeFontConfiguration } from "./fonts.mjs";
import { ensureInstalled } from "./install.mjs";
import { startServer } from "./server.mjs";
import { THEMES } from "./settings.mjs";
import { workbenchUrl } from "./url.mjs";

export { startServer } from "./server.mjs";
export { workbenchUrl } from "./url.mjs";

/**
 * @typedef {object} BrowserOptions
 * @property {{ width: number, height: number }} [viewport]
 * @property {number} [scale] pixels per CSS pixel
 */

/** @param {BrowserOptions} options */
export async function openBrowser(options = {}) {
  const temporary = temporaryFolder("browser");
  const args = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
  ];
  const browser = await chromium.launch({
    executablePath: onPath("chromium") ?? "/usr/bin/chromium",
    // Chromium refuses to run as root with its sandbox on.
    chromiumSandbox: process.getuid?.() !== 0,
    args,
    env: {
      .../** @type {Record<string, string>} */ (process.env),
      FONTCONFIG_FILE: writeFontConfiguration(temporary.dir),
      // Chromium leaves its lock folder behind when it is killed.
      TMPDIR: temporary.dir,
    },
    // Signals are the caller's: a handler here would exit before it cleans up.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  browser.on("disconnected", temporary.remove);
  return { browser, page: await openPage(browser, options) };
}

/**
 * A page that shares nothing with other pages: the servers all have the address 127.0.0.1, and one would send the other's cookies.
 * @param {import('playwright-core').Browser} browser
 * @param {BrowserOptions} options
 */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    deviceScaleFactor: options.scale ?? 1,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  return context.newPage();
}

/** @typedef {Awaited<ReturnType<typeof openWorkbench>>} Workbench */
/** @typedef {import('./server.mjs').ServerOptions & { theme?: import('./settings.mjs').Theme }} EditorOptions */
/** @typedef {import('./url.mjs').OpenOptions} OpenOptions */

/**
 * Starts a server and shows its workbench; installs VS Code first when missing.
 * @param {EditorOptions & BrowserOptions & OpenOptions} options
 */
export async function openWorkbench(options = {}) {
  const server = await startEditor(options);
  /** @type {import('playwright-core').Browser | undefined} */
  let browser;
  const close = async () => {
    await browser?.close().catch(() => undefined);
    server.stop();
  };
  try {
    const opened = await openBrowser(options);
    browser = opened.browser;
    return { ...(await showWorkbench(opened.page, server, options)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Starts a server; installs VS Code first when missing.
 * @param {EditorOptions} options
 */
export async function startEditor(options = {}) {
  await ensureInstalled();
  const theme = { "workbench.colorTheme": THEMES[options.theme ?? "light"].id };
  return startServer({ ...options, settings: { ...theme, ...options.settings } });
}

/**
 * Shows the workbench of a server on a page.
 * @param {import('playwright-core').Page} page
 * @param {import('./server.mjs').Server} server
 * @param {OpenOptions} options
 */
export async function showWorkbench(page, server, options) {
  const load = async () => {
    await page.goto(workbenchUrl(server.url, options), { waitUntil: "commit" });
    await page.waitForSelector(".monaco-workbench .part.statusbar", { timeout: 120_000 });
  };
  /** Changes user settings and loads the workbench anew, so that they count. */
  const changeSettings = async (/** @type {import('./settings.mjs').Settings} */ changes) => {
    server.changeSettings(changes);
    await load();
  };
  await load();
  return { page, server, changeSettings };
}
