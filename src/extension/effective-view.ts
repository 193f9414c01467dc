import * as vscode from "vscode";
import { EFFECTIVE } from "../protocol/effective.ts";
import type {
  EffectiveCapabilityItem,
  EffectiveEntryItem,
  EffectiveItem,
} from "../protocol/effective.ts";
import { decisionIcon } from "./decision-icon.ts";
import { opening } from "./opening.ts";
import type { Server } from "./server.ts";

/** What the tree shows: an agent, that another version of it is installed, what it does, or an entry; `rest` is what becomes of anything else. */
type Node =
  | { readonly kind: "agent"; readonly item: EffectiveItem }
  | { readonly kind: "version"; readonly checked: string; readonly installed: string }
  | { readonly kind: "capability"; readonly item: EffectiveCapabilityItem }
  | { readonly kind: "entry"; readonly item: EffectiveEntryItem }
  | { readonly kind: "rest"; readonly item: NonNullable<EffectiveCapabilityItem["otherwise"]> };

/** After findings have changed, the tree follows so much later. */
const DELAY_MS = 300;

/** The view *Effective Permissions*: what all files of the workspace together grant to each agent. */
export class EffectiveView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #server: Server;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<Node>;
  readonly #subscriptions: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;

  constructor(server: Server) {
    this.#server = server;
    this.#view = vscode.window.createTreeView("ambit.effective", { treeDataProvider: this });
    this.#subscriptions = vscode.Disposable.from(
      this.#view,
      this.#changed,
      vscode.languages.onDidChangeDiagnostics(() => {
        this.#soon();
      }),
      this.#view.onDidChangeVisibility(() => {
        this.#soon();
      }),
    );
  }

  get onDidChangeTreeData(): vscode.Event<undefined> {
    return this.#changed.event;
  }

  /** What is shown may be otherwise now. */
  refresh(): void {
    this.#soon();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    switch (node?.kind) {
      case undefined:
        return (await this.#server.request<readonly EffectiveItem[]>(EFFECTIVE)).map((item) => ({
          kind: "agent",
          item,
        }));
      case "agent":
        return [
          ...otherVersion(node.item),
          ...node.item.capabilities.map((item): Node => ({ kind: "capability", item })),
        ];
      case "capability": {
        const { entries, otherwise } = node.item;
        const rest: readonly Node[] =
          otherwise === undefined ? [] : [{ kind: "rest", item: otherwise }];
        return [...entries.map((item): Node => ({ kind: "entry", item })), ...rest];
      }
      case "version":
      case "entry":
      case "rest":
        return [];
    }
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case "agent":
        return agentItem(node.item);
      case "version":
        return versionItem(node);
      case "capability":
        return capabilityItem(node.item);
      case "entry":
        return entryItem(node.item);
      case "rest":
        return restItem(node.item);
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  #soon(): void {
    if (!this.#view.visible) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#changed.fire(undefined);
    }, DELAY_MS);
  }
}

function agentItem({ name, folder, assumes, checked }: EffectiveItem): vscode.TreeItem {
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `${folder}/${name}`;
  item.iconPath = new vscode.ThemeIcon("robot");
  const version = checked === undefined ? [] : [`checked against ${checked}`];
  item.description = [...(folder === "" ? [] : [folder]), ...version].join(" · ");
  if (assumes.length > 0) item.tooltip = `Assuming: ${assumes.join("; ")}`;
  return item;
}

/** On a row of its own: a narrow view cuts off what stands behind a name. */
function otherVersion({ checked, installed }: EffectiveItem): readonly Node[] {
  if (checked === undefined || installed === undefined || installed === checked) return [];
  return [{ kind: "version", checked, installed }];
}

function versionItem({ checked, installed }: Node & { readonly kind: "version" }): vscode.TreeItem {
  const item = new vscode.TreeItem(`yours is ${installed}`);
  item.iconPath = new vscode.ThemeIcon("info");
  // The words of `ambit effective`.
  const label = `checked against ${checked}, yours is ${installed}`;
  item.tooltip = `${label}: what the files mean may have changed in between.`;
  item.accessibilityInformation = { label };
  return item;
}

function capabilityItem({ name, entries, otherwise }: EffectiveCapabilityItem): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(name, entries.length > 12 ? Collapsed : Expanded);
  const rest = otherwise === undefined ? [] : [`anything else: ${otherwise.decision}`];
  item.description = rest.join("");
  return item;
}

function entryItem({
  text,
  effect,
  uri,
  start,
  end,
  scope,
  overriddenBy,
}: EffectiveEntryItem): vscode.TreeItem {
  const item = new vscode.TreeItem(text);
  item.iconPath = decisionIcon(effect);
  const own = scope === undefined ? "" : ` (${scope})`;
  item.accessibilityInformation = { label: `${effect} ${text}${own}` };
  const target = vscode.Uri.parse(uri);
  item.description =
    overriddenBy === undefined
      ? `${target.path.slice(target.path.lastIndexOf("/") + 1)}:${start.line + 1}${own}`
      : `without effect: ${overriddenBy} counts first${own}`;
  item.command = opening("Go to the entry", uri, start, end);
  return item;
}

function restItem({
  decision,
  why,
}: NonNullable<EffectiveCapabilityItem["otherwise"]>): vscode.TreeItem {
  const item = new vscode.TreeItem("anything else");
  item.iconPath = decisionIcon(decision);
  item.accessibilityInformation = { label: `${decision} anything else` };
  if (why !== undefined) {
    item.description = why;
    item.tooltip = why;
  }
  return item;
}
