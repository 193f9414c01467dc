import { keptByText } from "../../../model/kept-by-text.ts";
import { withoutBackReferences } from "./back-references.ts";
import type { RegexNode } from "./node.ts";
import { parseJsRegex } from "./parse.ts";
import { compileRegex } from "./program.ts";
import { runProgram } from "./run.ts";
import { charactersOf } from "./set.ts";

/** A regular expression of ECMAScript that is run in linear time. */
export interface JsRegex {
  readonly node: RegexNode;
  /** Does it match anywhere in the text? `undefined`: it would be too much work to say. */
  test(text: string): boolean | undefined;
}

/** An expression, or why there is none: `invalid` where `new RegExp` throws, `unsupported` where it is not modelled here. */
export type JsRegexOutcome =
  | { readonly regex: JsRegex }
  | { readonly invalid: string }
  | { readonly unsupported: string };

/**
 * Compiles an expression as `new RegExp(source, flags)` would, but for an engine without backtracking: look-arounds included, back
 * references only to a group of few characters. Never throws.
 */
export function compileJsRegex(source: string, flags: string): JsRegexOutcome {
  const parsed = parseJsRegex(source, flags);
  if (!("node" in parsed)) return parsed;
  const node = withoutBackReferences(parsed.node);
  if (node === undefined) return { unsupported: "it refers back to what a group matched" };
  const program = compileRegex(node);
  if (program === undefined) return { unsupported: "its repetitions have too many steps" };
  const { unicode } = parsed.flags;
  const prefix = prefixOf(node);
  // Many files are judged by the same expressions, and rules try all of them with the same texts.
  const run = keptByText(
    (text) => runProgram(program, codesOf(text, unicode ? "points" : "units")),
    { most: 300, longest: 200 },
  );
  return { regex: { node, test: (text) => text.startsWith(prefix) && run(text) } };
}

function codesOf(text: string, by: "points" | "units"): readonly number[] {
  if (last.text === text && last.by === by) return last.codes;
  const codes = readCodes(text, by);
  last = { text, by, codes };
  return codes;
}

/** One text is compared with many expressions, one after the other. */
let last: { readonly text: string; readonly by: string; readonly codes: readonly number[] } = {
  text: "",
  by: "",
  codes: [],
};

function readCodes(text: string, by: "points" | "units"): readonly number[] {
  if (by === "points") return Array.from(text, (char) => char.codePointAt(0) ?? 0);
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

/** What every match begins with, at the start of the text: most commands are told apart by it without running anything. */
function prefixOf(node: RegexNode): string {
  const items = node.kind === "seq" ? node.items : [node];
  const [first, ...rest] = items;
  if (first?.kind !== "edge" || first.edge !== "start") return "";
  let prefix = "";
  for (const item of rest) {
    const [char, more] = item.kind === "set" ? (charactersOf(item.set, 1) ?? []) : [];
    if (item.kind !== "set" || item.set.fold || char === undefined || more !== undefined) break;
    prefix += char;
  }
  return prefix;
}
