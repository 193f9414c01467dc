import type { Json } from "../../model/json.ts";
import type { Range, SymbolicPath } from "../../model/place.ts";
import type { Problem } from "../../model/problem.ts";
import { parseDocument } from "../../policy/yaml/parse-document.ts";
import type { MapEntry, YamlNode } from "../../policy/yaml/tree.ts";

/** The YAML between the first two lines `---` of a Markdown file, with the places that its values have in the file. */
export interface FrontMatter {
  /** `undefined` where there is none, or nothing in it can be read. */
  readonly value: Json | undefined;
  readonly problems: readonly Problem[];
  rangeOf(path: SymbolicPath): Range;
  keyRangeOf(path: SymbolicPath): Range;
}

/** Reads the front matter of a Markdown file. Never throws. */
export function readFrontMatter(text: string): FrontMatter {
  const [head = ""] = /^\ufeff?---[ \t]*\r?\n/.exec(text) ?? [];
  const rest = text.slice(head.length);
  const end = /^---[ \t]*$/m.exec(rest)?.index;
  if (head === "" || end === undefined) return NOTHING;
  // What stands before the YAML becomes blank, so that all places are those of the file.
  const blank = head.replace(/[^\r\n]/g, " ");
  const { root, problems } = parseDocument(blank + rest.slice(0, end));
  return {
    value: root === undefined ? undefined : toJson(root),
    problems,
    rangeOf: (path) => nearest(root, path).value,
    keyRangeOf: (path) => {
      const found = nearest(root, path);
      return found.key ?? found.value;
    },
  };
}

const START: Range = { start: 0, end: 0 };

const NOTHING: FrontMatter = {
  value: undefined,
  problems: [],
  rangeOf: () => START,
  keyRangeOf: () => START,
};

/** `fromEntries` defines properties: `__proto__` is a name like any other. The tree is not deep. */
function toJson(node: YamlNode): Json {
  switch (node.kind) {
    case "map":
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, toJson(value)]));
    case "list":
      return node.items.map(toJson);
    case "scalar":
      return node.value;
  }
}

interface Found {
  readonly value: Range;
  readonly key?: Range;
}

/** The place of a path, or of the nearest thing above it that is written. */
function nearest(root: YamlNode | undefined, path: SymbolicPath): Found {
  let node = root;
  let found: Found = { value: root?.range ?? START };
  for (const step of path) {
    const entry: MapEntry | undefined =
      node?.kind === "map" ? node.entries.find(({ key }) => key === step) : undefined;
    const item =
      node?.kind === "list" && typeof step === "number" ? node.items[step] : entry?.value;
    if (item === undefined) return { value: found.value };
    node = item;
    found = { value: item.range, ...(entry === undefined ? {} : { key: entry.keyRange }) };
  }
  return found;
}
