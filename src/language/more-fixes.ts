import type { Finding } from "../lint/finding.ts";
import type { Range } from "../model/place.ts";
import { applied } from "../model/edit.ts";
import type { TextEdit } from "../model/edit.ts";
import { RULES } from "../rules/index.ts";
import { insertKey } from "../policy/edit.ts";
import { lineEnd, lineStart } from "../policy/edit-text.ts";
import { readWaivers } from "../policy/waivers.ts";
import { parseDocument } from "../policy/yaml/parse-document.ts";
import { placeAt } from "./place-at.ts";
import { keysOf, nodeAt } from "./rule-node.ts";

/** A fix that the problem itself does not carry. */
export interface MoreFix {
  readonly title: string;
  readonly edit: TextEdit;
}

/** Fixes for problems of documents: a set that is missing, and values that YAML reads as something else than text. */
export function moreFixes(finding: Finding, text: string): readonly MoreFix[] {
  const fixes = [fixOf(finding, text), waiver(finding, text)];
  return fixes.filter((fix) => fix !== undefined);
}

function fixOf(finding: Finding, text: string): MoreFix | undefined {
  switch (finding.code) {
    case "unknown-set":
      return addSet(finding.range, text);
    case "unused-waiver":
    case "waiver-of-unknown-rule":
      return text.startsWith("#", finding.range.start)
        ? removeComment(finding.range, text)
        : undefined;
    default:
      return quote(finding, text);
  }
}

/** Accepts a finding of a rule. The reason is for the person to write; until it stands there, nothing is hidden. */
function waiver({ code, range }: Finding, text: string): MoreFix | undefined {
  if (!IDS.has(code)) return undefined;
  const at = lineEnd(text, range.start);
  if (text.slice(lineStart(text, at), at).includes("ambit: ignore[")) return undefined;
  const edit = { range: { start: at, end: at }, newText: `  # ambit: ignore[${code}] ` };
  // In the middle of a text that runs over lines it would be no comment.
  const after = parseDocument(applied(text, [edit]));
  const isComment = readWaivers(after.text, after.root).some(
    (one) => one.range.start === at + 2 && one.covers.start <= range.start,
  );
  return isComment ? { title: `Waive \`${code}\` on this line`, edit } : undefined;
}

const IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

function removeComment({ start, end }: Range, text: string): MoreFix {
  const from = lineStart(text, start);
  const before = text.slice(from, start).trimEnd();
  const alone = before === "";
  const range = {
    start: alone ? from : from + before.length,
    end: alone ? lineEnd(text, end) + 1 : end,
  };
  return {
    title: "Remove the waiver",
    edit: { range: { ...range, end: Math.min(range.end, text.length) }, newText: "" },
  };
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
