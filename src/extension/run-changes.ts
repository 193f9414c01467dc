import * as vscode from "vscode";
import { APPLY_CHANGE, RUN_CHANGE } from "../protocol/run.ts";
import type { ApplyChangeResult, RunChange, RunChangeParams } from "../protocol/run.ts";
import type { Server } from "./server.ts";
import { visibleText } from "./visible-text.ts";

/** Both sides of a comparison are documents of this scheme, which nobody can write. */
const SCHEME = "ambit-run";

type Texts = Exclude<RunChange, { problem: string }>;

/** The files that a run has changed, compared in VS Code's own editor, and taken over one by one. */
export class RunChanges implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #server: Server;
  readonly #applied: (path: string) => void;
  readonly #registered: vscode.Disposable;
  /** By address. */
  readonly #texts = new Map<string, string>();
  /** Each comparison has documents of its own: VS Code keeps the texts of those that it knows. */
  #number = 0;

  constructor(server: Server, applied: (path: string) => void) {
    this.#server = server;
    this.#applied = applied;
    this.#registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? "";
  }

  /** Which file a side of a comparison shows. */
  pathOf(uri: vscode.Uri): string | undefined {
    return this.#texts.has(uri.toString()) ? uri.path.split("/").slice(3).join("/") : undefined;
  }

  /** Shows a file as it was and as the run has left it, beside the view, which is in `not`; tells whether it could. */
  async compare(path: string, not: vscode.ViewColumn | undefined): Promise<boolean> {
    return (await this.#compare(path, not)) !== undefined;
  }

  /** Shows it, asks, and takes it over: what is taken over is what was shown, and nothing that has changed since. */
  async apply(path: string, not: vscode.ViewColumn | undefined): Promise<void> {
    const texts = await this.#compare(path, not);
    if (texts === undefined) return;
    const name = visibleText(path, 100);
    if (isUnsaved(path)) {
      tell(`${name} has changes in the editor that are not saved; save or revert them first`);
      return;
    }
    const what = texts.after === undefined ? "Delete" : "Apply";
    const question =
      what === "Delete"
        ? `Delete ${name} in the workspace, as the run did in its copy?`
        : `Apply ${name} to the workspace, as it is shown?`;
    const warning = texts.warning === undefined ? [] : [`Mind: ${texts.warning}.`];
    const detail = [...warning, "It is the only file that this touches."].join("\n");
    const options = { modal: true, detail };
    if ((await vscode.window.showWarningMessage(question, options, what)) !== what) return;
    const params: RunChangeParams = { path };
    const { problem } = await this.#server.request<ApplyChangeResult>(APPLY_CHANGE, params);
    if (problem === undefined) this.#applied(path);
    else tell(`${name} was not applied: ${problem}`);
  }

  /** Closes the comparisons: what they show is gone. */
  async close(): Promise<void> {
    this.#texts.clear();
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const ours = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === SCHEME,
    );
    if (ours.length > 0) await vscode.window.tabGroups.close(ours, true);
  }

  dispose(): void {
    this.#registered.dispose();
  }

  async #compare(path: string, not: vscode.ViewColumn | undefined): Promise<Texts | undefined> {
    const params: RunChangeParams = { path };
    const change = await this.#server.request<RunChange>(RUN_CHANGE, params);
    if ("problem" in change) {
      tell(`${visibleText(path, 100)} is not shown: ${change.problem}`);
      return undefined;
    }
    this.#number++;
    const [before, after] = [
      this.#document("before", path, change.before),
      this.#document("after", path, change.after),
    ];
    const column = not === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
    const title = `${visibleText(path, 100)} (workspace ↔ sandbox)`;
    const options = { viewColumn: not === undefined ? vscode.ViewColumn.Active : column };
    await vscode.commands.executeCommand("vscode.diff", before, after, title, options);
    return change;
  }

  #document(side: "before" | "after", path: string, text = ""): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${this.#number}/${side}/${path}` });
    this.#texts.set(uri.toString(), text);
    return uri;
  }
}

function isUnsaved(path: string): boolean {
  return vscode.workspace.textDocuments.some(
    ({ isDirty, uri }) => isDirty && uri.scheme === "file" && uri.path.endsWith(`/${path}`),
  );
}

function tell(words: string): void {
  void vscode.window.showWarningMessage(`Ambit: ${words}`);
}
