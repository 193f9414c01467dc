import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { openFile, runCommand } from "../../scripts/vscode/driver.mjs";
import { openFolder, POLICY, SCENARIO, until, view } from "./support.mjs";

/** @typedef {Awaited<ReturnType<typeof openFolder>>} Workbench */

const CATALOG = {
  tools: [
    {
      name: "merge",
      description: "Merges",
      inputSchema: { type: "object", properties: { owner: {} }, required: ["owner"] },
    },
  ],
};

/** Markup, a bidirectional override, and a line of 1 MB. */
const HOSTILE = `ambit-scenario: 1
name: "<img src=x onerror=alert(1)>\\u202e"
policy: ./ambit.yaml
steps:
  - call: { tool: "tool:<script>document.title='x'</script>", args: { "<b>": "\\u202e</code><h1>x" } }
  - call: { tool: shell, args: { command: "git log ${"x".repeat(1_000_000)}" } }
  - call: { tool: file.read, args: { path: "src/<a href='command:x'>.ts" } }
`;

describe("Ambit: New Policy…", () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    workbench = await openFolder({ "ambit.yaml": POLICY.replace(/ owner: [^,]*,/, "") });
  });
  after(() => workbench.close());

  const start = async (/** @type {string} */ file) => {
    const { page } = workbench;
    const input = page.locator(".quick-input-widget input");
    await openFile(page, "ambit.yaml");
    await runCommand(page, "Ambit: New Policy");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "inbox" }).click();
    await until(
      () => input.inputValue(),
      (value) => value === "ambit.yaml",
    );
    await input.fill(file);
    await page.keyboard.press("Enter");
  };
  const text = (/** @type {string} */ file) =>
    readFileSync(path.join(workbench.folder, file), "utf8");

  it("writes a template to the file that is named", async () => {
    await start("agents/inbox.ambit.yaml");
    await workbench.page.locator('.tab.active[data-resource-name="inbox.ambit.yaml"]').waitFor();
    assert.match(text("agents/inbox.ambit.yaml"), /^ {2}id: inbox$/m);
  });

  it("replaces nothing that is there without a person's yes", async () => {
    const { page } = workbench;
    const before = text("ambit.yaml");
    await start("ambit.yaml");
    const dialog = page.locator(".monaco-dialog-box");
    await dialog.getByText("ambit.yaml is there already. Replace it?").waitFor();
    await dialog.getByText("Cancel", { exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    assert.equal(text("ambit.yaml"), before);
  });

  it("leaves the count of findings in the status bar, which opens Problems", async () => {
    const { page } = workbench;
    const item = page.locator('.statusbar-item[id^="ambit.ambit"]');
    await until(
      () => item.getAttribute("aria-label"),
      (label) => /^Ambit: 0 errors and 1 warning in this workspace/.test(label ?? ""),
    );
    await item.click();
    await page.locator(".markers-panel .monaco-list-row").first().waitFor();
  });
});

describe("a workspace that is not trusted", () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    const files = {
      "ambit.yaml": POLICY,
      "day.ambit-scenario.yaml": SCENARIO,
      "hostile.ambit-scenario.yaml": HOSTILE,
      ".ambit/tools/github.json": JSON.stringify(CATALOG),
    };
    const settings = { "security.workspace.trust.startupPrompt": "never" };
    workbench = await openFolder(files, { trust: true, settings });
  });
  after(() => workbench.close());

  const calls = () => view(workbench.page).locator(".call");
  const input = () => workbench.page.locator(".quick-input-widget input");
  const answer = async (/** @type {string} */ text) => {
    await input().waitFor();
    await input().fill(text);
    await workbench.page.keyboard.press("Enter");
  };
  const pick = async (/** @type {string} */ text) => {
    await input().waitFor();
    await input().fill(text);
    const rows = workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: text });
    await rows.first().click();
  };
  const title = (/** @type {RegExp} */ wanted) =>
    until(
      () => view(workbench.page).locator("#title").innerText(),
      (text) => wanted.test(text),
    );

  it("is simulated: one call, with everything about it", async () => {
    const { page } = workbench;
    await openFile(page, "ambit.yaml");
    await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).first().waitFor();
    await runCommand(page, "Ambit: Simulate Tool Call");
    await pick("shell");
    await answer("git log -1 && cat .env");
    await calls().first().waitFor();
    await title(/^shell git log -1 && cat \.env$/);
    const details = view(page).locator("div.details");
    await details.waitFor();
    assert.match(await details.innerText(), /no-secrets: it matches file\.read/);
    await view(page).locator("#copy").click();
    const copied = await until(
      () => page.evaluate("navigator.clipboard.readText()"),
      (text) => String(text).startsWith("ambit"),
    );
    assert.equal(
      copied,
      `ambit explain --policy ambit.yaml --call '{"tool":"shell","args":{"command":"git log -1 && cat .env"}}'`,
    );
  });

  it("offers the tools of its catalogs, and checks their arguments", async () => {
    const { page } = workbench;
    await openFile(page, "ambit.yaml");
    await runCommand(page, "Ambit: Simulate Tool Call");
    await pick("mcp:github/merge");
    await until(
      () => input().inputValue(),
      (value) => value === '{ "owner": "" }',
    );
    await input().fill("{}");
    await page.locator(".quick-input-message", { hasText: "`owner` is required" }).waitFor();
    await answer('{ "owner": "acme" }');
    await title(/^mcp:github\/merge acme$/);
    await openFile(page, "ambit.yaml");
    await runCommand(page, "Ambit: Simulate Tool Call");
    await pick("git log -1 && cat .env");
    await title(/^shell git log/);
  });

  it("with a hostile scenario shows text, and does not hang", async () => {
    const { page } = workbench;
    await openFile(page, "hostile.ambit-scenario.yaml");
    await runCommand(page, "Ambit: Simulate Agent");
    await title(/^<img src=x onerror=alert\(1\)>\\u\{202e\}$/);
    assert.equal(await calls().count(), 3);
    await calls().nth(0).click();
    await calls().nth(1).click();
    await until(
      () => view(page).locator("div.details").count(),
      (count) => count === 2,
    );
    const text = await view(page).locator("div.details").nth(1).innerText();
    assert.match(text, /… \(the first 2000 of 1000008 characters\)/);
    const foreign = view(page).locator("img, a, #title *, #calls :is(script, h1, b)");
    assert.equal(await foreign.count(), 0);
    const all = await view(page).locator("body").innerText();
    assert.doesNotMatch(all, /\u202e/);
    assert.match(all, /<script>document\.title='x'<\/script>/);
    assert.ok(all.length < 50_000, `the page holds ${all.length} characters`);
  });
});
