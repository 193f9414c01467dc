import type { SymbolicPath } from "../../model/place.ts";
import { argumentWords } from "../tool-markdown.ts";
import { argumentAt } from "../tool-docs.ts";
import { keysOf, nodeAt, toolTexts } from "../rule-node.ts";
import { jsonText, scalarText } from "../yaml-text.ts";
import type { DescribedTool } from "../../workspace/described-tool.ts";
import { snippetText } from "./offer.ts";
import type { Offer } from "./offer.ts";
import type { Writing } from "./writing.ts";

/** Names of the arguments of the tool that the cursor is about, in a rule or a call. */
export function argumentOffers(writing: Writing, present: readonly string[]): readonly Offer[] {
  const { cursor } = writing;
  const names = argumentPath(writing);
  const schema = names && argumentAt(toolOf(writing), names);
  if (schema === undefined) return [];
  const taken = [...present, ...takenInCase(writing)];
  const written = new Set(taken.map((key) => key.replace(/\?$/, "")));
  const isList = writing.kind === "test" && cursor.path[2] === "each";
  return [...schema.properties]
    .filter(([name]) => /^[^?]+$/.test(name) && name !== "rest" && !written.has(name))
    .map(([name, argument]) => {
      const required = schema.required.includes(name);
      const key = required || isCall(writing) ? scalarText(name) : optional(name);
      const first =
        argument.values.length === 0 ? undefined : valueText(argument.values[0], writing);
      const colon = cursor.colon === "written" ? "" : ": ";
      const value = first === undefined ? "" : `\${1:${snippetText(first)}}`;
      const given = colon === "" ? "" : isList ? `[${value === "" ? "$1" : value}]` : value;
      return {
        label: name,
        kind: "Field",
        rank: required ? 0 : 1,
        detail: required ? "argument" : "argument that may be absent",
        documentation: argumentWords(argument),
        snippet: `${snippetText(key)}${colon}${given}`,
      };
    });
}

/** What stands in `args` of a case does not stand in `each`, and the other way round. */
function takenInCase({ cursor, kind }: Writing): readonly string[] {
  const { path, root } = cursor;
  if (kind !== "test" || path.length !== 3) return [];
  const other = path[2] === "each" ? "args" : "each";
  return keysOf(nodeAt(root, [...path.slice(0, 2), other]));
}

/** A name with `?` as a key. */
function optional(name: string): string {
  return scalarText(name) === name ? `${name}?` : JSON.stringify(`${name}?`);
}

/** Values that the schema of the tool gives for an argument. */
export function argumentValues(writing: Writing): readonly Offer[] {
  const names = argumentPath(writing);
  const schema = names && argumentAt(toolOf(writing), names);
  const isBoolean = schema?.types.includes("boolean") === true;
  return (isBoolean ? [true, false] : (schema?.values ?? [])).flatMap((value) => {
    const label = typeof value === "string" ? value : JSON.stringify(value);
    const text = valueText(value, writing);
    return text === undefined ? [] : [{ label, text, kind: "Value", rank: 0 } as const];
  });
}

/**
 * The names below `args` that a place is about; nothing where it is about something else. In a rule a name holds keywords of JSON Schema, and
 * nested names stand under `properties`; in a call they stand as they are.
 */
function argumentPath(writing: Writing): SymbolicPath | undefined {
  const { path, at } = writing.cursor;
  const { kind } = writing;
  if (kind === "test" && path[2] === "each") return eachPath(path);
  const from = path.indexOf("args");
  if (from < 0 || path[0] === "sets") return undefined;
  const rest = path.slice(from + 1, typeof path.at(-1) === "number" ? -1 : undefined);
  if (isCall(writing)) return rest;
  const isName = (index: number): boolean => index % 2 === 0;
  if (rest.some((step, index) => !isName(index) && step !== "properties")) return undefined;
  return isName(rest.length) === (at === "key")
    ? rest.filter((_, index) => isName(index))
    : undefined;
}

/** Under each name of `each` stands a list of values. */
function eachPath(path: SymbolicPath): SymbolicPath | undefined {
  if (path.length === 3) return [];
  return path.length === 5 ? path.slice(3, 4) : undefined;
}

function isCall({ kind, cursor }: Writing): boolean {
  return kind !== "policy" || cursor.path.includes("examples");
}

/** In a rule a leading `$` names a set. */
function valueText(value: unknown, writing: Writing): string | undefined {
  const isText = typeof value === "string" && !isCall(writing);
  return jsonText(isText ? value.replace(/^\$/, "$$$$") : value);
}

function toolOf({ cursor, tools }: Writing): DescribedTool | undefined {
  const texts = toolTexts(cursor.root, cursor.path);
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? tools.get(only) : undefined;
}
