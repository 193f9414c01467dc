import { readJsonText } from "../../policy/json-text.ts";
import { member } from "../../model/json.ts";
import type { Json } from "../../model/json.ts";
import type { SymbolicPath } from "../../model/place.ts";
import { asking, IDLE, removal, renaming } from "../entry-fix.ts";
import type { EntryFix, FoundEntry } from "../entry-fix.ts";
import type { FileAt } from "../format.ts";
import { readFrontMatter } from "./front-matter.ts";

/**
 * What may be done about a finding in a file of opencode. The last entry that matches decides, so where one asks that allowed, no decision widens. What is removed may
 * move: a key keeps the place that it has in the first of several files. Recorded from 1.18.33.
 */
export function opencodeFixes(
  { code, at }: FoundEntry,
  text: string,
  { file }: FileAt,
): readonly EntryFix[] {
  const value = file.endsWith(".md") ? readFrontMatter(text).value : readJsonText(text).value;
  const path = there(value, at.path);
  const from = path.indexOf("permission");
  if (code === "misplaced-key" && path.length === 1 && path[0] !== "permissions")
    return [renaming(path, "permission")];
  if (from < 0) return [];
  const entry = path.reduce<Json | undefined>((of, step) => member(of, String(step)), value);
  const remove = path.length > from + 1 ? [removal(path, "open")] : [];
  const isWrite = code === "entry-not-consulted" && path.length === from + 2;
  if (isWrite && WRITES.has(String(path.at(-1)))) return [renaming(path, "edit"), ...remove];
  if (IDLE.has(code)) return remove;
  return entry === "allow" ? [asking({ kind: "set", path, value: "ask" }), ...remove] : [];
}

/** What a pattern of an entry is about stands behind its place. */
function there(value: Json | undefined, path: SymbolicPath): SymbolicPath {
  let node = value;
  const end = path.findIndex((step) => (node = member(node, String(step))) === undefined);
  return end < 0 ? path : path.slice(0, end);
}

/** Tools that write, all of them judged as `edit`. */
const WRITES: ReadonlySet<string> = new Set(["write", "apply_patch", "multiedit", "patch"]);
