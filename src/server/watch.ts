import { DidChangeWatchedFilesNotification, WatchKind } from "vscode-languageserver";
import type { Connection, DidChangeWatchedFilesRegistrationOptions } from "vscode-languageserver";

/** Asks the client to tell of files that others change. */
export async function watchFiles(connection: Connection): Promise<void> {
  const options: DidChangeWatchedFilesRegistrationOptions = {
    watchers: [
      // A document may extend a file of any name.
      { globPattern: "**/*.{yaml,yml}" },
      // Of a folder that is deleted, nothing but the folder is named.
      { globPattern: "**/*", kind: WatchKind.Delete },
    ],
  };
  await connection.client.register(DidChangeWatchedFilesNotification.type, options);
}
