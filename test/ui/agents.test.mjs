import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { openFile, runCommand } from "../../scripts/vscode/driver.mjs";
import { openFolder, POLICY, until, view } from "./support.mjs";

/** @typedef {Awaited<ReturnType<typeof openFolder>>} Workbench */

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
    await openFile(page, "ambit.yaml");
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
    await runCommand(page, "Ambit: Decide As");
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
    await choose("Mode: as the files set it");
    await choose("bypassPermissions");
    await entry("Mode: bypassPermissions").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".statusbar-item", { hasText: "mode bypassPermissions" }).waitFor();
    await view(page).locator("#field-0").fill("make all");
    await until(rows, (now) => now.some((row) => /^allow differs Claude Code/.test(row)));
    await runCommand(page, "Ambit: Decide As");
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
  const installed = fs.mkdtempSync(path.join(os.tmpdir(), "ambit-installed-"));
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    const program = path.join(installed, "claude");
    fs.writeFileSync(program, "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    const named = { name: "@anthropic-ai/claude-code", version: "99.1.2" };
    fs.writeFileSync(path.join(installed, "package.json"), JSON.stringify(named));
    const env = { PATH: `${installed}${path.delimiter}${process.env["PATH"]}` };
    workbench = await openFolder({ ".claude/settings.json": SETTINGS }, { env });
  });
  after(async () => {
    await workbench.close();
    fs.rmSync(installed, { recursive: true });
  });

  it("stands beside the one that its files are read as", async () => {
    const { page } = workbench;
    await openFile(page, "settings.json");
    await runCommand(page, "Ambit: Focus on Effective Permissions View");
    const row = page.locator(".monaco-list-row", { hasText: "yours is 99.1.2" });
    await row.waitFor();
    const label = await row.getAttribute("aria-label");
    assert.match(label ?? "", /^checked against [\d.]+, yours is 99\.1\.2$/);
    const agent = page.locator(".monaco-list-row", { hasText: "Claude Code" }).first();
    assert.match(await agent.innerText(), /checked against [\d.]+$/);
  });
});
