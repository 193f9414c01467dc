import { FileChangeType } from "vscode-languageserver";
import type { FileEvent } from "vscode-languageserver";
import { isInside, nameOf } from "../workspace/paths.ts";
import { kindOf } from "../workspace/inspection.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Diagnoser } from "./diagnoser.ts";
import type { OpenDocuments } from "./open-documents.ts";
import { pathOf } from "./uris.ts";

/** Decides which documents are checked when: those of the workspace folders, and those that are open. */
export class WorkspaceDocuments {
  readonly #workspace: Workspace;
  readonly #open: OpenDocuments;
  readonly #diagnoser: Diagnoser;
  #folders: readonly string[];

  constructor(
    workspace: Workspace,
    open: OpenDocuments,
    diagnoser: Diagnoser,
    folders: readonly string[],
  ) {
    this.#workspace = workspace;
    this.#open = open;
    this.#diagnoser = diagnoser;
    this.#folders = folders;
  }

  /** The workspace folders that are open now. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  /** All documents of Ambit's own in the workspace folders and among the open ones. */
  async all(): Promise<readonly string[]> {
    const found = await Promise.all(
      this.#folders.map((folder) => this.#workspace.documents(folder)),
    );
    return [...new Set([...found.flat(), ...this.#open.paths()])];
  }

  /** Looks for documents and checks them. */
  async scan(): Promise<void> {
    this.#diagnoser.check(await this.all());
  }

  /** Other folders are open now. */
  async changeFolders(added: readonly string[], removed: readonly string[]): Promise<void> {
    this.#folders = [...this.#folders.filter((folder) => !removed.includes(folder)), ...added];
    for (const path of this.#diagnoser.checked((one) => !this.#counts(one)))
      this.#diagnoser.forget(path);
    await this.scan();
  }

  /** A document was closed: from now on it counts as it is on disk, if it counts at all. */
  closed(path: string): void {
    if (this.#counts(path)) this.#diagnoser.check([path]);
    else this.#diagnoser.forget(path);
  }

  /** Files and folders were changed by others. */
  async filesChanged(changes: readonly FileEvent[]): Promise<void> {
    const folders: string[] = [];
    for (const { uri, type } of changes) {
      const path = pathOf(uri);
      if (type === FileChangeType.Deleted) this.#deleted(path);
      else if (this.#counts(path)) this.#diagnoser.check([path]);
      else if (mayBeFolder(path)) folders.push(path);
      else this.#diagnoser.checkDependents(path);
      // A new one concerns documents that did not know of it.
      if (type !== FileChangeType.Changed && /\/\.ambit\/tools(\/[^/]*)?$/.test(path))
        this.#diagnoser.checkAll();
      // It begins a workspace of its own, or no longer does: others are judged against another folder.
      if (type !== FileChangeType.Changed && nameOf(path) === "ambit.yaml")
        this.#diagnoser.checkAll();
    }
    const found = await Promise.all(folders.map((path) => this.#workspace.documents(path)));
    this.#diagnoser.check(found.flat());
    await this.#sweep();
  }

  /** A client does not tell of every file of a folder that was removed and made anew: looks for documents that have gone. */
  async #sweep(): Promise<void> {
    const closed = this.#diagnoser.checked((path) => this.#open.get(path) === undefined);
    const there = await Promise.all(closed.map((path) => this.#workspace.exists(path)));
    this.#diagnoser.check(closed.filter((_, index) => there[index] !== true));
  }

  /** The path may be that of a folder: then only it is named, and nothing below it. */
  #deleted(path: string): void {
    const gone = this.#diagnoser.checked((one) => isInside(one, path));
    this.#diagnoser.check(gone);
    this.#diagnoser.checkDependents(path);
  }

  #counts(path: string): boolean {
    if (this.#open.get(path) !== undefined) return true;
    return kindOf(path) !== undefined && this.#folders.some((folder) => isInside(path, folder));
  }
}

/** Most folders have no dot in their name, and most files do; a wrong guess costs a look at the disk, or a wait for the next change. */
function mayBeFolder(path: string): boolean {
  return !nameOf(path).slice(1).includes(".") && !/\/(node_modules|\.git)(\/|$)/.test(path);
}
