import * as vscode from "vscode";
import type { TriedCall } from "../protocol/call-form.ts";
import { EXPLAIN_WATCHED, WATCH } from "../protocol/watch.ts";
import type { WatchedCall, WatchNews, WatchParams, WatchResult, Word } from "../protocol/watch.ts";
import type { Server } from "./server.ts";
import { isSame, keyOf } from "./typed-call.ts";
import { visibleText } from "./visible-text.ts";
import type { WatchJudge } from "./watch-judge.ts";
import { flipsOf, readWatched, withCall } from "./watch-list.ts";
import { rowItem, rowTooltip } from "./watch-row.ts";
import type { WatchRow } from "./watch-row.ts";

const CALLS = "watchedCalls";

/** How long an entry is marked that has come to be decided otherwise. */
const FLASH_MS = 4_000;

/**
 * The view *Watch*: calls whose decisions follow each keystroke. A tree of VS Code's own, and no page of ours: it comes with the keyboard, the screen reader and
 * the themes, high contrast included; an entry that flips changes its sign, is marked in the colour of matches and says for some seconds what it was.
 */
export class WatchView implements vscode.TreeDataProvider<WatchRow>, vscode.Disposable {
  readonly #server: Server;
  readonly #judge: WatchJudge;
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<WatchRow>;
  readonly #subscriptions: vscode.Disposable;
  #calls: readonly TriedCall[];
  #asked: WatchParams = { id: 0, policy: "", calls: [] };
  #result: Extract<WatchResult, { calls: unknown }> | undefined;
  #now: ReadonlyMap<string, WatchedCall> = new Map();
  readonly #flips = new Map<string, { readonly was: Word; readonly timer: NodeJS.Timeout }>();

  constructor(server: Server, judge: WatchJudge, memory: vscode.Memento) {
    this.#server = server;
    this.#judge = judge;
    this.#memory = memory;
    this.#calls = readWatched(memory.get(CALLS));
    this.#view = vscode.window.createTreeView("ambit.watch", { treeDataProvider: this });
    this.#subscriptions = vscode.Disposable.from(
      this.#view,
      this.#changed,
      judge.onDidChange(() => void this.#ask()),
      this.#view.onDidChangeVisibility(() => {
        if (this.#flips.size === 0) this.#view.badge = undefined;
      }),
    );
    void this.#ask();
  }

  get onDidChangeTreeData(): vscode.Event<undefined> {
    return this.#changed.event;
  }

  /** The calls that are watched. */
  get calls(): readonly TriedCall[] {
    return this.#calls;
  }

  /** What is selected in the list. */
  get selected(): TriedCall | undefined {
    return this.#view.selection[0]?.call;
  }

  /** The policy that judges now; none before the first answer. */
  get policy(): string | undefined {
    return this.#result?.policy.uri;
  }

  /** Is what judges an agent's files, and no policy of Ambit's own? */
  get isAgent(): boolean {
    return (this.#result?.assumes.length ?? 0) > 0;
  }

  /** A call as it is decided now. */
  decided(call: TriedCall): WatchedCall | undefined {
    return this.#now.get(keyOf(call));
  }

  /** Watches a call from now on, in place of another where one is given, and shows it. */
  async watch(call: TriedCall, instead?: TriedCall): Promise<void> {
    const calls = withCall(this.#calls, call, instead);
    if ("problem" in calls) {
      void vscode.window.showWarningMessage(`Ambit: ${calls.problem}`);
      return;
    }
    await this.#keep(calls);
    const row = this.#rows().find((one) => isSame(one.call, call));
    if (row !== undefined) await this.#view.reveal(row, { select: true, focus: false });
  }

  /** Watches a call no longer. */
  async remove(call: TriedCall): Promise<void> {
    await this.#keep(this.#calls.filter((one) => !isSame(one, call)));
  }

  /** Watches nothing any longer. */
  async clear(): Promise<void> {
    await this.#keep([]);
  }

  /** An answer that comes because something has changed. */
  take({ id, result }: WatchNews): void {
    if (id === this.#asked.id) this.#show(result);
  }

  getChildren(row?: WatchRow): WatchRow[] {
    return row === undefined ? [...this.#rows()] : [];
  }

  getTreeItem(row: WatchRow): vscode.TreeItem {
    return rowItem(row);
  }

  getParent(): undefined {
    return undefined;
  }

  async resolveTreeItem(item: vscode.TreeItem, { call }: WatchRow): Promise<vscode.TreeItem> {
    const params: WatchParams = { ...this.#asked, calls: [call] };
    const result = await this.#server.request<WatchResult>(EXPLAIN_WATCHED, params);
    const [found] = "problem" in result ? [] : result.calls;
    if (found !== undefined && !("problem" in result))
      item.tooltip = rowTooltip(found, result.assumes);
    return item;
  }

  dispose(): void {
    for (const { timer } of this.#flips.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }

  #rows(): readonly WatchRow[] {
    return this.#calls.map((call) => {
      const key = keyOf(call);
      const now = this.#now.get(key);
      const was = this.#flips.get(key)?.was;
      return { call, ...(now && { now }), ...(was && { was }) };
    });
  }

  async #keep(calls: readonly TriedCall[]): Promise<void> {
    this.#calls = calls;
    await this.#memory.update(CALLS, calls.length === 0 ? undefined : calls);
    await this.#ask();
  }

  /** Asks for the calls as they are, and to be told from now on. */
  async #ask(): Promise<void> {
    void vscode.commands.executeCommand("setContext", "ambit.watching", this.#calls.length > 0);
    const id = this.#asked.id + 1;
    this.#asked = { id, policy: "", calls: this.#calls };
    const policy = this.#calls.length === 0 ? "" : await this.#judge.policy();
    if (id !== this.#asked.id) return;
    if (policy === undefined)
      return this.#show({ problem: "there is no policy here, and no permission file of an agent" });
    this.#asked = { id, policy, calls: this.#calls };
    const result = await this.#server.request<WatchResult>(WATCH, this.#asked);
    if (id === this.#asked.id) this.#show(policy === "" ? undefined : result);
  }

  #show(result: WatchResult | undefined): void {
    if (result === undefined || "problem" in result) {
      this.#now = new Map();
      this.#result = undefined;
      this.#view.message = result === undefined ? "" : visibleText(result.problem, 300);
      this.#view.description = "";
      return this.#changed.fire(undefined);
    }
    const { calls, judge, policy } = result;
    const isSameJudge = this.#result?.policy.uri === policy.uri;
    const before = new Map([...this.#now].map(([key, { decision }]) => [key, decision]));
    this.#result = result;
    this.#now = new Map(
      this.#asked.calls.flatMap((call, index) => {
        const now = calls[index];
        return now === undefined ? [] : [[keyOf(call), now]];
      }),
    );
    this.#flash(isSameJudge ? flipsOf(this.#asked.calls, before, calls) : new Map());
    this.#view.message = "";
    this.#view.description = `by ${judge} (${policy.place})`;
    this.#changed.fire(undefined);
  }

  #flash(flips: ReadonlyMap<string, Word>): void {
    for (const [key, was] of flips) {
      clearTimeout(this.#flips.get(key)?.timer);
      const timer = setTimeout(() => {
        this.#flips.delete(key);
        if (this.#flips.size === 0 && this.#view.visible) this.#view.badge = undefined;
        this.#changed.fire(undefined);
      }, FLASH_MS);
      this.#flips.set(key, { was, timer });
    }
    if (flips.size === 0) return;
    const value = this.#flips.size;
    const calls = value === 1 ? "1 watched call is" : `${value} watched calls are`;
    this.#view.badge = { value, tooltip: `${calls} decided otherwise now` };
  }
}
