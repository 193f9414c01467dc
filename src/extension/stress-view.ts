import * as vscode from "vscode";
import { STRESS } from "../protocol/stress.ts";
import type { StressedAttack, StressParams, StressResult } from "../protocol/stress.ts";
import type { Server } from "./server.ts";
import { outcomeRows, rowsBelow, stressItem, sumWords } from "./stress-row.ts";
import type { StressRow } from "./stress-row.ts";
import { visibleText } from "./visible-text.ts";

const VIEW = "ambit.stress";

/** After a file has changed, the attacks are tried again so much later: there are many of them. */
const DELAY_MS = 500;

/** The view *Stress*: what became of the attacks on one policy, tried again as it is edited. */
export class StressView implements vscode.TreeDataProvider<StressRow>, vscode.Disposable {
  readonly #server: Server;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<StressRow>;
  readonly #subscriptions: vscode.Disposable;
  #policy: string | undefined;
  #attacks: readonly StressedAttack[] = [];
  #timer: NodeJS.Timeout | undefined;
  #stale = false;
  #asked = 0;

  constructor(server: Server) {
    this.#server = server;
    this.#view = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#subscriptions = vscode.Disposable.from(
      this.#view,
      this.#changed,
      this.#view.onDidChangeVisibility(() => {
        if (this.#stale) this.changed();
      }),
    );
  }

  get onDidChangeTreeData(): vscode.Event<undefined> {
    return this.#changed.event;
  }

  /** The policy that the attacks are tried on; none before the first time. */
  get policy(): string | undefined {
    return this.#policy;
  }

  /** The attack that is selected in the list. */
  get selected(): StressedAttack | undefined {
    const [row] = this.#view.selection;
    return row?.kind === "attack" || row?.kind === "others" ? row.attack : undefined;
  }

  /** Tries all attacks on a policy, and shows what became of them. */
  async show(policy: string): Promise<void> {
    this.#policy = policy;
    this.#attacks = [];
    await vscode.commands.executeCommand("setContext", "ambit.stressed", true);
    await vscode.commands.executeCommand(`${VIEW}.focus`);
    await vscode.window.withProgress({ location: { viewId: VIEW } }, () => this.#ask());
  }

  /** A file has changed that the attacks depend on. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#stale = true;
    if (!this.#view.visible) return;
    this.#timer = setTimeout(() => void this.#ask(), DELAY_MS);
  }

  getChildren(row?: StressRow): StressRow[] {
    return [...(row === undefined ? outcomeRows(this.#attacks) : rowsBelow(row))];
  }

  getTreeItem(row: StressRow): vscode.TreeItem {
    return stressItem(row);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  /** An answer that a newer question has overtaken is not shown. */
  async #ask(): Promise<void> {
    const policy = this.#policy;
    if (policy === undefined) return;
    this.#stale = false;
    const asked = ++this.#asked;
    const params: StressParams = { policy };
    const result = await this.#server.request<StressResult>(STRESS, params);
    if (asked !== this.#asked) return;
    if ("problem" in result) {
      this.#view.message = visibleText(result.problem, 300);
    } else {
      this.#attacks = result.attacks;
      this.#view.description = result.policy.place;
      this.#view.message = `${result.judge}: ${sumWords(result.attacks)}`;
    }
    this.#changed.fire(undefined);
  }
}
