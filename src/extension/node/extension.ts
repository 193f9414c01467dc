import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { start } from "../start.ts";

let client: LanguageClient | undefined;

/** Starts Ambit in a VS Code with Node: on a desktop or a remote host. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const { subscriptions } = context;
  const output = vscode.window.createOutputChannel("Ambit", { log: true });
  subscriptions.push(output);
  // The client is most of the extension's code, and VS Code waits for nothing of it.
  const { createClient } = await import("./client.ts");
  client = createClient(output, context);
  await start(client, output, context);
}

/** Lets the server end in order. */
export async function deactivate(): Promise<void> {
  await client?.dispose();
}
