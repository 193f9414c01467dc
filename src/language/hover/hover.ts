import { MarkupKind } from "vscode-languageserver-types";
import type { Hover } from "vscode-languageserver-types";
import type { Decision } from "../../model/call.ts";
import { LineIndex } from "../../model/place.ts";
import type { SymbolicPath } from "../../model/place.ts";
import type { YamlDocument } from "../../policy/yaml/parse-document.ts";
import type { YamlNode } from "../../policy/yaml/tree.ts";
import type { OwnKind } from "../../workspace/inspection.ts";
import { code, paragraphs } from "../markdown.ts";
import { placeAt } from "../place-at.ts";
import type { PlaceAt } from "../place-at.ts";
import { lspRange } from "../ranges.ts";
import { EFFECTS, keysOf, nodeAt, rulePath, toolTexts } from "../rule-node.ts";
import { ruleSummary } from "../rule-words.ts";
import { SchemaPlace } from "../schema.ts";
import { argumentAt } from "../tool-docs.ts";
import type { KnownTools } from "../tool-docs.ts";
import { argumentWords, toolMarkdown } from "../tool-markdown.ts";
import { patternMarkdown } from "./pattern.ts";
import type { PatternKey, Trial } from "./pattern.ts";
import { ruleMarkdown, setMarkdown } from "./names.ts";

/** What a hover needs to know of its document. */
export interface Hovered {
  readonly kind: OwnKind;
  readonly document: YamlDocument;
  readonly tools: KnownTools;
  readonly trial: Trial;
  /** What the rule reaches whose id or effect stands there, in words. */
  readonly reach: string | undefined;
  /** What becomes of the calls that the place is about, in words. */
  readonly decided: string | undefined;
}

/** What stands at an offset, in words; nothing where there is nothing to say. */
export function hoverAt(
  { kind, document: { text, root }, tools, trial, reach, decided }: Hovered,
  offset: number,
): Hover | undefined {
  const place = placeAt(root, offset);
  if (place === undefined) return undefined;
  const words =
    place.on === "key"
      ? keyMarkdown(place.path, kind, root, tools)
      : valueMarkdown(place, { kind, tools, trial }, root);
  const value = paragraphs([decided, words, reach]);
  if (value === "") return undefined;
  const range = lspRange(place.range, new LineIndex(text));
  return { contents: { kind: MarkupKind.Markdown, value }, range };
}

function keyMarkdown(
  path: SymbolicPath,
  kind: OwnKind,
  root: YamlNode | undefined,
  tools: KnownTools,
): string | undefined {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const args = Math.max(
    parent.lastIndexOf("args"),
    kind === "test" && parent[2] === "each" ? 2 : -1,
  );
  if (args >= 0 && path[0] !== "sets" && args === parent.length - 1) {
    const [tool] = toolTexts(root, parent);
    const argument = argumentAt(tools.get(tool ?? ""), [key]);
    if (argument !== undefined) return paragraphs([code(key), argumentWords(argument)]);
  }
  const rule = kind === "config" && parent.at(-1) === "rules" ? ruleSummary(key) : undefined;
  if (rule !== undefined) return paragraphs([code(key), rule]);
  const tool = parent.length === 1 && parent[0] === "tools" ? tools.get(key) : undefined;
  if (tool !== undefined) return paragraphs([code(key), toolMarkdown(tool)]);
  if (parent.length === 1 && parent[0] === "sets") return setMarkdown(root, key);
  const isKnown = SchemaPlace.at(kind, parent).keys.some((one) => one.key === key);
  const { description, values } = SchemaPlace.at(kind, path);
  if (description === undefined) return undefined;
  const words = values.map((value) => code(String(value))).join(", ");
  return paragraphs([
    isKnown ? `**${key}**` : code(key),
    description,
    words === "" ? undefined : `One of: ${words}`,
  ]);
}

function valueMarkdown(
  { path, node }: Extract<PlaceAt, { on: "value" }>,
  { kind, tools, trial }: Pick<Hovered, "kind" | "tools" | "trial">,
  root: YamlNode | undefined,
): string | undefined {
  if (typeof node.value !== "string") return undefined;
  const text = node.value;
  const key = path.findLast((step) => typeof step === "string");
  if (kind === "config") {
    const rule = key === "rule" ? ruleSummary(text) : undefined;
    return rule && paragraphs([code(text), rule]);
  }
  if (kind === "policy" && /^\$[^$]/.test(text)) return setMarkdown(root, text.slice(1));
  if (isTool(path, key)) {
    const known = tools.get(text);
    return known && paragraphs([code(text), toolMarkdown(known)]);
  }
  if (kind === "policy" && key === "id" && rulePath(path) !== undefined)
    return ruleMarkdown(nodeAt(root, path.slice(0, 2)));
  if (!isPatternKey(key) || kind !== "policy" || !isConstraint(path)) return undefined;
  return patternMarkdown(
    key,
    text.startsWith("$$") ? text.slice(1) : text,
    effectAt(root, path),
    trial,
  );
}

function isTool(path: SymbolicPath, key: string | undefined): boolean {
  if (key === "tool") return !path.includes("args");
  return EFFECTS.some((effect) => effect === key) && path[0] === "rules" && path.length <= 4;
}

function isPatternKey(key: string | undefined): key is PatternKey {
  return key === "path" || key === "command" || key === "cwd" || key === "host";
}

/** Of a rule, an exception or a set; not of an argument, an example or a fact. */
function isConstraint(path: SymbolicPath): boolean {
  const hidden = ["args", "examples"].some((step) => path.includes(step));
  return !hidden && (path[0] === "rules" || path[0] === "sets");
}

/** A pattern is read as its rule is, one of an exception the other way round; one of a set narrowly. */
function effectAt(root: YamlNode | undefined, path: SymbolicPath): Decision {
  const rule = rulePath(path);
  if (rule === undefined) return "allow";
  const isDeny = keysOf(nodeAt(root, rule)).includes("deny");
  return isDeny === path.includes("except") ? "allow" : "deny";
}
