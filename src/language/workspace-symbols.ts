import { SymbolKind } from "vscode-languageserver-types";
import { LineIndex } from "../model/place.ts";
import type { Range } from "../model/place.ts";
import { shownShort } from "../model/shown.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";
import { entryOf } from "../policy/yaml/tree.ts";
import type { YamlNode } from "../policy/yaml/tree.ts";
import type { DocumentKind } from "../workspace/inspection.ts";
import { nameOf } from "../workspace/paths.ts";
import { lspRange } from "./ranges.ts";
import { EFFECTS, nodeAt, textsOf } from "./rule-node.ts";

/** A name of a document that people look for from elsewhere. */
export interface NamedPlace {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly range: ReturnType<typeof lspRange>;
}

/** The sets and rules of a policy, a scenario, or a suite and its cases, of those whose name holds the letters of the query in their order. */
export function namedPlaces(
  path: string,
  { text, root }: YamlDocument,
  kind: DocumentKind,
  query: string,
): readonly NamedPlace[] {
  const lines = new LineIndex(text);
  return placesIn(path, root, kind)
    .filter(({ name }) => name !== "" && holdsLetters(name, query))
    .map(({ name, range, ...rest }) => ({
      ...rest,
      name: shownShort(name, 100),
      range: lspRange(range, lines),
    }));
}

interface Found {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly range: Range;
}

function placesIn(path: string, root: YamlNode | undefined, kind: DocumentKind): readonly Found[] {
  switch (kind) {
    case "policy":
      return [...setsIn(root), ...rulesIn(root)];
    case "scenario":
      return [wholeDocument(path, root)];
    case "test":
      return [wholeDocument(path, root), ...casesIn(root)];
    case "config":
    case "agent":
      return [];
  }
}

function setsIn(root: YamlNode | undefined): readonly Found[] {
  const sets = nodeAt(root, ["sets"]);
  if (sets?.kind !== "map") return [];
  return sets.entries.map(({ key, keyRange }) => ({
    name: `$${key}`,
    kind: SymbolKind.Variable,
    range: keyRange,
  }));
}

/** A rule without an id is found by its effect and tools. */
function rulesIn(root: YamlNode | undefined): readonly Found[] {
  const rules = nodeAt(root, ["rules"]);
  if (rules?.kind !== "list") return [];
  return rules.items.map((rule) => {
    const id = entryOf(rule, "id")?.value;
    const effect = EFFECTS.find((one) => entryOf(rule, one) !== undefined);
    const entry = effect === undefined ? undefined : entryOf(rule, effect);
    const words = effect === undefined ? "" : `${effect} ${textsOf(entry?.value).join(" ")}`;
    const range = id?.range ?? entry?.keyRange ?? rule.range;
    return { name: textsOf(id)[0] ?? words, kind: SymbolKind.Object, range };
  });
}

function casesIn(root: YamlNode | undefined): readonly Found[] {
  const cases = nodeAt(root, ["cases"]);
  if (cases?.kind !== "list") return [];
  return cases.items.flatMap((item) => {
    const value = entryOf(item, "name")?.value;
    const [name] = textsOf(value);
    if (name === undefined || value === undefined) return [];
    return [{ name, kind: SymbolKind.Method, range: value.range }];
  });
}

/** By the name that it gives itself, else by that of its file. */
function wholeDocument(path: string, root: YamlNode | undefined): Found {
  const value = entryOf(root, "name")?.value;
  const [own = nameOf(path)] = textsOf(value);
  return { name: own, kind: SymbolKind.Module, range: value?.range ?? { start: 0, end: 0 } };
}

/** As editors look for names: `rdsrc` finds `read-sources`. */
function holdsLetters(name: string, query: string): boolean {
  const letters = name.toLowerCase();
  let from = 0;
  for (const letter of query.toLowerCase().replace(/\s+/g, "")) {
    const at = letters.indexOf(letter, from);
    if (at < 0) return false;
    from = at + letter.length;
  }
  return true;
}
