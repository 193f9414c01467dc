import { CompletionItemKind, InsertTextFormat, MarkupKind } from "vscode-languageserver-types";
import type { CompletionItem } from "vscode-languageserver-types";
import type { LineIndex } from "../../model/place.ts";
import { shown, shownShort } from "../../model/shown.ts";
import type { Cursor } from "../cursor.ts";
import { lspRange } from "../ranges.ts";
import { scalarText } from "../yaml-text.ts";

/** Something that may be written, before it is made an item of the editor. */
export interface Offer {
  readonly label: string;
  readonly kind: keyof typeof CompletionItemKind;
  /** YAML to insert; without it, the label as a value. `$1` and the like stand for what is to be filled in. */
  readonly snippet?: string;
  /** As `snippet`, without places to fill in. */
  readonly text?: string;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What the workspace has comes first: from 0. */
  readonly rank: number;
  /** More can be chosen behind it. */
  readonly next?: "again";
}

/** An offer as the editor takes it. */
export function toItem(
  offer: Offer,
  index: number,
  cursor: Cursor,
  lines: LineIndex,
  snippets: boolean,
): CompletionItem {
  const { label, kind, detail, documentation, rank } = offer;
  const snippet = snippets ? offer.snippet : undefined;
  const newText =
    snippet ??
    offer.text ??
    (offer.snippet === undefined ? scalarText(label) : filled(offer.snippet));
  return {
    label: shownShort(label, 200),
    kind: CompletionItemKind[kind],
    sortText: [rank, index].map((one) => String(one).padStart(3, "0")).join(" "),
    filterText: `${cursor.quote}${label}`,
    insertTextFormat: snippet === undefined ? InsertTextFormat.PlainText : InsertTextFormat.Snippet,
    textEdit: { range: lspRange(cursor.range, lines), newText },
    ...(detail === undefined ? {} : { detail: shown(detail) }),
    ...(documentation === undefined
      ? {}
      : { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
    ...(offer.next === undefined
      ? {}
      : { command: { title: "Suggest", command: "editor.action.triggerSuggest" } }),
  };
}

/** Text inside a snippet that is itself. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** A snippet with what its places hold to begin with, for an editor that knows no snippets. */
export function filled(snippet: string): string {
  return snippet
    .replace(/(?<!\\)\$\{\d+:((?:\\.|[^}\\])*)\}/g, "$1")
    .replace(/(?<!\\)\$\{?\d+\}?/g, "")
    .replace(/\\([\\$}])/g, "$1");
}
