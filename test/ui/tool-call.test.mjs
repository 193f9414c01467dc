import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { focusProblems, problems, runCommand } from "../../scripts/vscode/driver.mjs";
import { POLICY, SCENARIO, until, view } from "./support.mjs";
import { openFolder, UNTRUSTED } from "./windows.mjs";

/** @typedef {import("./windows.mjs").Workbench} Workbench */

const CATALOG = {
  "ambit-tools": 1,
  server: "github",
  tools: [
    {
      name: "merge",
      description: "Merges",
      inputSchema: {
        type: "object",
        properties: {
          owner: { type: "string", description: "Whose repository it is" },
          method: { enum: ["merge", "squash"] },
          draft: { type: "boolean" },
          count: { type: "integer" },
        },
        required: ["owner"],
      },
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
    await workbench.openFile("ambit.yaml");
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
      "wide.ambit.yaml": POLICY.replace('"git log **"', '"**"'),
      "src/a.ts": "",
      "day.ambit-scenario.yaml": SCENARIO,
      "hostile.ambit-scenario.yaml": HOSTILE,
      ".ambit/tools/github.json": JSON.stringify(CATALOG),
    };
    workbench = await openFolder(files, UNTRUSTED);
  });
  after(() => workbench.close());

  const calls = () => view(workbench.page).locator(".call");
  const form = (/** @type {string} */ selector) =>
    view(workbench.page).locator("#form").locator(selector);
  const title = (/** @type {RegExp} */ wanted) =>
    until(
      () => view(workbench.page).locator("#title").innerText(),
      (text) => wanted.test(text),
    );
  const said = (/** @type {RegExp} */ wanted) =>
    until(
      () => view(workbench.page).locator("#sum").innerText(),
      (text) => wanted.test(text),
    );
  const call = (/** @type {RegExp} */ wanted) =>
    until(
      async () => ((await calls().count()) > 0 ? calls().first().innerText() : ""),
      (text) => wanted.test(text),
    );

  it("shows its findings", async () => {
    const { page } = workbench;
    await workbench.openFile("ambit.yaml");
    await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).first().waitFor();
    await focusProblems(page);
    await until(
      () => problems(page),
      (all) => all.some(({ code }) => code === "unscoped-shell"),
    );
  });

  it("is simulated: one call, decided as it is typed, with everything about it", async () => {
    const { page } = workbench;
    await workbench.openFile("ambit.yaml");
    await runCommand(page, "Ambit: Simulate Tool Call");
    await said(/needs: command/);
    await until(
      () => form("#field-0:focus").count(),
      (count) => count === 1,
    );
    await page.keyboard.type("git log -1");
    await said(/The call is allowed/);
    await page.keyboard.type(" && cat .env");
    await said(/The call is denied/);
    await call(/shell git log -1 && cat \.env$/);
    const details = view(page).locator("div.details");
    await details.waitFor();
    assert.match(await details.innerText(), /no-secrets: it matches file\.read/);
    await page.keyboard.press("Enter");
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
    await form("#tool").selectOption("mcp:github/merge");
    await said(/needs: owner/);
    assert.equal(await form("#field-0").getAttribute("aria-required"), "true");
    await form("#field-0").fill("acme");
    await call(/mcp:github\/merge acme/);
    await form("#field-1").selectOption({ label: "squash" });
    await form("#field-2").press("Space");
    await form("#field-3").fill("1.5");
    await form(".complaint").filter({ hasText: "This is no whole number." }).waitFor();
    await said(/needs: count/);
    await form("#field-3").fill("2");
    await form("#as-json").click();
    assert.deepEqual(JSON.parse(await form("#field-0").inputValue()), {
      owner: "acme",
      method: "squash",
      draft: true,
      count: 2,
    });
    await form("#field-0").fill("[");
    await form(".complaint").filter({ hasText: "This is no JSON" }).waitFor();
  });

  it("completes the path of a file, and gives the last calls again", async () => {
    await form("#tool").selectOption("file.read");
    await form("#field-0").fill("src/");
    await until(
      () => form("#paths option").evaluateAll((all) => all.map((one) => one.getAttribute("value"))),
      (paths) => paths.join() === "src/a.ts",
    );
    await form("#field-0").fill("src/a.ts");
    await said(/The call is allowed/);
    const again = form("#recent option").filter({ hasText: "git log -1 && cat .env" });
    await form("#recent").selectOption((await again.getAttribute("value")) ?? "");
    assert.equal(await form("#tool").inputValue(), "shell");
    await said(/The call is denied/);
  });

  it("with a hostile scenario shows text, and does not hang", async () => {
    const { page } = workbench;
    await workbench.openFile("hostile.ambit-scenario.yaml");
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
