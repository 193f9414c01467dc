import type { CompletionItem } from "vscode-languageserver-types";
import { LineIndex } from "../../model/place.ts";
import type { YamlDocument } from "../../policy/yaml/parse-document.ts";
import type { OwnKind } from "../../workspace/inspection.ts";
import type { Surroundings } from "../../workspace/surroundings.ts";
import { cursorsAt } from "../cursor.ts";
import { knownTools } from "../tool-docs.ts";
import { keyOffers } from "./keys.ts";
import { toItem } from "./offer.ts";
import { ruleSnippets } from "./snippets.ts";
import { valueOffers } from "./values.ts";
import type { Writing } from "./writing.ts";

/** A document in which something is being written. */
export interface Written {
  readonly file: string;
  readonly kind: OwnKind;
  readonly document: YamlDocument;
  readonly around: Surroundings;
}

/** What may stand at an offset, the likeliest first. Nothing that its reader would refuse. */
export async function complete(
  { file, kind, document, around }: Written,
  offset: number,
  snippets: boolean,
): Promise<readonly CompletionItem[]> {
  const cursors = cursorsAt(document, offset);
  if (cursors.length === 0) return [];
  const lines = new LineIndex(document.text);
  const tools = await knownTools(around);
  const items: CompletionItem[] = [];
  for (const cursor of cursors) {
    const writing: Writing = { cursor, kind, file, around, tools };
    const keys = [...ruleSnippets(writing, lines), ...(await keyOffers(writing, lines))];
    const offers = cursor.at === "key" ? keys : await valueOffers(writing);
    items.push(...offers.map((offer, index) => toItem(offer, index, cursor, lines, snippets)));
  }
  return [...new Map(items.toReversed().map((item) => [item.label, item])).values()].toReversed();
}
