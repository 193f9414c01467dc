import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import type { ServerOptions } from "vscode-languageclient/node";
import { clientOptions } from "../client-options.ts";
import { start } from "../start.ts";

let client: LanguageClient | undefined;

/** Starts Ambit in a VS Code with Node: on a desktop or a remote host. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const { extensionUri, subscriptions } = context;
  const output = vscode.window.createOutputChannel("Ambit", { log: true });
  subscriptions.push(output);
  const options = clientOptions(output, extensionUri);
  client = new LanguageClient("ambit", "Ambit", serverOptions(extensionUri), options);
  await start(client, output, context);
}

/** Lets the server end in order. */
export async function deactivate(): Promise<void> {
  await client?.dispose();
}

function serverOptions(extension: vscode.Uri): ServerOptions {
  const module = vscode.Uri.joinPath(extension, "dist", "server.cjs").fsPath;
  const run = { module, transport: TransportKind.ipc };
  return { run, debug: { ...run, options: { execArgv: ["--nolazy", "--inspect=6009"] } } };
}
