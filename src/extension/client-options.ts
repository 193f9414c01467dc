import * as vscode from "vscode";
import { RevealOutputChannelOn } from "vscode-languageclient";
import type { LanguageClientOptions } from "vscode-languageclient";
import { AGENT_FILES } from "../protocol/agent-files.ts";
import type { StartOptions } from "../protocol/start.ts";
import { keptAssumed } from "./decide-as.ts";
import { restartPolicy } from "./restart.ts";
import { settings } from "./settings.ts";

const LANGUAGES = ["ambit-policy", "ambit-scenario", "ambit-test", "ambit-config"] as const;

/** What the client asks of the server, wherever that runs. */
export function clientOptions(
  outputChannel: vscode.LogOutputChannel,
  { extensionUri: extension, workspaceState }: vscode.ExtensionContext,
): LanguageClientOptions {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const schemes = new Set(["file", "untitled", ...folders.map(({ uri }) => uri.scheme)]);
  return {
    // Not every scheme: the old side of a comparison is no document to find fault with.
    documentSelector: [...schemes].flatMap((scheme) => [
      ...LANGUAGES.map((language) => ({ scheme, language })),
      ...(scheme === "untitled" ? [] : AGENT_FILES.map((pattern) => ({ scheme, pattern }))),
    ]),
    diagnosticCollectionName: "ambit",
    outputChannel,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    errorHandler: restartPolicy(),
    initializationOptions: (): StartOptions => ({
      trusted: vscode.workspace.isTrusted,
      settings: settings(),
      assumed: keptAssumed(workspaceState),
      pages: `${vscode.Uri.joinPath(extension, "docs", "rules").toString()}/`,
    }),
  };
}
