import * as vscode from "vscode";
import { STRESS_SCENARIO } from "../protocol/stress.ts";
import type { StressScenarioParams, StressScenarioResult } from "../protocol/stress.ts";
import { isJudge, judgePicks, sayNoJudge } from "./judges.ts";
import type { Server } from "./server.ts";
import { showUnsaved } from "./show-unsaved.ts";
import type { SimulationPanel } from "./simulation-panel.ts";
import type { StressView } from "./stress-view.ts";

/** What the commands stand on. */
export interface StressParts {
  readonly server: Server;
  readonly view: StressView;
  readonly panel: SimulationPanel;
}

/** `Ambit: Stress Policy…`: attacks on the policy that a menu was opened on, that is edited, or that is picked. Nothing is executed. */
export async function stressPolicy({ server, view }: StressParts, given: unknown): Promise<void> {
  const policy = policyAt(given) ?? (await pickJudge(server));
  if (policy !== undefined) await view.show(policy);
}

/** `Simulate This Attack`: its calls as a scenario that is not saved yet, and its session beside. */
export async function simulateAttack(
  { server, view, panel }: StressParts,
  given: unknown,
): Promise<void> {
  const attack = attackOf(given) ?? view.selected?.id;
  const { policy } = view;
  if (attack === undefined || policy === undefined) return;
  const params: StressScenarioParams = { policy, attack };
  const result = await server.request<StressScenarioResult>(STRESS_SCENARIO, params);
  if ("problem" in result) {
    void vscode.window.showInformationMessage(`Ambit: ${result.problem}`);
    return;
  }
  const document = await showScenario(vscode.Uri.parse(result.uri), result.text);
  await panel.show({ kind: "scenario", uri: document.uri.toString() });
}

/** A file that is not there yet comes to be when the person saves it; one that is there is shown as it is. */
async function showScenario(uri: vscode.Uri, text: string): Promise<vscode.TextDocument> {
  const isThere = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (!isThere) return showUnsaved(uri, text);
  const editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
  return editor.document;
}

/** A row of the list, or, of a caller that knows one, the id of an attack. */
function attackOf(given: unknown): string | undefined {
  if (typeof given === "string") return given;
  if (typeof given !== "object" || given === null || !("attack" in given)) return undefined;
  const { attack } = given;
  return typeof attack === "object" && attack !== null && "id" in attack
    ? String(attack.id)
    : undefined;
}

function policyAt(given: unknown): string | undefined {
  if (given instanceof vscode.Uri) return given.toString();
  const active = vscode.window.activeTextEditor?.document;
  return active !== undefined && isJudge(active) ? active.uri.toString() : undefined;
}

async function pickJudge(server: Server): Promise<string | undefined> {
  const judges = await judgePicks(server);
  const [only, ...others] = judges;
  if (only === undefined) {
    sayNoJudge();
    return undefined;
  }
  if (others.length === 0) return only.uri;
  const picked = await vscode.window.showQuickPick(judges, {
    title: "Stress Policy",
    placeHolder: "Attacks on which policy, or on the files of which agent?",
    matchOnDescription: true,
  });
  return picked?.uri;
}
