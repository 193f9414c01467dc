import * as vscode from "vscode";
import { SCENARIOS } from "../protocol/scenarios.ts";
import type { ScenarioItem } from "../protocol/scenarios.ts";
import { isObject } from "../protocol/guards.ts";
import type { Server } from "./server.ts";
import type { SimulationPanel } from "./simulation-panel.ts";

/** How the name of a scenario ends. */
export const SCENARIO_ENDING = ".ambit-scenario.yaml";

/** `Ambit: Simulate Agent…`: a scenario of the workspace, its session shown beside. `given` is what a menu was opened on. */
export async function simulateAgent(
  server: Server,
  panel: SimulationPanel,
  given: unknown,
): Promise<void> {
  const uri = await chooseScenario(server, given, "Simulate Agent");
  if (uri !== undefined) await panel.show({ kind: "scenario", uri });
}

/** The scenario that a menu was opened on, that is in the active editor, or that the person picks; `title` is that of the command. */
export async function chooseScenario(
  server: Server,
  given: unknown,
  title: string,
): Promise<string | undefined> {
  return scenarioAt(given) ?? (await pickScenario(server, title));
}

/** The scenario that a menu was opened on, or that is in the active editor. */
function scenarioAt(given: unknown): string | undefined {
  const active = vscode.window.activeTextEditor?.document;
  if (given instanceof vscode.Uri) {
    return given.path.endsWith(SCENARIO_ENDING) ? given.toString() : undefined;
  }
  // A row of the view.
  if (isObject(given) && typeof given["uri"] === "string") return given["uri"];
  return active?.languageId === "ambit-scenario" ? active.uri.toString() : undefined;
}

async function pickScenario(server: Server, title: string): Promise<string | undefined> {
  const scenarios = await server.request<readonly ScenarioItem[]>(SCENARIOS);
  const [only, ...others] = scenarios.map(quickPickItem);
  if (only === undefined) {
    void vscode.window.showInformationMessage(
      "There is no scenario in this workspace. A scenario is a file named *.ambit-scenario.yaml: the calls that an agent makes, in order.",
    );
    return undefined;
  }
  if (others.length === 0) return only.uri;
  const picked = await vscode.window.showQuickPick([only, ...others], {
    title,
    placeHolder: "Which session?",
    matchOnDescription: true,
  });
  return picked?.uri;
}

function quickPickItem({ uri, name }: ScenarioItem): vscode.QuickPickItem & { uri: string } {
  const path = vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
  return name === undefined ? { label: path, uri } : { label: name, description: path, uri };
}
