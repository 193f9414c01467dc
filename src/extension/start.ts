import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { STRESS_CHANGED } from "../protocol/stress.ts";
import { SIMULATION_CHANGED } from "../protocol/simulate.ts";
import { TRUSTED } from "../protocol/start.ts";
import { WATCHED } from "../protocol/watch.ts";
import type { WatchNews } from "../protocol/watch.ts";
import { acceptTools } from "./accept-tools.ts";
import { CallDesk } from "./call-desk.ts";
import { DecideAs } from "./decide-as.ts";
import { EffectiveView } from "./effective-view.ts";
import { tryModel } from "./live-model.ts";
import { newPolicy } from "./new-policy.ts";
import { SessionsView } from "./sessions-view.ts";
import { answerRuns } from "./run-answers.ts";
import { runScenario } from "./run-scenario.ts";
import { SandboxRuns } from "./sandbox-runs.ts";
import { followSettings } from "./settings.ts";
import { simulateAgent } from "./simulate-agent.ts";
import { simulateCall, simulateTerminalSelection } from "./simulate-call.ts";
import { SimulationPanel } from "./simulation-panel.ts";
import { findingsStatus } from "./status.ts";
import { simulateAttack, stressPolicy } from "./stress-policy.ts";
import { StressView } from "./stress-view.ts";
import { SuiteTests } from "./suite-tests.ts";
import { expectActual } from "./test-messages.ts";
import { watchCommands } from "./watch-commands.ts";
import { WatchJudge } from "./watch-judge.ts";
import { WatchView } from "./watch-view.ts";
import { answerSync, syncTools } from "./sync-tools.ts";

/** Sets up all that the extension gives, around a client that is not started yet; starts it. */
export async function start(
  client: BaseLanguageClient,
  log: vscode.LogOutputChannel,
  { extensionUri, subscriptions, workspaceState }: vscode.ExtensionContext,
): Promise<void> {
  const started = client.start();
  const server = {
    request: async <Result>(
      method: string,
      params?: object,
      token?: vscode.CancellationToken,
    ): Promise<Result> => {
      await started;
      return client.sendRequest<Result>(method, params, token);
    },
  };
  const desk = new CallDesk(server, workspaceState);
  const runs = new SandboxRuns(server, client);
  const panel = new SimulationPanel(server, desk, runs, extensionUri);
  const parts = { server, panel, desk };
  const effective = new EffectiveView(server);
  const circumstances = new DecideAs(server, workspaceState);
  const judge = new WatchJudge(server, workspaceState);
  const watched = { view: new WatchView(server, judge, workspaceState), panel, desk };
  const stressed = { server, view: new StressView(server), panel };
  const command = (id: string, fails: string, work: (given: unknown) => Promise<void>) =>
    vscode.commands.registerCommand(id, (given: unknown) => inWords(fails, () => work(given)));
  subscriptions.push(
    panel,
    runs,
    answerRuns(client),
    new SuiteTests(server),
    findingsStatus(),
    effective,
    circumstances,
    circumstances.onDidChange(() => {
      effective.refresh();
    }),
    command("ambit.decideAs", "The circumstances cannot be changed", () => circumstances.pick()),
    new SessionsView(server),
    judge,
    watched.view,
    client.onNotification(WATCHED, (news: WatchNews) => {
      watched.view.take(news);
    }),
    ...watchCommands(watched, judge, command),
    stressed.view,
    client.onNotification(STRESS_CHANGED, () => {
      stressed.view.changed();
    }),
    command("ambit.stress", "The attacks cannot be tried", (given) =>
      stressPolicy(stressed, given),
    ),
    command("ambit.stressSimulate", "The attack cannot be simulated", (given) =>
      simulateAttack(stressed, given),
    ),
    followSettings(client),
    client.onNotification(SIMULATION_CHANGED, () => void panel.refresh()),
    command("ambit.simulateAgent", "The session cannot be simulated", (given) =>
      simulateAgent(server, panel, given),
    ),
    command("ambit.simulateToolCall", "The call cannot be simulated", (given) =>
      simulateCall(parts, given),
    ),
    command("ambit.runScenario", "The session cannot be run", (given) =>
      runScenario(server, panel, runs, given),
    ),
    command("ambit.tryModel", "The model cannot be tried", () => tryModel({ server, panel, runs })),
    command("ambit.applyRunChange", "The file cannot be applied", (given) =>
      runs.applyShown(given),
    ),
    command("ambit.simulateTerminalSelection", "The command cannot be simulated", () =>
      simulateTerminalSelection(parts),
    ),
    command("ambit.expectActual", "The expectation cannot be changed", (given) =>
      expectActual(server, given),
    ),
    answerSync(client),
    command("ambit.syncTools", "The tools cannot be synced", () => syncTools(server, client, log)),
    command("ambit.acceptTools", "The tools cannot be accepted", () => acceptTools(server)),
    command("ambit.newPolicy", "The policy cannot be written", newPolicy),
    vscode.workspace.onDidGrantWorkspaceTrust(() => client.sendNotification(TRUSTED)),
  );
  await started;
}

/** Tells the person, instead of VS Code's bare error, what did not work. */
async function inWords(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`Ambit: ${what}: ${why}`);
  }
}
