import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  goTo,
  hoverAt,
  isThere,
  runCommand,
  waitForSquiggle,
} from "../../scripts/vscode/driver.mjs";
import { until } from "./support.mjs";
import { openFolder } from "./windows.mjs";

/** @typedef {import("./windows.mjs").Workbench} Workbench */

const RULES = `prefix_rule(pattern=["python3"],)
`;
const SKILL = `---
name: notes
description: Writes notes.
allowed-tools: Read(docs/**),
---

Write notes.
`;

describe("while a person writes the files of agents", () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    workbench = await openFolder({
      // A workspace of its own, whatever lies around temporary folders.
      ".git/HEAD": "ref: refs/heads/main\n",
      "package.json": '{ "scripts": { "lint": "oxlint" } }\n',
      "docs/a.md": "",
      ".codex/rules/team.rules": RULES,
      ".claude/skills/notes/SKILL.md": SKILL,
    });
  });
  after(() => workbench.close());

  const lines = async () => {
    const texts = await workbench.page.locator(".monaco-editor .view-line").allInnerTexts();
    return texts.map((text) => text.replaceAll("\u00a0", " "));
  };
  const row = (/** @type {string} */ text) =>
    workbench.page.locator(".suggest-widget .monaco-list-row", { hasText: text }).first();

  it("an entry of a skill is chosen step by step", async () => {
    const { page } = workbench;
    // The server answers when the first findings are there.
    await workbench.openFile(".codex/rules/team.rules");
    await waitForSquiggle(page);
    await workbench.openFile(".claude/skills/notes/SKILL.md");
    await goTo(page, 4, 30);
    await page.keyboard.type(" ");
    await row("Bash()").waitFor();
    await page.keyboard.type("Ba");
    await row("Bash()").click();
    await row("Bash(npm run lint)").waitFor();
    await row("Bash(npm run lint)").click();
    const [line] = (await lines()).filter((one) => one.startsWith("allowed-tools"));
    assert.equal(line, "allowed-tools: Read(docs/**), Bash(npm run lint)");
  });

  it("a rule of Codex gets its next parameter and word, and its fix", async () => {
    const { page } = workbench;
    await workbench.openFile(".codex/rules/team.rules");
    await goTo(page, 1, 33);
    await page.keyboard.type(" ");
    await row("decision").waitFor();
    await page.keyboard.type("ma");
    await row("match").click();
    await row("python3").click();
    await until(lines, (now) => now.some((one) => one.includes('match=["python3"]')));
    // The finding is shown first, and what the server says a little later.
    const matches = page.locator(".monaco-hover", { hasText: "Matches python3, python3 a" });
    await until(async () => {
      await page.keyboard.press("Escape");
      await hoverAt(page, 1, 25);
      return isThere(matches.first(), 3_000);
    }, Boolean);
    await page.keyboard.press("Escape");
    await goTo(page, 1, 5);
    await runCommand(page, "Quick Fix...");
    await page
      .locator(".action-widget .monaco-list-row", { hasText: "Ask for it instead" })
      .click();
    await until(lines, (now) => now.some((one) => one.includes('decision="prompt"')));
    await runCommand(page, "File: Save");
    const file = path.join(workbench.folder, ".codex/rules/team.rules");
    const expected = 'prefix_rule(pattern=["python3"], match=["python3"], decision="prompt")\n';
    await until(
      () => Promise.resolve(readFileSync(file, "utf8")),
      (text) => text === expected,
    );
  });
});
