import { CONSTRAINTS } from "../model/clause.ts";
import type { Exception } from "../model/clause.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";

/** A text for patterns, or names, in their order. */
function textOf(list: readonly (string | { readonly source: string })[]): string {
  return JSON.stringify(list.map((item) => (typeof item === "string" ? item : item.source)));
}

/** A text that two exceptions share when they leave out the same; `tools` are those of the rule. */
export function exceptionKey({ tools, where }: Exception, own: readonly ToolPattern[]): string {
  const parts = CONSTRAINTS.map((name) => {
    const value = where[name];
    if (value === undefined || typeof value === "string") return value ?? null;
    return "named" in value ? JSON.stringify(value) : textOf(value);
  });
  return JSON.stringify([textOf(tools ?? own), ...parts]);
}
