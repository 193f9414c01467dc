import type { Decision } from "../model/call.ts";
import { applied } from "../model/edit.ts";
import type { TextEdit } from "../model/edit.ts";
import { isObject, own, sameJson } from "../model/json.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { SymbolicPath } from "../model/place.ts";
import { insertItem, insertKey, removeAt } from "./edit.ts";
import { flowText } from "./flow-text.ts";
import { namesCall } from "./read-matrix.ts";
import { toJson } from "./read-json.ts";
import { Report } from "./report.ts";
import { readSuite } from "./suite.ts";
import { parseDocument } from "./yaml/parse-document.ts";
import type { YamlDocument } from "./yaml/parse-document.ts";
import { entryOf } from "./yaml/tree.ts";
import type { YamlNode } from "./yaml/tree.ts";

/** A call of a case with `each`, and what is to be expected of it from now on. */
export interface NewExpectation {
  /** The place of the case. */
  readonly at: SymbolicPath;
  /** The arguments of the call, those of the case included. */
  readonly args: JsonObject;
  readonly expect: Decision;
}

/**
 * A suite in which one call of a matrix is expected to be decided otherwise: `allow` and `ask` list it or do not, every other call is expected as
 * before, and everything else stays as it is. Nothing where that cannot be written.
 */
export function expectListed(text: string, change: NewExpectation): string | undefined {
  const { at, args, expect } = change;
  const before = callsOf(text, at);
  if (!before.some((one) => sameJson(one.args, args))) return undefined;
  const wanted = before.map((one) => (sameJson(one.args, args) ? { args, expect } : one));
  let now: string | undefined = text;
  for (const list of LISTS) now = now === undefined ? undefined : withList(now, at, list, wanted);
  if (now === undefined || now === text) return undefined;
  return sameCalls(callsOf(now, at), wanted) ? now : undefined;
}

const LISTS = ["allow", "ask"] as const;

interface Expected {
  readonly args: JsonObject;
  readonly expect: Decision;
}

/** What the case expects; nothing where the suite is broken. */
function callsOf(text: string, at: SymbolicPath): readonly Expected[] {
  const suite = readSuite(text, "/");
  const found = suite.cases.find((one) => one.form === "each" && String(one.at) === String(at));
  if (suite.broken || found === undefined) return [];
  return found.calls.map(({ call, expect }) => ({ args: call.args, expect }));
}

function sameCalls(a: readonly Expected[], b: readonly Expected[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, i) => one.expect === b[i]?.expect && sameJson(one.args, b[i].args))
  );
}

/** Takes out of a list what no longer holds of all that it names, and lists the calls that then are missing. */
function withList(
  text: string,
  at: SymbolicPath,
  list: (typeof LISTS)[number],
  wanted: readonly Expected[],
): string | undefined {
  const path = [...at, list];
  const items = itemsAt(parseDocument(text), path);
  const holds = (item: JsonObject): boolean =>
    wanted.every(({ args, expect }) => expect === list || !namesCall(item, args));
  const kept = items.filter((item) => holds(item));
  const axes = Object.keys(jsonAt(parseDocument(text), [...at, "each"]) ?? {});
  const missing = wanted.filter(
    ({ args, expect }) => expect === list && !kept.some((item) => namesCall(item, args)),
  );
  const added = missing.map(({ args }) =>
    flowText(Object.fromEntries(axes.map((name) => [name, own(args, name) ?? null]))),
  );
  let now: string | undefined = text;
  // Of a list that would be empty for a moment, the new items come first.
  for (const item of added) now = edited(now, (document) => listed(document, path, item));
  if (kept.length + added.length === 0 && items.length > 0)
    return edited(now, (document) => removeAt(document, path));
  for (let index = items.length - 1; index >= 0; index--)
    if (!holds(items[index] ?? {}))
      now = edited(now, (document) => removeAt(document, [...path, index]));
  return now;
}

function listed(document: YamlDocument, path: SymbolicPath, item: string): TextEdit | undefined {
  const key = String(path.at(-1));
  return (
    insertItem(document, path, item) ?? insertKey(document, path.slice(0, -1), key, `[${item}]`)
  );
}

function edited(
  text: string | undefined,
  edit: (document: YamlDocument) => TextEdit | undefined,
): string | undefined {
  const change = text === undefined ? undefined : edit(parseDocument(text));
  return text === undefined || change === undefined ? undefined : applied(text, [change]);
}

function itemsAt(document: YamlDocument, path: SymbolicPath): readonly JsonObject[] {
  const list = nodeAt(document, path);
  return list?.kind === "list" ? list.items.map((item) => objectOf(item) ?? {}) : [];
}

function jsonAt(document: YamlDocument, path: SymbolicPath): JsonObject | undefined {
  return objectOf(nodeAt(document, path));
}

function objectOf(node: YamlNode | undefined): JsonObject | undefined {
  const json: Json | undefined = node && toJson(node, node.range, new Report());
  return isObject(json) ? json : undefined;
}

function nodeAt({ root }: YamlDocument, path: SymbolicPath): YamlNode | undefined {
  let node = root;
  for (const step of path)
    node =
      typeof step === "string"
        ? entryOf(node, step)?.value
        : node?.kind === "list"
          ? node.items[step]
          : undefined;
  return node;
}
