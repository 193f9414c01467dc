import { SymbolKind } from "vscode-languageserver-types";
import type { DocumentSymbol } from "vscode-languageserver-types";
import { LineIndex } from "../model/place.ts";
import type { Range } from "../model/place.ts";
import { shownShort } from "../model/shown.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";
import { entryOf } from "../policy/yaml/tree.ts";
import type { MapEntry, YamlNode } from "../policy/yaml/tree.ts";
import { lspRange } from "./ranges.ts";
import { EFFECTS, textsOf } from "./rule-node.ts";

/** What a document holds: its parts, and its servers, sets, rules, steps and cases by name. */
export function outline({ text, root }: YamlDocument): readonly DocumentSymbol[] {
  const lines = new LineIndex(text);
  if (root?.kind !== "map") return [];
  return root.entries.map((entry) => ({
    ...symbol(entry.key, SymbolKind.Namespace, entry, lines),
    children: childrenOf(entry, lines),
  }));
}

function childrenOf({ key, value }: MapEntry, lines: LineIndex): DocumentSymbol[] {
  if (value.kind === "map" && key !== "agent")
    return value.entries.map((entry) => symbol(entry.key, SymbolKind.Variable, entry, lines));
  if (value.kind !== "list") return [];
  return value.items.map((item, index) => ({
    ...itemNamed(item, key, index),
    kind: SymbolKind.Object,
    range: lspRange(item.range, lines),
    selectionRange: lspRange(headOf(item), lines),
  }));
}

function itemNamed(
  item: YamlNode,
  key: string,
  index: number,
): { readonly name: string; readonly detail: string } {
  const effect = EFFECTS.find((one) => entryOf(item, one) !== undefined);
  const tools = effect === undefined ? [] : textsOf(entryOf(item, effect)?.value);
  const call = entryOf(item, "call")?.value;
  const called = [
    ...textsOf(entryOf(call, "tool")?.value),
    ...textsOf(entryOf(item, "expect")?.value),
  ];
  const [id] = textsOf(entryOf(item, key === "cases" ? "name" : "id")?.value);
  if (key === "cases") called.push(...textsOf(entryOf(item, "tool")?.value));
  const isRule = effect !== undefined && key !== "cases";
  return {
    name: nonEmpty(id ?? `${key}[${index}]`),
    detail: shownShort((isRule ? [effect, ...tools] : called).join(" "), 80),
  };
}

function symbol(
  name: string,
  kind: SymbolKind,
  { keyRange, value }: MapEntry,
  lines: LineIndex,
): DocumentSymbol {
  const range = { start: keyRange.start, end: Math.max(keyRange.end, value.range.end) };
  return {
    name: nonEmpty(name),
    kind,
    range: lspRange(range, lines),
    selectionRange: lspRange(keyRange, lines),
  };
}

/** An editor refuses a symbol without a name. */
function nonEmpty(name: string): string {
  return name.trim() === "" ? '""' : shownShort(name, 100);
}

function headOf(item: YamlNode): Range {
  const [first] = item.kind === "map" ? item.entries : [];
  return first?.keyRange ?? { start: item.range.start, end: item.range.start };
}
