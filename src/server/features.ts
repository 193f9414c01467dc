import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { CancellationToken, Connection, ServerCapabilities } from "vscode-languageserver";
import type { DocumentId, Features } from "../language/features.ts";
import { TOKEN_MODIFIERS, TOKEN_TYPES } from "../language/tokens/token.ts";
import type { Pace } from "../workspace/reach.ts";
import type { WorkspaceDocuments } from "./documents.ts";
import type { Fence } from "./fence.ts";
import type { OpenDocuments } from "./open-documents.ts";
import { pathOf } from "./uris.ts";

/** What the server says that it can do for reading and writing documents. */
export const FEATURES: ServerCapabilities = {
  completionProvider: { triggerCharacters: [" ", "/", "$", ":", '"', "'", "-", "("] },
  hoverProvider: true,
  signatureHelpProvider: { triggerCharacters: ["{", ",", ":", "\n"], retriggerCharacters: [" "] },
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
    full: true,
    range: true,
  },
  foldingRangeProvider: true,
  documentLinkProvider: {},
  selectionRangeProvider: true,
  documentFormattingProvider: true,
  codeLensProvider: {},
  inlayHintProvider: true,
};

/** How long a change is left alone before what rules reach is counted. */
const HINT_DELAY_MS = 100;

/** Answers what the editor asks while documents are read and written. */
export function serveFeatures(
  connection: Connection,
  all: { readonly own: Features; readonly agents: Features },
  open: OpenDocuments,
  documents: Pick<WorkspaceDocuments, "all">,
  fence: Fence,
): void {
  const id = ({
    textDocument,
  }: {
    readonly textDocument: { readonly uri: string };
  }): DocumentId => {
    const path = pathOf(textDocument.uri);
    return { path, kind: open.kindOf(path), language: open.get(path)?.languageId };
  };
  const of = ({ kind }: DocumentId): Features => (kind === "agent" ? all.agents : all.own);
  /** An answer; none where the question is no longer asked, or the document has changed meanwhile. */
  const answer = async <T, E>(
    what: string,
    { path }: DocumentId,
    token: CancellationToken,
    empty: E,
    work: () => Promise<T>,
  ): Promise<T | E | ResponseError> => {
    // Lets a cancellation that has come in already be read before the work begins.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (isCancelled(token)) return CANCELLED;
    const version = open.get(path)?.version;
    const result = await fence(what, work);
    if (isCancelled(token)) return CANCELLED;
    if (open.get(path)?.version !== version) return OUTDATED;
    return result ?? empty;
  };
  connection.onCompletion((params, token) =>
    answer("completion", id(params), token, [], async () => [
      ...(await of(id(params)).completion(id(params), params.position)),
    ]),
  );
  connection.onHover((params, token) =>
    answer("hover", id(params), token, null, () =>
      of(id(params)).hover(id(params), params.position, paceOf(token)),
    ),
  );
  connection.onDefinition((params, token) =>
    answer("definition", id(params), token, null, () =>
      of(id(params)).definition(id(params), params.position),
    ),
  );
  connection.onReferences((params, token) =>
    answer("references", id(params), token, [], async () => [
      ...(await of(id(params)).references(id(params), params.position)),
    ]),
  );
  connection.onPrepareRename((params, token) =>
    answer("renaming", id(params), token, null, () =>
      of(id(params)).renameable(id(params), params.position),
    ),
  );
  connection.onRenameRequest((params, token) =>
    answer("renaming", id(params), token, null, async () => {
      const edits = await of(id(params)).rename(id(params), params.position, params.newName);
      if ("problem" in edits) return new ResponseError(LSPErrorCodes.RequestFailed, edits.problem);
      return { changes: { [params.textDocument.uri]: [...edits] } };
    }),
  );
  connection.onDocumentHighlight((params, token) =>
    answer("highlights", id(params), token, [], async () => [
      ...(await of(id(params)).highlights(id(params), params.position)),
    ]),
  );
  connection.onSignatureHelp((params, token) =>
    answer("arguments", id(params), token, null, () =>
      of(id(params)).signature(id(params), params.position),
    ),
  );
  connection.languages.semanticTokens.on((params, token) =>
    answer("colours", id(params), token, { data: [] }, async () => ({
      data: [...(await of(id(params)).tokens(id(params)))],
    })),
  );
  connection.languages.semanticTokens.onRange((params, token) =>
    answer("colours", id(params), token, { data: [] }, async () => ({
      data: [...(await of(id(params)).tokens(id(params), params.range))],
    })),
  );
  connection.onWorkspaceSymbol(async ({ query }, token) => {
    const found = await fence("names of the workspace", async () => {
      const paths = await documents.all();
      if (isCancelled(token)) return CANCELLED;
      const ids = paths.map((path) => ({ path, kind: open.kindOf(path) }));
      return [...(await all.own.namedPlaces(ids, query))];
    });
    return found ?? [];
  });
  connection.onDocumentSymbol((params, token) =>
    answer("symbols", id(params), token, [], async () => [
      ...(await of(id(params)).symbols(id(params))),
    ]),
  );
  connection.onFoldingRanges((params, token) =>
    answer("folding", id(params), token, [], async () => [
      ...(await of(id(params)).folding(id(params))),
    ]),
  );
  connection.onDocumentLinks((params, token) =>
    answer("links", id(params), token, [], async () => [
      ...(await of(id(params)).links(id(params))),
    ]),
  );
  connection.onSelectionRanges((params, token) =>
    answer("selections", id(params), token, [], async () => [
      ...(await of(id(params)).selections(id(params), params.positions)),
    ]),
  );
  connection.onDocumentFormatting((params, token) =>
    answer("formatting", id(params), token, [], async () => [
      ...(await of(id(params)).formatting(id(params), params.options.tabSize)),
    ]),
  );
  connection.languages.inlayHint.on(async (params, token) => {
    // Typing is followed by findings first; hints that a further letter makes old are never counted.
    await new Promise((resolve) => setTimeout(resolve, HINT_DELAY_MS));
    return answer("hints", id(params), token, [], async () => [
      ...(await of(id(params)).hints(id(params), params.range, paceOf(token))),
    ]);
  });
  connection.onCodeLens((params, token) =>
    answer("lenses", id(params), token, [], async () => [
      ...(await of(id(params)).lenses(id(params))),
    ]),
  );
}

/** Whatever else has come in goes first. */
function paceOf(token: CancellationToken): Pace {
  return () =>
    new Promise((resolve) => setTimeout(() => resolve(!token.isCancellationRequested), 0));
}

/** Asked anew each time: it changes while work is waited for. */
function isCancelled(token: CancellationToken): boolean {
  return token.isCancellationRequested;
}

const CANCELLED = new ResponseError(LSPErrorCodes.RequestCancelled, "no longer asked");
const OUTDATED = new ResponseError(LSPErrorCodes.ContentModified, "the document has changed");
