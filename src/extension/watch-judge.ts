import * as vscode from "vscode";
import { isJudge, judgePicks, sayNoJudge } from "./judges.ts";
import type { Server } from "./server.ts";

const PINNED = "watchedBy";

/** By which policy, or which agent's files, the watched calls are judged: the one that was picked, else the one that was last edited. */
export class WatchJudge implements vscode.Disposable {
  readonly #server: Server;
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #subscriptions: vscode.Disposable;
  #followed: string | undefined;

  constructor(server: Server, memory: vscode.Memento) {
    this.#server = server;
    this.#memory = memory;
    this.#follow(vscode.window.activeTextEditor);
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.#follow(editor);
      }),
    );
  }

  /** Another one judges now. */
  get onDidChange(): vscode.Event<undefined> {
    return this.#changed.event;
  }

  /** The policy or agent's file, as a URI; none where the workspace has none. */
  async policy(): Promise<string | undefined> {
    const found = this.#pinned ?? this.#followed;
    if (found !== undefined) return found;
    const [first] = await judgePicks(this.#server);
    return first?.uri;
  }

  /** `Ambit: Decide Watched Calls By…` */
  async pick(): Promise<void> {
    const judges = await judgePicks(this.#server);
    if (judges.length === 0) return sayNoJudge();
    const follow = { label: "$(edit) What is edited", description: "the last policy in an editor" };
    const picked = await vscode.window.showQuickPick([{ ...follow, uri: "" }, ...judges], {
      title: "Decide Watched Calls By",
      placeHolder: "By which policy, or by the files of which agent?",
      matchOnDescription: true,
    });
    if (picked === undefined) return;
    await this.#memory.update(PINNED, picked.uri === "" ? undefined : picked.uri);
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  get #pinned(): string | undefined {
    const kept = this.#memory.get(PINNED);
    return typeof kept === "string" ? kept : undefined;
  }

  #follow(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || !isJudge(editor.document)) return;
    const uri = editor.document.uri.toString();
    if (uri === this.#followed) return;
    this.#followed = uri;
    if (this.#pinned === undefined) this.#changed.fire(undefined);
  }
}
