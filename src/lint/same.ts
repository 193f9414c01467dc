import { exceptionKey, sources, whereKey } from "../analysis/keys.ts";
import { kept } from "../engine/kept.ts";
import type { Clause } from "../model/clause.ts";

/** A text that two clauses share exactly when they decide the same: all but id, reason and place. */
export const sameKey = kept((clause: Clause): string => {
  const { effect, tools, where, except, seen, expires } = clause;
  const left = except.map((one) => exceptionKey(one, tools)).join("|");
  const parts = [effect, sources(tools), whereKey(where), left];
  return [...parts, JSON.stringify(seen ?? null), expires ?? ""].join("\n");
});
