import type { CancellationToken } from "vscode";

/** Asks the language server; a cancelled request is told to it. */
export interface Server {
  request<Result>(method: string, params?: object, token?: CancellationToken): Promise<Result>;
}
