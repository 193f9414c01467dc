import type { Connection } from "vscode-languageserver";
import { TRUSTED } from "../protocol/start.ts";

/** Does the person trust the workspace now? */
export type Trust = () => boolean;

/**
 * Follows whether the person trusts the workspace: not until the client has said so. Reading, checking and deciding need no trust; what starts
 * a process does.
 */
export function followTrust(connection: Connection, trusted: boolean): Trust {
  let current = trusted;
  if (!trusted) {
    connection.console.info("the workspace is not trusted: nothing of it is run");
    connection.onNotification(TRUSTED, () => {
      current = true;
      connection.console.info("the workspace is trusted now");
    });
  }
  return () => current;
}
