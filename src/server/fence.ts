import type { Connection } from "vscode-languageserver";

/** Runs one piece of work; a defect of ours becomes a message in the log, and the server goes on. */
export type Fence = <T>(what: string, work: () => Promise<T>) => Promise<T | undefined>;

/** What people are told where a defect of ours left no answer. */
export const DEFECT = "this is a defect of Ambit; its log says more";

/** A fence that writes to the client's log. */
export function fenceFor(connection: Connection): Fence {
  return async (what, work) => {
    try {
      return await work();
    } catch (error) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      connection.console.error(`this is a defect of Ambit, in ${what}: ${detail}`);
      return undefined;
    }
  };
}
