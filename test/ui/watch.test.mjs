import assert from "node:assert/strict";
import { goTo, isThere, runCommand } from "../../scripts/vscode/driver.mjs";
import { POLICY, until, watchCall, watchLabels, watchRows } from "./support.mjs";
import { openFolder } from "./windows.mjs";

/** @typedef {import("./windows.mjs").Workbench} Workbench */

const SETTINGS = `{
  "permissions": {
    "allow": ["Bash(npm test *)"]
  }
}
`;

describe("the view Watch", () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    workbench = await openFolder({ "ambit.yaml": POLICY, ".claude/settings.json": SETTINGS });
  });
  after(() => workbench.close());

  const rows = () => watchRows(workbench.page);
  const labels = () => watchLabels(workbench.page);

  it("keeps calls in view, decided by the policy that is edited, with the deciding rule", async () => {
    await workbench.openFile("ambit.yaml");
    await watchCall(workbench.page, "file.read src/a.ts");
    await watchCall(workbench.page, "git log -1");
    const found = await until(labels, (now) => now.length === 2);
    assert.deepEqual(found, [
      "allowed: file.read src/a.ts, by read-sources at ambit.yaml:6: Notes quote the code.",
      "allowed: shell git log -1, by history at ambit.yaml:15",
    ]);
  });

  it("flips while the policy is typed, unsaved, and says for some seconds what it was", async () => {
    const { page } = workbench;
    await workbench.openFile("ambit.yaml");
    await goTo(page, 7, 5);
    await page.keyboard.press("Shift+End");
    await page.keyboard.type("ask: file.rea");
    await until(labels, (now) => now[0]?.startsWith("denied") ?? false);
    await page.keyboard.type("d");
    await rows().nth(0).locator(".codicon-question").waitFor();
    const [flipped = ""] = await labels();
    assert.match(flipped, /^asked, was (allowed|denied): file\.read src\/a\.ts, by read-sources/);
    await rows().nth(0).locator(".label-name .highlight").first().waitFor();
    await rows().nth(0).locator(".highlight").first().waitFor({ state: "detached" });
    const [later = ""] = await labels();
    assert.match(later, /^asked: file\.read src\/a\.ts/);
    await rows().nth(0).locator(".highlight").first().waitFor({ state: "detached" });
  });

  it("says why when a call is pointed at", async () => {
    const { page } = workbench;
    const hover = page.locator(".monaco-hover", { hasText: "by history at ambit.yaml:15" });
    // A row that is drawn anew meanwhile shows nothing until it is pointed at again.
    await until(async () => {
      await page.mouse.move(0, 0);
      await rows().nth(1).hover();
      return isThere(hover.first(), 3_000);
    }, Boolean);
    const words = (await hover.first().innerText()).replaceAll(/\s+/g, " ");
    assert.equal(words.trim(), "allow shell git log -1 by history at ambit.yaml:15");
    await page.mouse.move(0, 0);
  });

  it("follows the agent's settings that are edited", async () => {
    await workbench.openFile(".claude/settings.json");
    await until(labels, (now) => now.some((one) => one.includes("commands that only read run")));
  });

  it("goes to the deciding rule, is edited and emptied by the keyboard", async () => {
    const { page } = workbench;
    await workbench.openFile("ambit.yaml");
    await until(labels, (now) => now[1]?.startsWith("allowed: shell git log") ?? false);
    await goTo(page, 1, 1);
    // A row that is drawn anew meanwhile hears nothing.
    await until(async () => {
      await rows().nth(1).click();
      return isThere(page.locator(".statusbar-item", { hasText: "Ln 15" }), 3_000);
    }, Boolean);
    const input = page.locator(".quick-input-widget input");
    await until(async () => {
      await rows().nth(1).click();
      await page.keyboard.press("F2");
      return isThere(input, 3_000);
    }, Boolean);
    assert.equal(await input.inputValue(), "shell git log -1");
    await input.fill("shell git push");
    await page.keyboard.press("Enter");
    await until(labels, (now) => now[1]?.startsWith("denied: shell git push") ?? false);
    await rows().nth(1).click();
    await page.keyboard.press("Delete");
    await until(labels, (now) => now.length === 1);
  });

  it("is emptied", async () => {
    await runCommand(workbench.page, "Ambit: Stop Watching All Calls");
    await workbench.page.locator(".pane", { hasText: "No call is watched yet" }).waitFor();
  });
});
