import type { ConstraintName } from "../model/clause.ts";
import { CONSTRAINTS } from "../model/clause.ts";
import type { SymbolicPath } from "../model/place.ts";
import { failed } from "../model/problem.ts";
import { parseToolPattern } from "../model/tool-pattern.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import { fits } from "../policy/check-fit.ts";
import { entryOf } from "../policy/yaml/tree.ts";
import type { YamlNode } from "../policy/yaml/tree.ts";

/** The effects of rules, by their keys. */
export const EFFECTS = ["allow", "ask", "deny"] as const;

/** The node at a path of a tree. */
export function nodeAt(root: YamlNode | undefined, path: SymbolicPath): YamlNode | undefined {
  let node = root;
  for (const step of path) {
    if (typeof step === "string") node = entryOf(node, step)?.value;
    else node = node?.kind === "list" ? node.items[step] : undefined;
  }
  return node;
}

/** The texts of a scalar or of a list of scalars. */
export function textsOf(node: YamlNode | undefined): readonly string[] {
  if (node?.kind === "list") return node.items.flatMap(textsOf);
  return node?.kind === "scalar" && typeof node.value === "string" ? [node.value] : [];
}

/** The keys of a mapping; none of anything else. */
export function keysOf(node: YamlNode | undefined): readonly string[] {
  return node?.kind === "map" ? node.entries.map(({ key }) => key) : [];
}

/** The rule that a path leads into. */
export function rulePath(path: SymbolicPath): SymbolicPath | undefined {
  return path[0] === "rules" && typeof path[1] === "number" ? path.slice(0, 2) : undefined;
}

/** The tools that what stands at a path is about: of a call, of an exception, else of its rule. */
export function toolTexts(root: YamlNode | undefined, path: SymbolicPath): readonly string[] {
  for (let length = path.length; length >= 2; length--) {
    const node = nodeAt(root, path.slice(0, length));
    const own = textsOf(entryOf(node, "tool")?.value);
    if (own.length > 0) return own;
  }
  const rule = nodeAt(root, rulePath(path) ?? []);
  return rule === root ? [] : EFFECTS.flatMap((effect) => textsOf(entryOf(rule, effect)?.value));
}

/** The patterns of tools that can be read. */
export function toolPatterns(texts: readonly string[]): readonly ToolPattern[] {
  return texts.flatMap((text) => {
    const read = parseToolPattern(text);
    return failed(read) ? [] : read.value;
  });
}

/** Do the constraints among the keys fit all the tools? */
export function allFit(keys: readonly string[], tools: readonly ToolPattern[]): boolean {
  return keys.filter(isConstraint).every((key) => tools.every((tool) => fits(key, tool)));
}

function isConstraint(key: string): key is ConstraintName {
  return (CONSTRAINTS as readonly string[]).includes(key);
}
