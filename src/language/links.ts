import type { Range, SymbolicPath } from "../model/place.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";
import type { YamlNode } from "../policy/yaml/tree.ts";
import type { OwnKind } from "../workspace/inspection.ts";
import { keysOf, nodeAt } from "./rule-node.ts";

/** A path to another file, as a document writes it. */
export interface WrittenLink {
  readonly path: string;
  readonly range: Range;
}

/** The files that a document names: what it extends, its ceiling, its policy, and where its servers are configured. */
export function writtenLinks({ root }: YamlDocument, kind: OwnKind): readonly WrittenLink[] {
  const servers = keysOf(nodeAt(root, ["servers"])).map((name) => ["servers", name, "config"]);
  const places: readonly SymbolicPath[] =
    kind === "policy" ? [["extends"], ["ceiling"], ...servers] : [["policy"]];
  return places.flatMap((path) => scalars(nodeAt(root, path)));
}

function scalars(node: YamlNode | undefined): readonly WrittenLink[] {
  if (node?.kind === "list") return node.items.flatMap(scalars);
  if (node?.kind !== "scalar" || typeof node.value !== "string" || node.value === "") return [];
  return [{ path: node.value, range: node.range }];
}
