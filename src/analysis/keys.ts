import { CONSTRAINTS } from "../model/clause.ts";
import type { Constraints, Exception } from "../model/clause.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";

/** A text for patterns, or names, in their order. */
export function sources(list: readonly (string | { readonly source: string })[]): string {
  return list.map((item) => JSON.stringify(typeof item === "string" ? item : item.source)).join();
}

/** A text for constraints, without the one called `apart`. A pattern is all that its source says. */
export function whereKey(where: Constraints, apart?: string): string {
  let key = "";
  for (const name of CONSTRAINTS) {
    const value = where[name];
    if (value === undefined || name === apart) continue;
    key += `${name}=${Array.isArray(value) ? sources(value) : JSON.stringify(value)};`;
  }
  return key;
}

/** A text that two exceptions share when they leave out the same; `own` are the tools of their rule. */
export function exceptionKey({ tools, where }: Exception, own: readonly ToolPattern[]): string {
  return `${sources(tools ?? own)} ${whereKey(where)}`;
}
