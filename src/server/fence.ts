import type { Connection } from "vscode-languageserver";

/** Runs one piece of work; a defect of ours becomes a message in the log, and the server goes on. */
export type Fence = <T>(what: string, work: () => Promise<T>) => Promise<T | undefined>;

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
