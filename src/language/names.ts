import type { Range } from "../model/place.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";
import type { YamlNode } from "../policy/yaml/tree.ts";
import { entryOf } from "../policy/yaml/tree.ts";
import { placeAt } from "./place-at.ts";
import { nodeAt, rulePath } from "./rule-node.ts";

/** A name of a document's own: of a set or of a rule. */
export interface Name {
  readonly kind: "set" | "rule";
  readonly name: string;
  /** The key of the set, or the id of the rule; absent for a set that the document does not define. */
  readonly declared: Range | undefined;
  /** Where a set is used, `$` and quotes included. */
  readonly uses: readonly Range[];
}

/** The name at an offset of a policy, and all its places. A set is looked up in its own document alone. */
export function nameAt({ text, root }: YamlDocument, offset: number): Name | undefined {
  const place = placeAt(root, offset);
  if (place === undefined) return undefined;
  const { path } = place;
  if (place.on === "key")
    return path.length === 2 && path[0] === "sets"
      ? setNamed(String(path[1]), root, text)
      : undefined;
  const { value } = place.node;
  if (typeof value !== "string" || rulePath(path) === undefined) return undefined;
  if (path.length === 3 && path[2] === "id")
    return { kind: "rule", name: value, declared: place.range, uses: [] };
  const isUse = /^\$[^$]/.test(value) && !path.includes("examples");
  return isUse ? setNamed(value.slice(1), root, text) : undefined;
}

function setNamed(name: string, root: YamlNode | undefined, text: string): Name {
  const rules = nodeAt(root, ["rules"]);
  const declared = entryOf(nodeAt(root, ["sets"]), name)?.keyRange;
  const uses = rules === undefined ? [] : usesIn(rules, `$${name}`, text);
  return { kind: "set", name, declared, uses };
}

/** What an alias repeats stands where its anchor is, and is counted there. */
function usesIn(node: YamlNode, value: string, text: string): readonly Range[] {
  if (node.kind === "list") return node.items.flatMap((item) => usesIn(item, value, text));
  if (node.kind === "map")
    return node.entries
      .filter(({ key }) => key !== "examples" && key !== "because")
      .flatMap((entry) => usesIn(entry.value, value, text));
  const isAlias = text.charAt(node.range.start) === "*";
  return node.value === value && !isAlias && node.range.start < node.range.end ? [node.range] : [];
}
