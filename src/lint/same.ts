import { kept } from "../engine/kept.ts";
import { CONSTRAINTS } from "../model/clause.ts";
import type { Clause, Constraints } from "../model/clause.ts";

/** A text that two clauses share exactly when they decide the same: all but id, reason and place. */
export const sameKey = kept((clause: Clause): string => {
  const { effect, tools, where, seen, expires } = clause;
  const parts = [effect, sources(tools), whereKey(where), exceptKey(clause)];
  return [...parts, JSON.stringify(seen ?? null), expires ?? ""].join("\n");
});

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

/** A text for what a rule leaves out. */
export function exceptKey({ except }: Clause): string {
  return except
    .map(({ tools, where }) => `${tools === undefined ? "" : sources(tools)} ${whereKey(where)}`)
    .join("|");
}

/** A text for patterns, or names, in their order. */
export function sources(list: readonly (string | { readonly source: string })[]): string {
  return list.map((item) => JSON.stringify(typeof item === "string" ? item : item.source)).join();
}
