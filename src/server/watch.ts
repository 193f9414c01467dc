import { DidChangeWatchedFilesNotification } from "vscode-languageserver";
import type { Connection, DidChangeWatchedFilesRegistrationOptions } from "vscode-languageserver";

/** Asks the client to tell of files that others change. */
export async function watchFiles(connection: Connection): Promise<void> {
  const options: DidChangeWatchedFilesRegistrationOptions = {
    // A document may extend a file of any name, and of a folder that comes or goes often nothing but the folder is named.
    watchers: [{ globPattern: "**/*" }],
  };
  await connection.client.register(DidChangeWatchedFilesNotification.type, options);
}
