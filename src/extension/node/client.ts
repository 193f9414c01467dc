import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import type { ServerOptions } from "vscode-languageclient/node";
import { clientOptions } from "../client-options.ts";

/** The client of a language server that runs beside it. */
export function createClient(
  output: vscode.LogOutputChannel,
  context: vscode.ExtensionContext,
): LanguageClient {
  const options = clientOptions(output, context);
  return new LanguageClient("ambit", "Ambit", serverOptions(context.extensionUri), options);
}

function serverOptions(extension: vscode.Uri): ServerOptions {
  const module = vscode.Uri.joinPath(extension, "dist", "server.cjs").fsPath;
  const run = { module, transport: TransportKind.ipc };
  return { run, debug: { ...run, options: { execArgv: ["--nolazy", "--inspect=6009"] } } };
}
