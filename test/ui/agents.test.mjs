import assert from "node:assert/strict";
import { runCommand } from "../../scripts/vscode/driver.mjs";
import { POLICY, until, view } from "./support.mjs";
import { INSTALLED_VERSION, openFolder } from "./windows.mjs";

/** @typedef {import("./windows.mjs").Workbench} Workbench */

const SETTINGS = `{
  "permissions": {
    "allow": ["Bash(git log *)"],
    "deny": ["Bash(git push *)"]
  }
}
`;

describe("one call, every agent, in the Simulation view", () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    workbench = await openFolder({
      "ambit.yaml": POLICY,
      ".claude/settings.json": SETTINGS,
      "opencode.json": '{ "permission": { "bash": { "git push *": "ask" } } }\n',
    });
  });
  after(() => workbench.close());

  const table = () => view(workbench.page).locator("#agents tbody tr");
  const rows = async () => {
    const texts = await table().allInnerTexts();
    return texts.map((text) => text.replace(/\s+/g, " ").trim());
  };

  it("has a row for each, with its deciding rule, and marks what differs", async () => {
    const { page } = workbench;
    await workbench.openFile("ambit.yaml");
    await runCommand(page, "Ambit: Simulate Tool Call");
    await view(page).locator("#field-0").fill("git push origin");
    const found = await until(
      rows,
      (now) => now.length === 3 && now.some((row) => /differs/.test(row)),
    );
    assert.deepEqual(found.toSorted(), [
      "ask differs opencode by bash: git push * at opencode.json:1",
      "deny Claude Code by Bash(git push *) at .claude/settings.json:4",
      "deny tester no rule grants it, by ambit.yaml",
    ]);
    assert.equal(
      await view(page).locator("#agents [role=status]").innerText(),
      "1 of 3 differ from what is decided here.",
    );
  });

  it("is decided in other circumstances where the person wants it so", async () => {
    const { page } = workbench;
    const decideAs = async () => {
      // The form had the focus: it would take it back when the palette closes, and the list would close with it.
      await page.locator('.tab[data-resource-name="ambit.yaml"]').click();
      await runCommand(page, "Ambit: Decide As");
    };
    const entry = (/** @type {string} */ text) =>
      page.locator(".quick-input-list .monaco-list-row", { hasText: text });
    // Typed, and not clicked: rows move while the list is shown.
    const choose = async (/** @type {string} */ text) => {
      // One list closes before the next one opens: what is typed is for the one that has the entry.
      await entry(text).waitFor();
      await page.locator(".quick-input-widget input").fill(text);
      await entry(text).waitFor();
      await page.keyboard.press("Enter");
    };
    await decideAs();
    await choose("Mode: as the files set it");
    await choose("bypassPermissions");
    await entry("Mode: bypassPermissions").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".statusbar-item", { hasText: "mode bypassPermissions" }).waitFor();
    await view(page).locator("#field-0").fill("make all");
    await until(rows, (now) => now.some((row) => /^allow differs Claude Code/.test(row)));
    await decideAs();
    await choose("As usual");
    await page.keyboard.press("Escape");
    await until(rows, (now) => now.some((row) => /^ask differs Claude Code/.test(row)));
    await view(page).locator("#field-0").fill("git push origin");
    await until(rows, (now) => now.some((row) => row.includes(".claude/settings.json:4")));
  });

  it("leads to the rule of another agent", async () => {
    const { page } = workbench;
    await view(page).locator("#agents .link", { hasText: ".claude/settings.json:4" }).click();
    await page.locator('.tab.active[data-resource-name="settings.json"]').waitFor();
    await page.locator(".statusbar-item", { hasText: "Ln 4" }).waitFor();
  });
});

describe("the version of an agent in Effective Permissions", () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    workbench = await openFolder({ ".claude/settings.json": SETTINGS });
  });
  after(() => workbench.close());

  it("stands beside the one that its files are read as", async () => {
    const { page } = workbench;
    await workbench.openFile(".claude/settings.json");
    await runCommand(page, "Ambit: Focus on Effective Permissions View");
    const row = page.locator(".monaco-list-row", { hasText: `yours is ${INSTALLED_VERSION}` });
    await row.waitFor();
    const label = await row.getAttribute("aria-label");
    const [, version] = /^checked against [\d.]+, yours is (.+)$/.exec(label ?? "") ?? [];
    assert.equal(version, INSTALLED_VERSION);
    const agent = page.locator(".monaco-list-row", { hasText: "Claude Code" }).first();
    assert.match(await agent.innerText(), /checked against [\d.]+$/);
  });
});
