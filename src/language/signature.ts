import { MarkupKind } from "vscode-languageserver-types";
import type { ParameterInformation, SignatureHelp } from "vscode-languageserver-types";
import type { SymbolicPath } from "../model/place.ts";
import { shownShort } from "../model/shown.ts";
import type { YamlDocument } from "../policy/yaml/parse-document.ts";
import type { YamlNode } from "../policy/yaml/tree.ts";
import type { ArgumentSchema } from "../workspace/described-tool.ts";
import type { DocumentKind } from "../workspace/inspection.ts";
import { cursorsAt } from "./cursor.ts";
import { plainMarkdown } from "./markdown.ts";
import { placeAt } from "./place-at.ts";
import { keysOf, nodeAt, toolTexts } from "./rule-node.ts";
import { argumentAt } from "./tool-docs.ts";
import type { KnownTools } from "./tool-docs.ts";
import { argumentWords } from "./tool-markdown.ts";

/**
 * The arguments of the tool whose `args` (of a suite, also `each`) are being written, with the one at the offset in front: the name that is
 * begun, or the first that is still missing. Nothing elsewhere, and of a tool that is not known.
 */
export function signatureHelp(
  document: YamlDocument,
  kind: DocumentKind,
  tools: KnownTools,
  offset: number,
): SignatureHelp | undefined {
  const written = writtenAt(document, offset);
  const place = written && argumentPlace(written, kind);
  if (written === undefined || place === undefined) return undefined;
  const [tool, ...others] = toolTexts(written.root, place.owner);
  if (tool === undefined || others.length > 0) return undefined;
  const { names, active } = place;
  const schema = argumentAt(tools.get(tool), names);
  if (schema === undefined || schema.properties.size === 0) return undefined;
  const parameters = [...schema.properties].slice(0, MOST_PARAMETERS);
  const present = keysOf(nodeAt(written.root, place.mapping)).map(bare);
  const index =
    active === undefined
      ? nextOf(
          parameters.map(([name]) => name),
          present,
          written.before,
        )
      : parameters.findIndex(([name]) => name === active);
  const { description } = tools.get(tool) ?? {};
  const signature = signatureOf([tool, ...names].join(" "), parameters, schema.required);
  const words = names.length === 0 ? description : schema.description;
  const documentation =
    words === undefined
      ? {}
      : {
          documentation: {
            kind: MarkupKind.Markdown,
            value: plainMarkdown(shownShort(words, 300)),
          },
        };
  return {
    signatures: [{ ...signature, ...documentation }],
    activeSignature: 0,
    // One behind the last is none.
    activeParameter: index < 0 ? parameters.length : index,
  };
}

/** More arguments are not shown in the one line that there is. */
const MOST_PARAMETERS = 30;

interface WrittenAt {
  /** Of a key that is being written, its mapping's path and the key; of a value its own. */
  readonly path: SymbolicPath;
  readonly at: "key" | "value";
  readonly before: string;
  readonly root: YamlNode | undefined;
}

/** Where something is being written, or already stands. */
function writtenAt(document: YamlDocument, offset: number): WrittenAt | undefined {
  const [cursor] = cursorsAt(document, offset);
  if (cursor !== undefined) return cursor;
  const { root } = document;
  const place = placeAt(root, offset);
  return place && { path: place.path, at: "value", before: "", root };
}

interface ArgumentPlace {
  /** The rule, exception or call whose arguments they are. */
  readonly owner: SymbolicPath;
  /** The names of the arguments around it, the outermost first. */
  readonly names: readonly string[];
  /** The argument that it stands in; absent where a name is being written. */
  readonly active: string | undefined;
  /** The mapping that holds the arguments. */
  readonly mapping: SymbolicPath;
}

/**
 * In a call the names stand as they are, one below the other. In a rule a name holds keywords of JSON Schema, and nested names stand under
 * `properties`. Of a suite's `each` every name holds a list of values.
 */
function argumentPlace(
  { path, at }: Pick<WrittenAt, "path" | "at">,
  kind: DocumentKind,
): ArgumentPlace | undefined {
  if (kind === "config" || path[0] === "sets" || path[0] === "tools") return undefined;
  const isEach = kind === "test" && path[2] === "each";
  const start = isEach ? 2 : path.indexOf("args");
  if (start < 0) return undefined;
  const isRule = kind === "policy" && !path.includes("examples");
  const owner = path.slice(0, start);
  const names: string[] = [];
  let mapping = path.slice(0, start + 1);
  for (let index = start + 1; ;) {
    const name = path[index];
    if (name === undefined)
      return at === "key" ? { owner, names, active: undefined, mapping } : undefined;
    if (typeof name !== "string") return undefined;
    const isDeeper = isRule
      ? path[index + 1] === "properties"
      : typeof path[index + 1] === "string";
    const isKeyBelow = !isRule && at === "key" && path.length === index + 1;
    if (isEach || (!isDeeper && !isKeyBelow)) return { owner, names, active: bare(name), mapping };
    names.push(bare(name));
    index += isRule ? 2 : 1;
    mapping = path.slice(0, index);
  }
}

function bare(name: string): string {
  return name.replace(/\?$/, "");
}

/** What is being begun, else the first that is not there yet; negative where there is none. */
function nextOf(names: readonly string[], present: readonly string[], before: string): number {
  const begun = before === "" ? -1 : names.findIndex((name) => name.startsWith(bare(before)));
  return begun >= 0 ? begun : names.findIndex((name) => !present.includes(name));
}

function signatureOf(
  name: string,
  parameters: readonly (readonly [string, ArgumentSchema])[],
  required: readonly string[],
): { label: string; parameters: ParameterInformation[] } {
  let label = `${shownShort(name, 80)}(`;
  const infos: ParameterInformation[] = [];
  for (const [index, [argument, schema]] of parameters.entries()) {
    if (index > 0) label += ", ";
    const start = label.length;
    const types = schema.types.join(" | ");
    label += `${shownShort(argument, 40)}${required.includes(argument) ? "" : "?"}${types === "" ? "" : `: ${shownShort(types, 40)}`}`;
    infos.push({
      label: [start, label.length],
      documentation: { kind: MarkupKind.Markdown, value: argumentWords(schema) },
    });
  }
  return { label: `${label})`, parameters: infos };
}
