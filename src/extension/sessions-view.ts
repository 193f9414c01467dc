import * as vscode from "vscode";
import { SCENARIOS } from "../protocol/scenarios.ts";
import type { ScenarioItem } from "../protocol/scenarios.ts";
import type { Server } from "./server.ts";
import { SCENARIO_ENDING } from "./simulate-agent.ts";

/** The view *Simulation* beside the files: the scenarios of the workspace, of which one is simulated with a click. */
export class SessionsView implements vscode.TreeDataProvider<ScenarioItem>, vscode.Disposable {
  readonly #server: Server;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #subscriptions: vscode.Disposable;

  constructor(server: Server) {
    this.#server = server;
    const files = vscode.workspace.createFileSystemWatcher(`**/*${SCENARIO_ENDING}`);
    const refresh = (): void => {
      this.#changed.fire(undefined);
    };
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      files,
      files.onDidCreate(refresh),
      files.onDidChange(refresh),
      files.onDidDelete(refresh),
      vscode.window.registerTreeDataProvider("ambit.sessions", this),
    );
  }

  get onDidChangeTreeData(): vscode.Event<undefined> {
    return this.#changed.event;
  }

  async getChildren(item?: ScenarioItem): Promise<ScenarioItem[]> {
    return item === undefined ? this.#server.request<ScenarioItem[]>(SCENARIOS) : [];
  }

  getTreeItem({ uri, name }: ScenarioItem): vscode.TreeItem {
    const path = vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
    const item = new vscode.TreeItem(name ?? path);
    item.id = uri;
    item.iconPath = new vscode.ThemeIcon("list-ordered");
    if (name !== undefined) item.description = path;
    item.tooltip = path;
    item.command = {
      command: "ambit.simulateAgent",
      title: "Simulate",
      arguments: [vscode.Uri.parse(uri)],
    };
    return item;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}
