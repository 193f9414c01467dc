import { FileChangeType } from "vscode-languageserver";
import type { Connection, FileEvent } from "vscode-languageserver";
import type { Workspace } from "../workspace/workspace.ts";
import type { Start } from "./start.ts";

/** A build makes many files: hints are asked for again only when it is quiet for this long. */
const QUIET_MS = 3_000;

/** Keeps what rules reach true while files come and go and settings change. */
export class ReachRefresh {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #refreshes: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, workspace: Workspace, { refreshesHints, watches }: Start) {
    this.#connection = connection;
    this.#workspace = workspace;
    this.#refreshes = refreshesHints && watches;
  }

  /** Files were changed by others. */
  filesChanged(changes: readonly FileEvent[]): void {
    if (changes.every(({ type }) => type === FileChangeType.Changed)) return;
    this.#workspace.filesChanged();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), QUIET_MS);
  }

  /** Has the client ask for the hints again. */
  refresh(): void {
    if (this.#refreshes) void this.#connection.languages.inlayHint.refresh().catch(() => undefined);
  }

  /** Asks for nothing more. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
