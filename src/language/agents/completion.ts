import { CompletionItemKind, InsertTextFormat } from "vscode-languageserver-types";
import type { CompletionItem } from "vscode-languageserver-types";
import { agentFileAt } from "../../formats/index.ts";
import { LineIndex } from "../../model/place.ts";
import { shown, shownShort } from "../../model/shown.ts";
import { jsonPlaceAt } from "../../policy/json-place.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { snippetText } from "../completion/offer.ts";
import { lspRange } from "../ranges.ts";
import { claudeOffers } from "./claude-offers.ts";
import { linePlaceAt } from "./line-place.ts";
import {
  codexOffers,
  cursorOffers,
  geminiOffers,
  opencodeOffers,
  vsCodeOffers,
} from "./other-offers.ts";
import type { AgentOffer, AgentWriting } from "./writing.ts";

/** What may be written at an offset of an agent's file: only where the agent alone knows the grammar. What VS Code itself offers for JSON is not repeated. */
export async function completeAgentFile(
  workspace: Workspace,
  path: string,
  offset: number,
  snippets: boolean,
): Promise<readonly CompletionItem[]> {
  const file = agentFileAt(path);
  const text = await workspace.text(path);
  if (file === undefined || text === undefined) return [];
  const isJson = /\.jsonc?$/.test(path);
  const place = isJson ? jsonPlaceAt(text, offset) : linePlaceAt(text, offset);
  if (place === undefined) return [];
  const around = await workspace.surroundings(`${file.at.base}/-`);
  const quote = text[place.range.start - 1] === "'" ? "'" : '"';
  const writing: AgentWriting = { ...place, file, text, around, quote };
  const offers = await OFFERS[file.format.id](writing);
  const lines = new LineIndex(text);
  const once = new Map(offers.toReversed().map((offer) => [offer.text, offer]));
  return [...once.values()]
    .toReversed()
    .map((offer, index) => itemOf(offer, index, writing, lines, snippets));
}

const OFFERS: Readonly<
  Record<
    NonNullable<ReturnType<typeof agentFileAt>>["format"]["id"],
    (writing: AgentWriting) => readonly AgentOffer[] | Promise<readonly AgentOffer[]>
  >
> = {
  "claude-code": claudeOffers,
  vscode: vsCodeOffers,
  codex: codexOffers,
  "gemini-cli": geminiOffers,
  opencode: opencodeOffers,
  cursor: cursorOffers,
};

function itemOf(
  { text, kind, detail, rank, next }: AgentOffer,
  index: number,
  { range, quote, quoted }: AgentWriting,
  lines: LineIndex,
  snippets: boolean,
): CompletionItem {
  const inner = quote === '"' ? JSON.stringify(text).slice(1, -1) : text;
  const written = quoted ? inner : `${quote}${inner}${quote}`;
  const isSnippet = snippets && next === "inside";
  const cut = written.length - (quoted ? 1 : 2);
  const newText = isSnippet
    ? `${snippetText(written.slice(0, cut))}$1${snippetText(written.slice(cut))}`
    : written;
  return {
    label: shownShort(text, 200),
    kind: CompletionItemKind[kind],
    sortText: [rank, index].map((one) => String(one).padStart(3, "0")).join(" "),
    filterText: written,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: lspRange(range, lines), newText },
    ...(detail === undefined || detail === "" ? {} : { detail: shown(detail) }),
    ...(next === undefined
      ? {}
      : { command: { title: "Suggest", command: "editor.action.triggerSuggest" } }),
  };
}
