import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { Settings } from "../protocol/settings.ts";

/** What the person has set, for the server. It is not checked here. */
export function settings(): Settings {
  const ambit = vscode.workspace.getConfiguration("ambit");
  const persona = ambit.get<Settings["persona"]>("persona");
  const rules = ambit.get<Settings["rules"]>("rules");
  const agents = ambit.get<Settings["agents"]>("agents");
  const reach = ambit.get<boolean>("inlayHints.reach");
  return {
    ...(persona && { persona }),
    ...(rules && { rules }),
    ...(agents && { agents }),
    ...(reach === undefined ? {} : { inlayHints: { reach } }),
  };
}

/** Tells the server of each change of the settings. */
export function followSettings(client: BaseLanguageClient): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration("ambit")) return;
    void client.sendNotification("workspace/didChangeConfiguration", {
      settings: { ambit: settings() },
    });
  });
}
