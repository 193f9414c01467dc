import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { notifications, runCommand } from "../../scripts/vscode/driver.mjs";
import { POLICY, until } from "./support.mjs";
import { openFolder, UNTRUSTED } from "./windows.mjs";

/** @typedef {import("./windows.mjs").Workbench} Workbench */

describe("Ambit: Sync Tools in a workspace that is not trusted", () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    const server = { command: "sh", args: ["-c", "touch started"] };
    const files = {
      "ambit.yaml": POLICY,
      ".vscode/mcp.json": JSON.stringify({ servers: { one: server } }),
    };
    workbench = await openFolder(files, UNTRUSTED);
  });
  after(() => workbench.close());

  it("says why it starts nothing", async () => {
    const { page, folder } = workbench;
    await workbench.openFile("ambit.yaml");
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

describe("Ambit: Sync Tools", () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    const program = path.resolve("node_modules/@modelcontextprotocol/server-memory/dist/index.js");
    const server = { command: process.execPath, args: [program] };
    workbench = await openFolder({
      "ambit.yaml": POLICY,
      ".mcp.json": JSON.stringify({ mcpServers: { memory: server } }),
    });
  });
  after(() => workbench.close());

  it("starts a server after a person's yes, with its definition before their eyes", async () => {
    const { page, folder } = workbench;
    const catalog = path.join(folder, ".ambit/tools/memory.json");
    await workbench.openFile("ambit.yaml");
    await runCommand(page, "Ambit: Sync Tools");
    const dialog = page.locator(".monaco-dialog-box");
    await dialog.getByText("Start the MCP server memory?").waitFor();
    assert.match(await dialog.innerText(), /server-memory/);
    assert.equal(existsSync(catalog), false);
    await dialog.locator(".monaco-button", { hasText: "Start" }).first().click();
    await until(
      () => Promise.resolve(existsSync(catalog)),
      (isThere) => isThere,
    );
    assert.match(readFileSync(catalog, "utf8"), /"read_graph"/);
  });
});
