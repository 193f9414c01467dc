import * as vscode from "vscode";
import { AGENT_FILES } from "../protocol/agent-files.ts";
import { JUDGES } from "../protocol/watch.ts";
import type { JudgeItem } from "../protocol/watch.ts";
import type { Server } from "./server.ts";

/** What to pick a judge of calls from: the agents and policies of the workspace. */
export type JudgePick = vscode.QuickPickItem & { readonly uri: string };

/** The judges of the workspace, by the agents that they are for. */
export async function judgePicks(server: Server): Promise<readonly JudgePick[]> {
  const judges = await server.request<readonly JudgeItem[]>(JUDGES);
  return judges.map(({ uri, name }) => ({
    label: name,
    description: vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
    uri,
  }));
}

/** Can calls be judged by a document: is it a policy, or the permission file of an agent? */
export function isJudge(document: vscode.TextDocument): boolean {
  if (document.languageId === "ambit-policy") return true;
  return vscode.languages.match(AGENT_SELECTOR, document) > 0;
}

const AGENT_SELECTOR = AGENT_FILES.map((pattern) => ({ pattern }));

/** Says that nothing here judges calls, and how that can be changed. */
export function sayNoJudge(): void {
  void vscode.window.showInformationMessage(
    "There is no policy in this workspace, and no permission file of an agent. A policy is a file named ambit.yaml or *.ambit.yaml; “Ambit: New Policy…” writes one.",
  );
}
