import { CompletionItemKind, InsertTextFormat } from "vscode-languageserver-types";
import type { CompletionItem } from "vscode-languageserver-types";
import { agentFileAt } from "../../formats/index.ts";
import { LineIndex } from "../../model/place.ts";
import type { Range } from "../../model/place.ts";
import { shown, shownShort } from "../../model/shown.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { snippetText } from "../completion/offer.ts";
import { lspRange } from "../ranges.ts";
import { claudeOffers } from "./claude-offers.ts";
import { codexOffers } from "./codex-offers.ts";
import { cursorOffers } from "./cursor-offers.ts";
import { geminiOffers } from "./gemini-offers.ts";
import { opencodeOffers } from "./opencode-offers.ts";
import { agentPlaceAt } from "./place.ts";
import { vsCodeOffers } from "./vscode-offers.ts";
import type { AgentOffer, AgentWriting } from "./writing.ts";

/**
 * What may be written at an offset of an agent's file: only where the agent alone knows the grammar. What VS Code itself offers for JSON is not repeated:
 * names and words of a file that names its schema.
 */
export async function completeAgentFile(
  workspace: Workspace,
  path: string,
  offset: number,
  snippets: boolean,
): Promise<readonly CompletionItem[]> {
  const text = await workspace.text(path);
  const found = text === undefined ? undefined : await offersAt(workspace, path, text, offset);
  if (text === undefined || found === undefined) return [];
  const { writing, offers } = found;
  const lines = new LineIndex(text);
  const once = new Map(offers.toReversed().map((offer) => [offer.text, offer]));
  return [...once.values()]
    .toReversed()
    .map((offer, index) => itemOf(offer, index, writing, lines, snippets));
}

/** What a name or word at an offset of an agent's file means, and where it stands; nothing where that is not known, or a schema says it. */
export async function wordAt(
  workspace: Workspace,
  path: string,
  offset: number,
): Promise<MeantWord | undefined> {
  const text = (await workspace.text(path)) ?? "";
  const found = await offersAt(workspace, path, text, offset);
  if (found === undefined) return undefined;
  const { range } = found.writing;
  const word = text.slice(range.start, range.end);
  const offer = found.offers.find((one) => one.text === word && WORDS.has(one.kind));
  return offer?.detail === undefined || offer.detail === ""
    ? undefined
    : { range, word, meaning: offer.detail, own: offer.kind !== "Function" };
}

/** A name or word, and what it means. */
export interface MeantWord {
  readonly range: Range;
  readonly word: string;
  readonly meaning: string;
  /** The meaning is Ambit's own Markdown, and no text of a server. */
  readonly own: boolean;
}

const WORDS: ReadonlySet<AgentOffer["kind"]> = new Set(["EnumMember", "Property", "Function"]);

async function offersAt(
  workspace: Workspace,
  path: string,
  text: string,
  offset: number,
): Promise<{ readonly writing: AgentWriting; readonly offers: readonly AgentOffer[] } | undefined> {
  const file = agentFileAt(path);
  const place = file && agentPlaceAt(path, text, offset);
  if (file === undefined || place === undefined) return undefined;
  const around = await workspace.surroundings(`${file.at.base}/-`);
  const writing: AgentWriting = { ...place, file, text, around };
  const offers = await OFFERS[file.format.id](writing);
  const hasSchema = /\.jsonc?$/.test(path) && /"\$schema"\s*:\s*"[^"]/.test(text);
  const isOurs = ({ kind }: AgentOffer): boolean => kind !== "Property" && kind !== "EnumMember";
  return { writing, offers: hasSchema ? offers.filter(isOurs) : offers };
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
    ...(next === undefined
      ? {}
      : { command: { title: "Suggest", command: "editor.action.triggerSuggest" } }),
  };
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
