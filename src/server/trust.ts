import type { Connection } from "vscode-languageserver";
import { TRUSTED } from "../protocol/start.ts";

/**
 * Says in the log whether the person trusts the workspace: not until the client has said so. Reading, checking and deciding need no trust,
 * and nothing that the server does today does.
 */
export function followTrust(connection: Connection, trusted: boolean): void {
  if (trusted) return;
  connection.console.info("the workspace is not trusted: nothing of it is run");
  connection.onNotification(TRUSTED, () => {
    connection.console.info("the workspace is trusted now");
  });
}
