import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { TRUSTED } from "../protocol/start.ts";
import { simulateAgent } from "./simulate-agent.ts";
import { SimulationDocuments } from "./simulation-documents.ts";

/** Sets up all that the extension gives, around a client that is not started yet; starts it. */
export async function start(
  client: BaseLanguageClient,
  subscriptions: vscode.ExtensionContext["subscriptions"],
): Promise<void> {
  const started = client.start();
  const documents = new SimulationDocuments();
  const server = {
    request: async <Result>(method: string, params?: object): Promise<Result> => {
      await started;
      return client.sendRequest<Result>(method, params);
    },
  };
  subscriptions.push(
    documents,
    vscode.commands.registerCommand("ambit.simulateAgent", (given: unknown) =>
      inWords("The session cannot be simulated", () => simulateAgent(server, documents, given)),
    ),
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
