import { CompletionItemKind, InsertTextFormat } from "vscode-languageserver-types";
import type { CompletionItem } from "vscode-languageserver-types";
import { LineIndex } from "../../model/place.ts";
import { shown, shownShort } from "../../model/shown.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { snippetText } from "../completion/offer.ts";
import { lspRange } from "../ranges.ts";
import { offersAt } from "./offers.ts";
import type { AgentDocument } from "./offers.ts";
import type { AgentOffer, AgentWriting } from "./writing.ts";

/**
 * What may be written at an offset of an agent's file: only where the agent alone knows the grammar. What VS Code itself offers is not repeated: in JSON names and
 * words of a file that names its schema, in Markdown those of its own kinds of files.
 */
export async function completeAgentFile(
  workspace: Workspace,
  document: AgentDocument,
  offset: number,
  snippets: boolean,
): Promise<readonly CompletionItem[]> {
  const found = await offersAt(workspace, document, offset);
  if (found === undefined) return [];
  const { writing, offers } = found;
  const lines = new LineIndex(writing.text);
  const once = new Map(offers.toReversed().map((offer) => [offer.text, offer]));
  return [...once.values()]
    .toReversed()
    .map((offer, index) => itemOf(offer, index, writing, lines, snippets));
}

function itemOf(
  offer: AgentOffer,
  index: number,
  writing: AgentWriting,
  lines: LineIndex,
  snippets: boolean,
): CompletionItem {
  const { text, kind, detail, rank, next } = offer;
  const written = writing.write(text);
  const { front, back } = around(offer, written, writing);
  const isSnippet = snippets && back !== undefined;
  const newText = isSnippet
    ? `${snippetText(front)}$1${snippetText(back)}`
    : `${front}${back ?? ""}`;
  return {
    label: shownShort(text, 200),
    kind: CompletionItemKind[kind],
    sortText: [rank, index].map((one) => String(one).padStart(3, "0")).join(" "),
    filterText: written,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: lspRange(writing.range, lines), newText },
    ...(detail === undefined || detail === "" ? {} : { detail: shown(detail) }),
    ...(next === undefined && !isOpen(offer, writing)
      ? {}
      : { command: { title: "Suggest", command: "editor.action.triggerSuggest" } }),
  };
}

/** A value is to be written that may be known here too. */
function isOpen({ value }: AgentOffer, { assign }: AgentWriting): boolean {
  return assign !== undefined && (value === "" || value?.includes("|") === true);
}

/** What is written before the place of the cursor and behind it; without `back`, the cursor goes to the end. */
function around(
  { text, value, next }: AgentOffer,
  written: string,
  { assign }: AgentWriting,
): { readonly front: string; readonly back?: string } {
  if (value !== undefined && assign !== undefined) {
    const whole = `${written}${assign}${value}`;
    const cut = whole.lastIndexOf("|");
    return cut < 0 ? { front: whole } : { front: whole.slice(0, cut), back: whole.slice(cut + 1) };
  }
  const cut = next === "inside" ? written.lastIndexOf(text.slice(-1)) : -1;
  return cut < 0 ? { front: written } : { front: written.slice(0, cut), back: written.slice(cut) };
}
