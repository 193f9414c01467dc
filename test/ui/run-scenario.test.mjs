import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { notifications, runCommand } from "../../scripts/vscode/driver.mjs";
import { onPath } from "../../scripts/setup/which.mjs";
import { until, view } from "./support.mjs";
import { openFolder, UNTRUSTED, WITH_MODEL } from "./windows.mjs";

/** @typedef {import("./windows.mjs").Workbench} Workbench */

const POLICY = `ambit: 1
agent: { id: tester, owner: tests@example.com }
rules:
  - { id: read, allow: file.read, path: "*.txt" }
  - { id: run, allow: shell, command: "sh **", files: any }
  - { id: edit, ask: file.write, path: b.txt }
  - { id: no-secrets, deny: [file.read, file.write], path: "**/.env" }
`;

const SCENARIO = `ambit-scenario: 1
name: A day
policy: ./ambit.yaml
steps:
  - call: { tool: file.read, args: { path: a.txt } }
  - call: { tool: file.write, args: { path: b.txt, content: "new\\n" } }
  - call: { tool: file.read, args: { path: .env } }
  - call: { tool: shell, args: { command: sh job.sh } }
`;

const FILES = {
  "ambit.yaml": POLICY,
  "day.ambit-scenario.yaml": SCENARIO,
  "job.sh": "cat .env; echo '<img src=x onerror=alert(1)>'; echo more >> a.txt; echo x > c.txt\n",
  "a.txt": "text\n",
  ".env": "TOKEN=s\n",
  ".ambit/config.yaml": "ambit-config: 1\n",
};

const hasSandbox = process.platform === "linux" && onPath("bwrap") !== undefined;

/** Copies that runs have left, but those of before. */
const copies = () => found().filter((name) => !before.includes(name));

const noneIsLeft = () =>
  until(
    async () => copies(),
    (left) => left.length === 0,
  );

/** @type {readonly string[]} */
let before = [];

function found() {
  const own = readdirSync(os.tmpdir()).filter((name) => name.startsWith("ambit-vscode-"));
  const folders = [os.tmpdir(), "/var/tmp", ...own.map((name) => path.join(os.tmpdir(), name))];
  return folders.flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith("ambit-run-")) : [],
  );
}

(hasSandbox ? describe : describe.skip)("Ambit: Run Scenario in Sandbox…", () => {
  /** @type {Workbench} */
  let workbench;
  beforeEach(async () => {
    before = found();
    workbench = await openFolder(FILES, WITH_MODEL);
    await workbench.openFile("day.ambit-scenario.yaml");
  });
  afterEach(async () => {
    await workbench.close();
    await noneIsLeft();
  });

  const rows = () => view(workbench.page).locator("#calls > li");
  const dialog = () => workbench.page.locator(".monaco-dialog-box");
  const file = (/** @type {string} */ name) => path.join(workbench.folder, name);

  /** Runs the session, and presses a button of what it asks. */
  async function run(/** @type {string} */ button) {
    await runCommand(workbench.page, "Ambit: Run Scenario in Sandbox");
    await dialog().getByText("Run this session in a sandbox?").waitFor();
    const asked = await dialog().innerText();
    await dialog().locator(".monaco-button", { hasText: button }).first().click();
    return asked;
  }

  it("shows what the calls did, compares what changed, and takes a file over", async () => {
    const { page } = workbench;
    const asked = await run("Run, Allow What Is Asked");
    assert.match(asked, /allow: shell sh job\.sh/);
    assert.match(asked, /Held by: /);
    assert.doesNotMatch(asked, /deny: /);
    await view(page).locator("#ran", { hasText: "3 of 4 calls carried out" }).waitFor();
    assert.match(await rows().nth(0).innerText(), /Run\s+text/);
    assert.match(await rows().nth(2).innerText(), /never reached a tool/);
    const job = await rows().nth(3).innerText();
    assert.match(job, /<img src=x/);
    assert.match(job, /changed a\.txt/);
    assert.match(job, /also read `\.env`, which `no-secrets` denies/);
    assert.equal(await view(page).locator("#calls img").count(), 0);
    assert.equal(readFileSync(file("a.txt"), "utf8"), "text\n");

    await view(page).locator("#changes").getByText("a.txt", { exact: true }).click();
    const diff = page.locator(".diff-editor, .monaco-diff-editor").first();
    await diff.waitFor();
    await until(
      () => diff.innerText(),
      (text) => /more/.test(text),
    );

    await view(page).getByRole("button", { name: "Apply a.txt to the workspace" }).click();
    await dialog().getByText("Apply a.txt to the workspace, as it is shown?").waitFor();
    await dialog().locator(".monaco-button", { hasText: "Apply" }).first().click();
    await until(
      async () => readFileSync(file("a.txt"), "utf8"),
      (text) => text === "text\nmore\n",
    );
    await view(page).locator("#changes .why", { hasText: "applied" }).waitFor();
    assert.equal(existsSync(file("c.txt")), false);

    assert.equal(copies().length, 1);
    await page.locator(".tab", { hasText: "Simulation" }).click();
    await runCommand(page, "View: Close Editor");
    await noneIsLeft();
  });

  it("runs nothing when the person cancels", async () => {
    const { page } = workbench;
    await run("Cancel");
    await view(page).locator("#run").waitFor();
    assert.equal(await view(page).locator(".outcome").count(), 0);
    assert.deepEqual(copies(), []);
  });

  it("asks about each call that the policy asks about, without a dialog, and leaves no copy when the window is closed", async () => {
    const { page } = workbench;
    await run("Run, Ask Me Each Time");
    const pick = page.locator(".quick-input-widget");
    await pick.getByText("The policy asks: file.write path: b.txt").waitFor();
    await pick.locator(".monaco-list-row", { hasText: "Do Not" }).click();
    await view(page).locator("#ran", { hasText: "2 of 4 calls carried out" }).waitFor();
    assert.match(await rows().nth(1).innerText(), /the answer was no/);
    assert.equal(copies().length, 1);
    await workbench.closeWindow();
    await noneIsLeft();
  });
});

describe("Ambit: Run Scenario in Sandbox… in a workspace that is not trusted", () => {
  /** @type {Workbench} */
  let workbench;
  beforeEach(async () => {
    workbench = await openFolder(FILES, UNTRUSTED);
  });
  afterEach(() => workbench.close());

  it("starts nothing, says why, and decides all the same", async () => {
    const { page } = workbench;
    before = found();
    await workbench.openFile("day.ambit-scenario.yaml");
    await runCommand(page, "Ambit: Run Scenario in Sandbox");
    await view(page).locator(".call").nth(3).waitFor();
    const said = await until(
      () => notifications(page),
      (found) => found.length > 0,
    );
    assert.ok(
      said.some((one) => /the workspace is not trusted/.test(one)),
      said.join("\n"),
    );
    assert.equal(await page.locator(".monaco-dialog-box").count(), 0);
    assert.deepEqual(copies(), []);
  });
});
