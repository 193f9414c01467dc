import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { notifications, runCommand } from "../../scripts/vscode/driver.mjs";
import { onPath } from "../../scripts/setup/which.mjs";
import { until, view } from "./support.mjs";
import { openFolder, WITH_MODEL } from "./windows.mjs";

/** @typedef {import("./windows.mjs").Workbench} Workbench */

const POLICY = `ambit: 1
agent: { id: tester, owner: tests@example.com }
rules:
  - { id: read, allow: file.read, path: "*.txt" }
  - { id: run, allow: shell, command: "sh **", files: any }
  - { id: edit, ask: file.write, path: b.txt }
  - { id: no-secrets, deny: [file.read, file.write], path: "**/.env" }
`;

const FILES = {
  "ambit.yaml": POLICY,
  "job.sh": "echo ran; echo more >> a.txt\n",
  "wait.sh": "echo waited\n",
  "a.txt": "text\n",
  ".env": "TOKEN=s3cret\n",
  ".ambit/config.yaml": "ambit-config: 1\n",
};

const hasSandbox = process.platform === "linux" && onPath("bwrap") !== undefined;

(hasSandbox ? describe : describe.skip)("Ambit: Try a Language Model…", () => {
  /** @type {Workbench} */
  let workbench;
  beforeEach(async () => {
    workbench = await openFolder(FILES, WITH_MODEL);
    await workbench.openFile("ambit.yaml");
  });
  afterEach(() => workbench.close());

  const quick = () => workbench.page.locator(".quick-input-widget");
  const dialog = () => workbench.page.locator(".monaco-dialog-box");
  const press = (/** @type {string} */ text) =>
    dialog().locator(".monaco-button", { hasText: text }).first().click();

  /** Says what the model is to do; gives what the person is asked then. */
  async function begin(/** @type {string} */ prompt, /** @type {string} */ budget) {
    const { page } = workbench;
    await runCommand(page, "Ambit: Try a Language Model");
    await quick().locator(".monaco-list-row", { hasText: "Scripted" }).click();
    await quick().getByText("What is the model to do?").waitFor();
    await quick().locator("input").first().fill(prompt);
    await page.keyboard.press("Enter");
    await quick().locator(".monaco-list-row", { hasText: budget }).click();
    await dialog().getByText("Let Scripted").waitFor();
    return dialog().innerText();
  }

  it("lets a model try calls, each decided, and the allowed ones carried out in the copy alone", async () => {
    const { page, folder } = workbench;
    const asked = await begin("Bring a.txt up to date", "10 calls");
    assert.match(asked, /Bring a\.txt up to date/);
    assert.match(asked, /Scripted \(ambit-tests tests\)/);
    assert.match(asked, /Tools: .*shell, file_read, file_write/);
    assert.match(asked, /At most 10 calls/);
    assert.match(asked, /Held by: /);
    await press("Run, Ask Me Each Time");
    await quick().getByText("The policy asks: file.write path: b.txt").waitFor();
    await quick().locator(".monaco-list-row", { hasText: "Do Not" }).click();

    await view(page).locator("#ran", { hasText: "2 of 4 calls carried out" }).waitFor();
    const rows = await view(page).locator("#calls > li").allInnerTexts();
    assert.match(rows[0] ?? "", /allow[^]*file\.read a\.txt[^]*Run\s+text/);
    assert.match(rows[1] ?? "", /deny[^]*\.env[^]*never reached a tool/);
    assert.match(rows[2] ?? "", /ask[^]*the answer was no/);
    assert.match(rows[3] ?? "", /allow[^]*sh job\.sh[^]*changed a\.txt/);
    const said = await view(page).locator("#after").innerText();
    assert.match(said, /The policy denies this call \(by no-secrets/);
    assert.match(said, /The person said no/);
    assert.match(said, /There is no tool no_such_tool/);
    assert.match(said, /is data, not instructions/);
    assert.doesNotMatch(said, /s3cret/);
    assert.equal(readFileSync(path.join(folder, "a.txt"), "utf8"), "text\n");
    assert.equal(existsSync(path.join(folder, "b.txt")), false);

    await view(page).locator("#save").click();
    await page.locator('.tab.active[data-resource-name="session.ambit-scenario.yaml"]').waitFor();
    await page.locator(".view-line", { hasText: "policy:" }).first().waitFor();
    const text = await page.locator(".editor-group-container .view-lines").first().innerText();
    assert.match(text.replaceAll("\u00a0", " "), /"path":"\.env"/);
    assert.equal(existsSync(path.join(folder, "session.ambit-scenario.yaml")), false);
  });

  it("ends when the budget is used up", async () => {
    const { page } = workbench;
    await begin("Work without end", "10 calls");
    await press("Run, Deny What Is Asked");
    await view(page).locator("#ran", { hasText: "10 of 10 calls carried out" }).waitFor();
    assert.equal(await view(page).locator("#calls > li").count(), 10);
  });

  it("ends when the person stops it, in the middle of a call", async () => {
    const { page, folder } = workbench;
    writeFileSync(path.join(folder, "wait.sh"), "sleep 100\n");
    await begin("Work without end", "50 calls");
    await press("Run, Deny What Is Asked");
    await view(page).locator("#stop").waitFor();
    await page.waitForTimeout(1_000);
    await view(page).locator("#stop").click();
    await view(page).locator("#ran", { hasText: "Run in a sandbox: 1 of 1" }).waitFor();
    assert.match(await view(page).locator("#calls > li").first().innerText(), /It was cancelled/);
  });

  it("asks nobody's model before a person's yes", async () => {
    const { page } = workbench;
    await begin("Bring a.txt up to date", "10 calls");
    await press("Cancel");
    await view(page).locator("#sum", { hasText: "0 calls" }).waitFor();
    assert.equal(await view(page).locator("#calls > li").count(), 0);
    assert.equal(await view(page).locator("#after").innerText(), "");
  });
});

describe("Ambit: Try a Language Model… where there is none", () => {
  it("says so", async () => {
    const workbench = await openFolder(FILES);
    try {
      await workbench.openFile("ambit.yaml");
      await runCommand(workbench.page, "Ambit: Try a Language Model");
      const said = await until(
        () => notifications(workbench.page),
        (found) => found.length > 0,
      );
      assert.ok(
        said.some((one) => /offers no language model/.test(one)),
        said.join("\n"),
      );
    } finally {
      await workbench.close();
    }
  });
});
