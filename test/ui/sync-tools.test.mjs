import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { notifications, openFile, runCommand } from "../../scripts/vscode/driver.mjs";
import { openFolder, POLICY, until } from "./support.mjs";

/** @typedef {Awaited<ReturnType<typeof openFolder>>} Workbench */

describe("Ambit: Sync Tools in a workspace that is not trusted", () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    const server = { command: "sh", args: ["-c", "touch started"] };
    const files = {
      "ambit.yaml": POLICY,
      ".vscode/mcp.json": JSON.stringify({ servers: { one: server } }),
    };
    const settings = { "security.workspace.trust.startupPrompt": "never" };
    workbench = await openFolder(files, { trust: true, settings });
  });
  after(() => workbench.close());

  it("says why it starts nothing", async () => {
    const { page, folder } = workbench;
    await openFile(page, "ambit.yaml");
    await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).first().waitFor();
    await runCommand(page, "Ambit: Sync Tools");
    const messages = await until(
      () => notifications(page),
      (found) => found.length > 0,
    );
    assert.match(messages.join("\n"), /Ambit starts nothing: the workspace is not trusted/);
    assert.equal(existsSync(path.join(folder, "started")), false);
    assert.equal(existsSync(path.join(folder, ".ambit")), false);
  });
});
