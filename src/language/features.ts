import type {
  CodeLens,
  CompletionItem,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  Position,
  Range,
  SelectionRange,
  SignatureHelp,
  TextEdit,
  WorkspaceSymbol,
} from "vscode-languageserver-types";
import { LineIndex } from "../model/place.ts";
import { shownShort } from "../model/shown.ts";
import type { Range as Offsets, SymbolicPath } from "../model/place.ts";
import { formatDocument } from "../policy/format-document.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";
import type { DocumentKind, OwnKind } from "../workspace/inspection.ts";
import { kindOf } from "../workspace/inspection.ts";
import { nameOf } from "../workspace/paths.ts";
import type { Pace } from "../workspace/reach.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Client } from "./client.ts";
import { codeLenses } from "./code-lens.ts";
import { complete } from "./completion/complete.ts";
import { decidedAt, decidingRules } from "./decided.ts";
import type { CallPlace } from "./decided.ts";
import { foldingRanges } from "./folding.ts";
import { highlights } from "./highlights.ts";
import { asksForDecision, decisionMarkdown } from "./hover/decisions.ts";
import { hoverAt } from "./hover/hover.ts";
import type { Trial } from "./hover/pattern.ts";
import { writtenLinks } from "./links.ts";
import { nameAt } from "./names.ts";
import { outline } from "./outline.ts";
import { placeAt } from "./place-at.ts";
import { lspRange } from "./ranges.ts";
import { reachAt, reachHints } from "./reach-hints.ts";
import { rename, renameable } from "./rename.ts";
import { selectionRanges } from "./selection.ts";
import { placing } from "./simulation.ts";
import { signatureHelp } from "./signature.ts";
import { semanticTokens } from "./tokens/semantic-tokens.ts";
import { knownTools } from "./tool-docs.ts";
import { namedPlaces } from "./workspace-symbols.ts";

/** A document of the editor: its path, and what the person says that it is. */
export interface DocumentId {
  readonly path: string;
  readonly kind: DocumentKind | undefined;
  /** The editor's own word for its language; absent where the document is not open. */
  readonly language?: string | undefined;
}

/** What the editor offers for reading and writing documents. Every answer is made from the text as it is when it is asked for. */
export interface Features {
  completion(document: DocumentId, position: Position): Promise<readonly CompletionItem[]>;
  hover(document: DocumentId, position: Position, pace?: Pace): Promise<Hover | undefined>;
  /** Where a name is defined, a link leads, or the rules stand that decide the call there. */
  definition(document: DocumentId, position: Position): Promise<Location | Location[] | undefined>;
  references(document: DocumentId, position: Position): Promise<readonly Location[]>;
  renameable(
    document: DocumentId,
    position: Position,
  ): Promise<{ readonly range: Range; readonly placeholder: string } | undefined>;
  /** The edits of the document, or why there are none. */
  rename(
    document: DocumentId,
    position: Position,
    name: string,
  ): Promise<readonly TextEdit[] | { readonly problem: string }>;
  /** Every place of the name that stands there. */
  highlights(document: DocumentId, position: Position): Promise<readonly DocumentHighlight[]>;
  /** The arguments of the tool whose `args` are being written there. */
  signature(document: DocumentId, position: Position): Promise<SignatureHelp | undefined>;
  /** What the words of the document, or of a range of it, are; as LSP has it, five numbers each. */
  tokens(document: DocumentId, range?: Range): Promise<readonly number[]>;
  symbols(document: DocumentId): Promise<readonly DocumentSymbol[]>;
  /** Rules, sets, scenarios, suites and cases of documents, of those whose name goes with the query. */
  namedPlaces(documents: readonly DocumentId[], query: string): Promise<readonly WorkspaceSymbol[]>;
  folding(document: DocumentId): Promise<readonly FoldingRange[]>;
  links(document: DocumentId): Promise<readonly DocumentLink[]>;
  selections(
    document: DocumentId,
    positions: readonly Position[],
  ): Promise<readonly SelectionRange[]>;
  formatting(document: DocumentId, indent: number): Promise<readonly TextEdit[]>;
  lenses(document: DocumentId): Promise<readonly CodeLens[]>;
  /** What the rules in a range reach here; nothing where that is turned off, or the pace says to stop. */
  hints(document: DocumentId, range: Range, pace: Pace): Promise<readonly InlayHint[]>;
}

/** Makes the features over one workspace. */
export function createFeatures(workspace: Workspace, client: Client): Features {
  const treeOf = ({ path }: DocumentId): Promise<YamlDocument> => workspace.tree(path);
  const location = (path: string, range: Offsets, text: string): Location => ({
    uri: client.uriOf(path),
    range: lspRange(range, new LineIndex(text)),
  });
  /** The links of a document whose files are there. */
  const links = async (id: DocumentId, document: YamlDocument): Promise<readonly FoundLink[]> => {
    const around = await workspace.surroundings(id.path);
    const found = await Promise.all(
      writtenLinks(document, kindOfId(id)).map(async ({ path, range }) => {
        const target = around.linked(id.path, path);
        return (await workspace.exists(target)) ? [{ target, range }] : [];
      }),
    );
    return found.flat();
  };
  const callPlace = (id: DocumentId, { root }: YamlDocument, path: SymbolicPath): CallPlace => {
    return { workspace, file: id.path, kind: kindOfId(id), root, path };
  };
  const decisionAt = async (
    id: DocumentId,
    document: YamlDocument,
    offset: number,
  ): Promise<string | undefined> => {
    const place = placeAt(document.root, offset);
    if (place === undefined || !asksForDecision(place.path, place.on)) return undefined;
    const decided = await decidedAt(callPlace(id, document, place.path));
    return decided && decisionMarkdown(decided, client);
  };
  return {
    completion: async (id, position) => {
      const document = await treeOf(id);
      const around = await workspace.surroundings(id.path);
      const written = { file: id.path, kind: kindOfId(id), document, around };
      return complete(written, offsetIn(document.text, position), client.snippets);
    },
    hover: async (id, position, pace = GO_ON) => {
      const document = await treeOf(id);
      const around = await workspace.surroundings(id.path);
      const trial = (policy: string): ReturnType<Trial> => workspace.trial(policy, around.root);
      const kind = kindOfId(id);
      const offset = offsetIn(document.text, position);
      const asked = { workspace, path: id.path, document, pace };
      const reach = kind === "policy" ? await reachAt(asked, offset) : undefined;
      const decided = await decisionAt(id, document, offset);
      const tools = await knownTools(around);
      return hoverAt({ kind, document, tools, trial, reach, decided }, offset);
    },
    definition: async (id, position) => {
      const document = await treeOf(id);
      const offset = offsetIn(document.text, position);
      const name = kindOfId(id) === "policy" ? nameAt(document, offset) : undefined;
      if (name?.declared !== undefined) return location(id.path, name.declared, document.text);
      const link = (await links(id, document)).find(
        ({ range }) => range.start <= offset && offset <= range.end,
      );
      if (link !== undefined) return location(link.target, { start: 0, end: 0 }, "");
      const path = placeAt(document.root, offset)?.path ?? [];
      const decided = await decidedAt(callPlace(id, document, path));
      if (decided === undefined) return undefined;
      const placed = placing(decided.policy, client);
      return decidingRules(decided).map((rule) => {
        const { uri, range } = placed(rule);
        return { uri, range };
      });
    },
    references: async (id, position) => {
      const document = await treeOf(id);
      const name =
        kindOfId(id) === "policy" ? nameAt(document, offsetIn(document.text, position)) : undefined;
      const declared = name?.declared === undefined ? [] : [name.declared];
      return [...declared, ...(name?.uses ?? [])].map((range) =>
        location(id.path, range, document.text),
      );
    },
    renameable: async (id, position) => {
      const document = await treeOf(id);
      return kindOfId(id) === "policy"
        ? renameable(document, offsetIn(document.text, position))
        : undefined;
    },
    rename: async (id, position, name) => {
      const document = await treeOf(id);
      return rename(document, offsetIn(document.text, position), name);
    },
    highlights: async (id, position) => {
      const document = await treeOf(id);
      if (kindOfId(id) !== "policy") return [];
      return highlights(document, offsetIn(document.text, position));
    },
    signature: async (id, position) => {
      const document = await treeOf(id);
      const tools = await knownTools(await workspace.surroundings(id.path));
      return signatureHelp(document, kindOfId(id), tools, offsetIn(document.text, position));
    },
    tokens: async (id, range) => {
      const document = await treeOf(id);
      const within = range && {
        start: offsetIn(document.text, range.start),
        end: offsetIn(document.text, range.end),
      };
      return semanticTokens(document, kindOfId(id), within);
    },
    symbols: async (id) => outline(await treeOf(id)),
    namedPlaces: async (ids, query) => {
      const found = await Promise.all(
        ids.map(async (id) =>
          namedPlaces(id.path, await treeOf(id), kindOfId(id), query).map(({ range, ...rest }) => ({
            ...rest,
            location: { uri: client.uriOf(id.path), range },
            containerName: shownShort(nameOf(id.path), 100),
          })),
        ),
      );
      return found.flat().slice(0, MOST_NAMED);
    },
    folding: async (id) => foldingRanges(await treeOf(id)),
    links: async (id) => {
      const document = await treeOf(id);
      const lines = new LineIndex(document.text);
      return (await links(id, document)).map(({ target, range }) => ({
        range: lspRange(range, lines),
        target: client.uriOf(target),
      }));
    },
    selections: async (id, positions) => {
      const document = await treeOf(id);
      return selectionRanges(
        document,
        positions.map((position) => offsetIn(document.text, position)),
      );
    },
    formatting: async (id, indent) => {
      const { text } = await treeOf(id);
      const newText = formatDocument(text, indent);
      if (newText === undefined) return [];
      return [{ range: lspRange({ start: 0, end: text.length }, new LineIndex(text)), newText }];
    },
    lenses: async (id) => {
      const recorded = await (await workspace.surroundings(id.path)).tools();
      return codeLenses(await treeOf(id), kindOfId(id), new Set(recorded.keys()));
    },
    hints: async (id, { start, end }, pace) => {
      if (kindOfId(id) !== "policy" || !client.settings().reachHints) return [];
      const document = await treeOf(id);
      const range = { start: offsetIn(document.text, start), end: offsetIn(document.text, end) };
      return reachHints({ workspace, path: id.path, document, pace }, range);
    },
  };
}

/** As many names of the workspace are given at once; who types on gets others. */
const MOST_NAMED = 1000;

const GO_ON: Pace = () => Promise.resolve(true);

interface FoundLink {
  readonly target: string;
  readonly range: Offsets;
}

function kindOfId({ path, kind }: DocumentId): OwnKind {
  const known = kind ?? kindOf(path) ?? "policy";
  return known === "agent" ? "policy" : known;
}

function offsetIn(text: string, { line, character }: Position): number {
  return new LineIndex(text).offset({ line, column: character });
}
