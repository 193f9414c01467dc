import type { Decision, ToolCall } from "../model/call.ts";
import type { TextEdit } from "../model/edit.ts";
import { sameJson } from "../model/json.ts";
import type { JsonObject } from "../model/json.ts";
import { lineBreakOf, lineEnd, lineStart } from "./edit-text.ts";
import { flowText } from "./flow-text.ts";
import { readSuite } from "./suite.ts";
import { parseDocument } from "./yaml/parse-document.ts";
import { entryOf } from "./yaml/tree.ts";
import type { ListNode, MapEntry } from "./yaml/tree.ts";

/** A case to be written. */
export interface NewCase {
  readonly name: string;
  readonly call: ToolCall;
  readonly expect: Decision;
}

/** A new test suite with one case. `policy`: relative to the folder of the suite. */
export function newSuite(policy: string, one: NewCase): string {
  const lines = caseLines(one).map((line, index) => `${index === 0 ? "  - " : "    "}${line}`);
  return `ambit-test: 1\npolicy: ${flowText(policy)}\n\ncases:\n${lines.join("\n")}\n`;
}

/** Adds a case after the last of a test suite, in its style; everything else stays as it is. Nothing where the suite would not read back so. */
export function addCase(text: string, one: NewCase): TextEdit | undefined {
  const { root, problems } = parseDocument(text);
  if (problems.length > 0) return undefined;
  const entry = entryOf(root, "cases");
  const edit = root?.kind === "map" ? insertion(text, entry, one, root.style) : undefined;
  return edit !== undefined && holds(text, edit, one) ? edit : undefined;
}

function insertion(
  text: string,
  entry: MapEntry | undefined,
  one: NewCase,
  style: "block" | "flow",
): TextEdit | undefined {
  const value = entry?.value;
  if (value?.kind === "list" && value.items.length > 0)
    return value.style === "flow" ? afterFlow(value, one) : afterBlock(text, value, one);
  if (style === "flow") return undefined;
  const block = blockText(text, "  ", one);
  if (entry === undefined) {
    const before = text.endsWith("\n") ? "" : lineBreakOf(text);
    return at(text.length, `${before}cases:${lineBreakOf(text)}${block}${lineBreakOf(text)}`);
  }
  // `cases: []`, or nothing behind the colon.
  const start = text.indexOf(":", entry.keyRange.end) + 1;
  const isEmpty = value?.kind === "list" || (value?.kind === "scalar" && value.source === "");
  const end = Math.max(start, entry.value.range.end);
  return isEmpty ? { range: { start, end }, newText: `${lineBreakOf(text)}${block}` } : undefined;
}

function afterFlow({ items }: ListNode, { name, call, expect }: NewCase): TextEdit | undefined {
  const last = items.at(-1);
  const text = flowText({ name, call: callJson(call), expect });
  return last && at(last.range.end, `, ${text}`);
}

function afterBlock(text: string, list: ListNode, one: NewCase): TextEdit | undefined {
  const last = list.items.at(-1);
  if (last === undefined) return undefined;
  const lineBreak = lineBreakOf(text);
  const { start } = list.range;
  const indent = " ".repeat(start - lineStart(text, start));
  const [first, second] = list.items;
  const isSpaced =
    second === undefined ||
    /\n[ \t]*\r?\n/.test(text.slice(first?.range.end ?? second.range.start, second.range.start));
  const block = `${isSpaced ? lineBreak : ""}${blockText(text, indent, one)}`;
  const { end } = last.range;
  // A block of text ends with its line break; any other value is followed by the rest of its line.
  if (text.charAt(end - 1) === "\n") return at(end, `${block}${lineBreak}`);
  return at(lineEnd(text, end), `${lineBreak}${block}`);
}

function blockText(text: string, indent: string, one: NewCase): string {
  return caseLines(one)
    .map((line, index) => `${indent}${index === 0 ? "- " : "  "}${line}`)
    .join(lineBreakOf(text));
}

function caseLines({ name, call, expect }: NewCase): readonly string[] {
  return [`name: ${flowText(name)}`, `call: ${flowText(callJson(call))}`, `expect: ${expect}`];
}

/** A call as documents write it. */
function callJson({ agent, tool, args, context, session, now }: ToolCall): JsonObject {
  const { cwd, ...rest } = context ?? {};
  const others = Object.entries(rest);
  return {
    ...(agent === undefined ? {} : { agent }),
    tool,
    args,
    ...(cwd === undefined ? {} : { cwd }),
    ...(others.length === 0 ? {} : { context: Object.fromEntries(others) }),
    ...(session === undefined ? {} : { session: { seen: session.seen } }),
    ...(now === undefined ? {} : { now }),
  };
}

/** Does the suite then have this case as its last, and all that it had before? */
function holds(text: string, { range, newText }: TextEdit, one: NewCase): boolean {
  const before = readSuite(text, "/");
  const after = readSuite(text.slice(0, range.start) + newText + text.slice(range.end), "/");
  const [last] = after.cases.at(-1)?.calls ?? [];
  return (
    after.cases.length === before.cases.length + 1 &&
    after.problems.length <= before.problems.length &&
    last !== undefined &&
    sameJson(callJson(last.call), callJson(one.call))
  );
}

function at(offset: number, newText: string): TextEdit {
  return { range: { start: offset, end: offset }, newText };
}
