import assert from "node:assert/strict";
import * as vscode from "vscode";
import { GOOD, SCENARIO } from "./documents.ts";
import { closeAll, remove, show, type, until, write } from "./support.ts";

const EXPECTED = `Reads and secrets
simulation/day.ambit-scenario.yaml decided by simulation/reader.ambit.yaml

  1. allow file.read src/a.ts
           by read-sources at simulation/reader.ambit.yaml:6: Notes quote the code.
  2. deny  file.read src/.env  expected allow
           by no-secrets at simulation/reader.ambit.yaml:11
  3. deny  web.search weather
           no rule grants web.search weather

3 calls: 1 allowed, 0 asked, 2 denied
`;

describe("Ambit: Simulate Agent…", () => {
  let policy: vscode.Uri;
  let scenario: vscode.Uri;

  beforeEach(() => {
    policy = write("simulation/reader.ambit.yaml", GOOD);
    scenario = write("simulation/day.ambit-scenario.yaml", SCENARIO);
  });
  afterEach(async () => {
    await closeAll();
    remove("simulation");
  });

  it("shows the session of the active scenario beside it", async () => {
    await show(scenario);
    await vscode.commands.executeCommand("ambit.simulateAgent");
    const document = await simulation();
    assert.equal(document.getText(), EXPECTED);
    assert.equal(document.languageId, "ambit-simulation");
    assert.equal(vscode.window.tabGroups.all.length, 2);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), scenario.toString());
  });

  it("links each deciding rule to its line", async () => {
    await vscode.commands.executeCommand("ambit.simulateAgent", scenario);
    const document = await simulation();
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      "vscode.executeLinkProvider",
      document.uri,
    );
    const shown = links.map(({ range, target }) => [
      document.getText(range),
      target?.path,
      target?.fragment,
    ]);
    assert.deepEqual(shown, [
      ["simulation/day.ambit-scenario.yaml", scenario.path, ""],
      ["simulation/reader.ambit.yaml", policy.path, ""],
      ["simulation/reader.ambit.yaml:6", policy.path, "L6,5"],
      ["simulation/reader.ambit.yaml:11", policy.path, "L11,5"],
    ]);
  });

  it("decides by what stands in the editor, and shows a new run in the same document", async () => {
    const editor = await show(policy);
    await vscode.commands.executeCommand("ambit.simulateAgent", scenario);
    const document = await simulation();
    await type(editor, "deny: file.read", "ask: file.read");
    await vscode.commands.executeCommand("ambit.simulateAgent", scenario);
    await until(
      () => document.getText().includes("2. ask   file.read src/.env") || undefined,
      () => document.getText(),
    );
    assert.equal((await simulation()).uri.toString(), document.uri.toString());
  });
});

async function simulation(): Promise<vscode.TextDocument> {
  return until(
    () =>
      vscode.window.visibleTextEditors
        .map(({ document }) => document)
        .find(({ uri }) => uri.scheme === "ambit-simulation"),
    () => "no session is shown",
  );
}
