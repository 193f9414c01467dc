import { TextDocuments } from "vscode-languageserver";
import type { Connection } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { kindOf } from "../workspace/inspection.ts";
import type { DocumentKind } from "../workspace/inspection.ts";
import { pathOf, uriOf } from "./uris.ts";

const LANGUAGES: ReadonlyMap<string, DocumentKind> = new Map([
  ["ambit-policy", "policy"],
  ["ambit-scenario", "scenario"],
  ["ambit-test", "test"],
  ["ambit-config", "config"],
]);

/** What happens to documents in the editor. */
export interface OpenEvents {
  /** Opened, or its text changed. */
  changed(path: string): void;
  closed(path: string): void;
}

/** The documents that are open in the editor, by path. */
export class OpenDocuments {
  readonly #documents = new TextDocuments(TextDocument);
  readonly #uris = new Map<string, string>();

  /** Follows the client from now on. */
  listen(connection: Connection, events: OpenEvents): void {
    this.#documents.onDidOpen(({ document }) => {
      this.#uris.set(pathOf(document.uri), document.uri);
    });
    this.#documents.onDidChangeContent(({ document }) => events.changed(pathOf(document.uri)));
    this.#documents.onDidClose(({ document }) => {
      this.#uris.delete(pathOf(document.uri));
      events.closed(pathOf(document.uri));
    });
    this.#documents.listen(connection);
  }

  /** The document as it stands in the editor. */
  get(path: string): TextDocument | undefined {
    const uri = this.#uris.get(path);
    return uri === undefined ? undefined : this.#documents.get(uri);
  }

  /** Paths of all open documents. */
  paths(): readonly string[] {
    return [...this.#uris.keys()];
  }

  /** The kind of a document: what the person says it is, else what its name says. */
  kindOf(path: string): DocumentKind | undefined {
    return LANGUAGES.get(this.get(path)?.languageId ?? "") ?? kindOf(path);
  }

  /** The URI of a path, spelt as the client spells it where it has it open. */
  uriOf(path: string): string {
    return this.#uris.get(path) ?? uriOf(path);
  }
}
