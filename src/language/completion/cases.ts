import type { SymbolicPath } from "../../model/place.ts";
import type { YamlNode } from "../../policy/yaml/tree.ts";
import { keysOf, nodeAt } from "../rule-node.ts";
import { jsonText, scalarText } from "../yaml-text.ts";
import { snippetText } from "./offer.ts";
import type { Offer } from "./offer.ts";
import type { Writing } from "./writing.ts";

/** Which further keys a case of a test suite may have beside those that it has. */
export function caseKeyFilter(
  { cursor, kind }: Writing,
  present: readonly string[],
): (key: string) => boolean {
  if (kind !== "test" || cursor.path[0] !== "cases" || cursor.path.length !== 2) return () => true;
  const form = [...FORMS].find(([, keys]) => keys.some((key) => present.includes(key)));
  return (key) => ANY.has(key) || form === undefined || form[1].includes(key);
}

const ANY: ReadonlySet<string> = new Set(["name", "equivalents"]);
const FORMS: ReadonlyMap<string, readonly string[]> = new Map([
  ["call", ["call", "expect"]],
  ["session", ["session"]],
  ["each", ["each", "tool", "agent", "args", "cwd", "context", "now", "allow", "ask"]],
]);

/** The item of `allow` or `ask` of a case that a path leads to, or into; it is made of what `each` lists. */
function listedPath({ cursor, kind }: Writing): SymbolicPath | undefined {
  const { path } = cursor;
  const isListed = path[2] === "allow" || path[2] === "ask";
  return kind === "test" && path[0] === "cases" && isListed ? path.slice(0, 2) : undefined;
}

/** Is it in `allow` or `ask` of a case? */
export function isListed(writing: Writing): boolean {
  return listedPath(writing) !== undefined;
}

/** The arguments of `each`, with a value, where a call is named by some of them. */
export function listedKeys(writing: Writing, present: readonly string[]): readonly Offer[] {
  const { cursor } = writing;
  const found = listedPath(writing);
  if (found === undefined || cursor.path.length !== 4) return [];
  const each = nodeAt(cursor.root, [...found, "each"]);
  return keysOf(each).flatMap((label): readonly Offer[] => {
    const [value] = valuesOf(nodeAt(each, [label]));
    if (present.includes(label) || value === undefined) return [];
    const key = snippetText(scalarText(label));
    const given = cursor.colon === "written" ? "" : `: \${1:${snippetText(value.text)}}`;
    return [{ label, kind: "Field", rank: 0, detail: "of `each`", snippet: `${key}${given}` }];
  });
}

/** The values that `each` lists for the argument. */
export function listedValues(writing: Writing): readonly Offer[] {
  const { cursor } = writing;
  const found = listedPath(writing);
  const name = cursor.path[4];
  if (found === undefined || name === undefined || cursor.path.length !== 5) return [];
  const values = valuesOf(nodeAt(cursor.root, [...found, "each", name]));
  return values.map(({ label, text }) => ({ label, text, kind: "Value", rank: 0 }));
}

interface ListedValue {
  readonly label: string;
  readonly text: string;
}

function valuesOf(node: YamlNode | undefined): readonly ListedValue[] {
  if (node?.kind !== "list") return [];
  return node.items.flatMap((item) => {
    const value = item.kind === "scalar" ? item.value : undefined;
    const text = jsonText(value);
    return text === undefined ? [] : [{ label: String(value), text }];
  });
}
