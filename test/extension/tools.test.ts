import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { readCatalog } from "../../src/policy/read-catalog.ts";
import { readServers } from "../../src/policy/read-servers.ts";
import { catalogText } from "../../src/workspace/catalog-file.ts";
import { launchDigest } from "../../src/workspace/servers.ts";
import { closeAll, diagnostics, remove, show, until, workspaceFolder, write } from "./support.ts";

const POLICY = `ambit: 1
agent: { id: noter, owner: a@example.com }
servers: { memory: { config: .vscode/mcp.json } }
rules:
  - { id: read, allow: mcp:memory/read_graph }
`;

describe("Ambit: Sync Tools", () => {
  let policy: vscode.Uri;
  const catalog = (): string => path.join(workspaceFolder(), ".ambit/tools/memory.json");

  before(async () => {
    const server = "node_modules/@modelcontextprotocol/server-memory/dist/index.js";
    const args = [path.join(process.env["AMBIT_TEST_ROOT"] ?? "", server)];
    const config = JSON.stringify({ servers: { memory: { command: "node", args } } });
    write(".vscode/mcp.json", config);
    agreeTo(config);
    policy = write("noter.ambit.yaml", POLICY);
    await show(policy);
  });
  after(async () => {
    await closeAll();
    for (const one of ["noter.ambit.yaml", ".vscode/mcp.json", ".ambit/tools"]) remove(one);
  });

  it("is offered above the servers of a policy", async () => {
    await lens("Sync Tools (not yet: memory)");
  });

  it("records the tools of a real server, and offers them", async () => {
    await vscode.commands.executeCommand("ambit.syncTools");
    assert.ok(existsSync(catalog()), "nothing was recorded");
    const { server, itself } = readCatalog(readFileSync(catalog(), "utf8"));
    assert.equal(server, "memory");
    assert.equal(itself.tools.length, 9);
    await lens("Sync Tools");
    await diagnostics(policy, (codes) => codes.length === 0);
    const items = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      policy,
      new vscode.Position(4, POLICY.split("\n")[4]?.indexOf("read_graph") ?? 0),
    );
    const labels = items.items.map(({ label }) =>
      typeof label === "string" ? label : label.label,
    );
    assert.ok(labels.includes("mcp:memory/create_entities"), labels.join());
  });

  it("finds a grant of a tool that has changed, which can be accepted", async () => {
    const { itself } = readCatalog(readFileSync(catalog(), "utf8"));
    const tools = itself.tools.map((tool) =>
      tool.name === "read_graph" ? { ...tool, description: "Was." } : tool,
    );
    writeFileSync(catalog(), catalogText("memory", { ...itself, tools }));
    await vscode.commands.executeCommand("ambit.syncTools");
    const [found] = await diagnostics(policy, (codes) => codes.join() === "changed-tool");
    assert.match(found?.relatedInformation?.[0]?.message ?? "", /its description was “Was\.”/);
    const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      policy,
      found?.range,
    );
    assert.ok(actions.some(({ title }) => title === "Accept Changed Tools…"));
    await accept();
    assert.ok(!readFileSync(catalog(), "utf8").includes("Was."));
    await diagnostics(policy, (codes) => codes.length === 0);
  });

  /** Takes the first tool that is offered. The picker heeds these commands only once it is shown. */
  async function accept(): Promise<void> {
    const accepting = vscode.commands.executeCommand("ambit.acceptTools");
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    for (const step of [
      "quickOpenSelectNext",
      "quickPickManyToggle",
      "acceptSelectedQuickOpenItem",
    ])
      await vscode.commands.executeCommand(`workbench.action.${step}`);
    await accepting;
  }

  async function lens(title: string): Promise<void> {
    await until(
      async () => {
        const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
          "vscode.executeCodeLensProvider",
          policy,
        );
        return lenses.some(({ command }) => command?.title === title) || undefined;
      },
      () => `no lens ${title}`,
    );
  }
});

/** As if a person had agreed before, in the store of the command line and the editor, to exactly this definition in this folder. */
function agreeTo(config: string): void {
  const root = realpathSync(workspaceFolder());
  const { servers } = readServers(config, ".vscode/mcp.json");
  const digests = servers.map(({ launch }) => launchDigest(launch, root));
  const folder = path.join(process.env["XDG_STATE_HOME"] ?? "", "ambit");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const text = JSON.stringify({ "ambit-consent": 1, servers: digests });
  writeFileSync(path.join(folder, "consent.json"), text, { mode: 0o600 });
}
