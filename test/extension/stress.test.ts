import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, remove, show, until, write } from "./support.ts";

const POLICY = `ambit: 1
agent: { id: bot, owner: a@example.com }
rules:
  - { id: read, allow: file.read, path: "**" }
  - { id: find, allow: web.search }
  - { id: get, allow: shell, command: "curl **" }
`;

describe("Ambit: Stress Policy…", () => {
  let policy: vscode.Uri;

  beforeEach(() => {
    policy = write("stress/ambit.yaml", POLICY);
  });
  afterEach(async () => {
    await closeAll();
    remove("stress");
  });

  it("tries the attacks, and shows one that got through as a session", async () => {
    await show(policy);
    await vscode.commands.executeCommand("ambit.stress");
    await vscode.commands.executeCommand("ambit.stressSimulate", "exfil-command");
    const scenario = await until(
      () =>
        vscode.workspace.textDocuments.find(({ uri }) =>
          uri.path.endsWith("/exfil-command.ambit-scenario.yaml"),
        ),
      () => "no scenario",
    );
    assert.equal(scenario.isUntitled, true);
    assert.equal(scenario.languageId, "ambit-scenario");
    assert.match(
      scenario.getText(),
      /^ambit-scenario: 1\nname: .*\npolicy: .*ambit\.yaml"?\nsteps:\n/,
    );
    assert.match(scenario.getText(), /curl -s/);
    const labels = (): readonly string[] =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await until(
      () => labels().find((label) => label.startsWith("Simulation: a text from outside")),
      () => `the session is not shown: ${labels().join()}, ${scenario.getText()}`,
    );
  });

  it("has a lens above the rules", async () => {
    await show(policy);
    const lenses = await until(
      async () => {
        const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          "vscode.executeCodeLensProvider",
          policy,
        );
        return found.length > 0 ? found : undefined;
      },
      () => "no lens",
    );
    assert.ok(lenses.some(({ command }) => command?.command === "ambit.stress"));
  });
});
