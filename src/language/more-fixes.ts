import type { Finding } from "../lint/finding.ts";
import type { Range } from "../model/place.ts";
import type { TextEdit } from "../model/edit.ts";
import { insertKey } from "../policy/edit.ts";
import { lineEnd, lineStart } from "../policy/edit-text.ts";
import { parseDocument } from "../policy/yaml/parse-document.ts";
import { placeAt } from "./place-at.ts";
import { keysOf, nodeAt } from "./rule-node.ts";
import { applied } from "./rename.ts";

/** A fix that the problem itself does not carry. */
export interface MoreFix {
  readonly title: string;
  readonly edit: TextEdit;
}

/** Fixes for problems of documents: a set that is missing, and values that YAML reads as something else than text. */
export function moreFixes(finding: Finding, text: string): readonly MoreFix[] {
  const fix = finding.code === "unknown-set" ? addSet(finding.range, text) : quote(finding, text);
  return fix === undefined ? [] : [fix];
}

/** Adds the set, or the entry that it lacks, with a value to be changed. */
function addSet(range: Range, text: string): MoreFix | undefined {
  const document = parseDocument(text);
  const place = placeAt(document.root, range.start);
  if (place?.on !== "value" || typeof place.node.value !== "string") return undefined;
  const name = place.node.value.slice(1);
  const named = place.path.filter((step) => typeof step === "string");
  const key = named.includes("args") ? "args" : named.at(-1);
  const value = key === undefined ? undefined : EXAMPLES.get(key);
  if (key === undefined || value === undefined || !/^[^\s$]\S*$/.test(name)) return undefined;
  const set = `{ ${key}: ${value} }`;
  const sets = nodeAt(document.root, ["sets"]);
  const edit = keysOf(sets).includes(name)
    ? insertKey(document, ["sets", name], key, value)
    : sets?.kind === "map"
      ? insertKey(document, ["sets"], name, set)
      : insertKey(document, [], "sets", `{ ${JSON.stringify(name)}: ${set} }`);
  return edit && { title: `Add \`${key}\` to the set \`${name}\``, edit };
}

/** A value of each kind, for a person to change. */
const EXAMPLES: ReadonlyMap<string, string> = new Map([
  ["path", '["src/**"]'],
  ["cwd", '["."]'],
  ["command", '["npm test"]'],
  ["env", "[CI]"],
  ["host", "[example.com]"],
  ["method", "[GET]"],
  ["args", "[value]"],
]);

const MISREAD: ReadonlySet<string> = new Set(["yaml-syntax", "yaml-tag", "unknown-alias"]);

/** Puts a value that begins with a sign of YAML in quotes, where that mends the line. */
function quote({ code, range, suggestion }: Finding, text: string): MoreFix | undefined {
  if (!MISREAD.has(code) || suggestion !== undefined) return undefined;
  const from = lineStart(text, range.start);
  const line = text.slice(from, lineEnd(text, range.start));
  const [, before = "", value = ""] =
    /^(\s*(?:-\s+)*(?:[\w.-]+\??:\s+)?)([*&!@`%{|>\d+.-].*?)(?:\s+#.*|\s*)$/.exec(line) ?? [];
  const start = from + before.length;
  const edit = { range: { start, end: start + value.length }, newText: JSON.stringify(value) };
  if (value === "" || range.start > edit.range.end) return undefined;
  const problems = (of: string): number => parseDocument(of).problems.length;
  const mends = problems(applied(text, [edit])) < problems(text);
  return mends ? { title: `Write \`${edit.newText}\``, edit } : undefined;
}
