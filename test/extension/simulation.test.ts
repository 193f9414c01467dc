import assert from "node:assert/strict";
import * as vscode from "vscode";
import { GOOD, SCENARIO } from "./documents.ts";
import { closeAll, remove, show, until, write } from "./support.ts";

describe("Ambit: Simulate Agent…", () => {
  let scenario: vscode.Uri;

  beforeEach(() => {
    write("simulation/reader.ambit.yaml", GOOD);
    scenario = write("simulation/day.ambit-scenario.yaml", SCENARIO);
  });
  afterEach(async () => {
    await closeAll();
    remove("simulation");
  });

  it("shows the session of the active scenario beside it", async () => {
    await show(scenario);
    await vscode.commands.executeCommand("ambit.simulateAgent");
    await panels(["Simulation: Reads and secrets"]);
    assert.equal(vscode.window.tabGroups.all.length, 2);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), scenario.toString());
  });

  it("shows another session in the same place", async () => {
    const other = write(
      "simulation/other.ambit-scenario.yaml",
      SCENARIO.replace("Reads and secrets", "Other"),
    );
    await vscode.commands.executeCommand("ambit.simulateAgent", scenario);
    await vscode.commands.executeCommand("ambit.simulateAgent", other);
    await panels(["Simulation: Other"]);
  });
});

/** Waits until these are the panels that are open. */
async function panels(wanted: readonly string[]): Promise<void> {
  const found = (): readonly string[] =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview)
      .map(({ label }) => label);
  await until(
    () => found().join() === wanted.join() || undefined,
    () => `panels: ${found().join()}`,
  );
}
