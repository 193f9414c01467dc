import type { InitializeParams } from "vscode-languageserver";
import type { StartOptions } from "../protocol/start.ts";
import { pathOf } from "./uris.ts";

/** What a client says of itself when it starts. */
export interface Start {
  readonly folders: readonly string[];
  readonly trusted: boolean;
  readonly pages: string | undefined;
  /** Not checked yet. */
  readonly settings: unknown;
  /** Not checked yet. */
  readonly assumed: unknown;
  readonly showsRelated: boolean;
  readonly snippets: boolean;
  /** It can watch files when it is asked to. */
  readonly watches: boolean;
  /** It asks for inlay hints anew when it is told to. */
  readonly refreshesHints: boolean;
  /** It tells when workspace folders come and go. */
  readonly tellsFolders: boolean;
}

/** Reads what a client says; whatever is missing or of another type is the careful choice. */
export function readStart({
  capabilities,
  workspaceFolders,
  initializationOptions,
}: InitializeParams): Start {
  const { trusted, pages, settings, assumed } = (initializationOptions ?? {}) as Readonly<
    Record<keyof StartOptions, unknown>
  >;
  const { workspace, textDocument } = capabilities;
  return {
    folders: (workspaceFolders ?? []).map(({ uri }) => pathOf(uri)),
    trusted: trusted === true,
    pages: typeof pages === "string" && pages.endsWith("/") ? pages : undefined,
    settings,
    assumed,
    showsRelated: textDocument?.publishDiagnostics?.relatedInformation === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    tellsFolders: workspace?.workspaceFolders === true,
  };
}
