import assert from "node:assert/strict";
import { goTo, runCommand } from "../../scripts/vscode/driver.mjs";
import { until } from "./support.mjs";
import { openFolder } from "./windows.mjs";

/** @typedef {import("./windows.mjs").Workbench} Workbench */

const POLICY = `ambit: 1
agent: { id: bot, owner: a@example.com }
rules:
  - { id: read, allow: file.read, path: "src/**" }
  - { id: find, allow: web.search }
  - id: get
    allow: shell
    command: "curl **"
`;

describe("the view Stress", () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    workbench = await openFolder({ "ambit.yaml": POLICY });
  });
  after(() => workbench.close());

  const pane = () => workbench.page.locator(".pane", { hasText: "Stress" }).last();
  const rows = () => pane().locator(".monaco-list-row");
  const labels = () =>
    rows().evaluateAll((found) => found.map((row) => row.getAttribute("aria-label") ?? ""));

  it("lists what got through, each with the calls and the rules", async () => {
    const { page } = workbench;
    await workbench.openFile("ambit.yaml");
    await runCommand(page, "Ambit: Stress Policy");
    const found = await until(labels, (now) => now.length > 3);
    assert.match(found[0] ?? "", /^Got through, \d+/);
    const attack = rows().filter({ hasText: "by a command such as curl" });
    await attack.click();
    await page.keyboard.press("ArrowRight");
    const calls = await until(labels, (now) => now.some((label) => label.includes("shell curl")));
    const call = calls.find((label) => label.includes("shell curl")) ?? "";
    assert.match(call, /^allow: shell curl -s .*, by get at ambit\.yaml:6/);
  });

  it("goes to the line of the rule", async () => {
    await rows().filter({ hasText: "shell curl" }).first().click();
    const { page } = workbench;
    await page.locator(".statusbar", { hasText: "Ln 6" }).waitFor();
  });

  it("tries the attacks again as the policy is typed, unsaved", async () => {
    const { page } = workbench;
    await goTo(page, 7, 5);
    await page.keyboard.press("Shift+End");
    await page.keyboard.type("ask: shell");
    await until(labels, (now) =>
      now.every((label) => !label.includes("by a command such as curl")),
    );
    const found = await labels();
    assert.ok(found.some((label) => /^Asked: only a prompt stands in the way, \d+/.test(label)));
  });
});
