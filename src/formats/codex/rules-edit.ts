import { applied } from "../../model/edit.ts";
import type { TextEdit } from "../../model/edit.ts";
import type { Range } from "../../model/place.ts";
import { blankBefore, lineEnd, lineStart } from "../../policy/edit-text.ts";
import type { EntryChange } from "../entry-fix.ts";
import { RULE_PARAMETERS } from "./read-rules.ts";
import { readStarlark } from "./starlark.ts";
import type { Argument, Call } from "./starlark.ts";

/** The text of a `.rules` file after a change: a call removed, a word of a list, or another text for a parameter. Nothing where there is no such place. */
export function changedRules(text: string, change: EntryChange): string | undefined {
  const [index, parameter, item] = change.path;
  const statement = typeof index === "number" ? readStarlark(text)[index] : undefined;
  if (statement?.kind !== "call") return undefined;
  const edit = editOf(text, statement, change, { parameter, item });
  return edit && applied(text, [edit]);
}

interface Within {
  readonly parameter: string | number | undefined;
  readonly item: string | number | undefined;
}

function editOf(
  text: string,
  call: Call,
  change: EntryChange,
  { parameter, item }: Within,
): TextEdit | undefined {
  const given = argumentOf(call, parameter);
  if (change.kind === "remove") {
    if (parameter === undefined) return { range: linesOf(text, call.range), newText: "" };
    return typeof item === "number" && given !== undefined ? removed(given, item) : undefined;
  }
  if (change.kind !== "set" || item !== undefined) return undefined;
  const newText = JSON.stringify(change.value);
  if (given !== undefined) return { range: given.value.range, newText };
  const end = call.args.at(-1)?.value.range.end;
  if (end === undefined) return undefined;
  return { range: { start: end, end }, newText: `, ${String(parameter)}=${newText}` };
}

function argumentOf(call: Call, parameter: string | number | undefined): Argument | undefined {
  const names = RULE_PARAMETERS.get(call.name) ?? [];
  return call.args.find(({ name }, at) => (name ?? names[at]) === parameter);
}

/** With the lines that it has for itself. Comments above stay. */
function linesOf(text: string, { start, end }: Range): Range {
  const rest = text.slice(end, lineEnd(text, end));
  if (!blankBefore(text, start) || !/^[ \t]*(?:#.*)?\r?$/.test(rest)) return { start, end };
  return { start: lineStart(text, start), end: Math.min(lineEnd(text, end) + 1, text.length) };
}

/** A word with the comma before it; the first one stays. */
function removed({ value }: Argument, index: number): TextEdit | undefined {
  if (value.kind !== "list") return undefined;
  const [before, item] = [value.items[index - 1], value.items[index]];
  if (before === undefined || item === undefined) return undefined;
  return { range: { start: before.range.end, end: item.range.end }, newText: "" };
}
