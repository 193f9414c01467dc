import type { Place, SymbolicPath } from "../model/place.ts";

/** A change of one entry of an agent's file, by its place. */
export type EntryChange =
  /** The item of a list with its comma, or the key with its value. */
  | { readonly kind: "remove"; readonly path: SymbolicPath }
  | { readonly kind: "set"; readonly path: SymbolicPath; readonly value: string | boolean }
  | { readonly kind: "rename"; readonly path: SymbolicPath; readonly name: string }
  /** The item of a list to the end of another list of the file, which is made where there is none. */
  | { readonly kind: "move"; readonly path: SymbolicPath; readonly to: SymbolicPath };

/**
 * What a change does to decisions, by the way in which the agent combines entries, whatever else its files hold. `none`: nothing, and no person is needed for
 * it. `narrows`: none widens. `open`: that depends on what else there is.
 */
export type FixEffect = "none" | "narrows" | "open";

/** What a person may want done about an entry. */
export interface EntryFix {
  readonly title: string;
  /** The same done to so many entries. */
  titleOfAll(count: number): string;
  readonly change: EntryChange;
  readonly effect: FixEffect;
}

/** Something that was found about an entry. */
export interface FoundEntry {
  /** The id of the rule. */
  readonly code: string;
  readonly at: Place;
}

/** Findings of entries that grant or restrict nothing: to remove one changes no decision. */
export const IDLE: ReadonlySet<string> = new Set([
  "redundant-entry",
  "unreachable-entry",
  "entry-not-consulted",
]);

/** Leaves the entry out. */
export function removal(path: SymbolicPath, effect: FixEffect): EntryFix {
  return {
    title: "Remove the entry",
    titleOfAll: (count) => `Remove all ${count} entries`,
    change: { kind: "remove", path },
    effect,
  };
}

/** Leaves an entry that allows out, of a file where no entry but itself allows less by that. One that another covers needs no person. */
export function removalOfGrant(path: SymbolicPath, code: string): EntryFix {
  return removal(path, code === "redundant-entry" ? "none" : "narrows");
}

/** What allows asks from then on. */
export function asking(change: EntryChange): EntryFix {
  return {
    title: "Ask for it instead",
    titleOfAll: (count) => `Ask for all ${count} instead`,
    change,
    effect: "narrows",
  };
}

/** Writes another value. */
export function setting(
  path: SymbolicPath,
  value: string | boolean,
  effect: FixEffect = "narrows",
): EntryFix {
  return {
    title: `Write \`${value}\``,
    titleOfAll: (count) => `Write \`${value}\` in all ${count} places`,
    change: { kind: "set", path, value },
    effect,
  };
}

/** Gives a key the name that the agent reads: what stands under it counts from then on. */
export function renaming(path: SymbolicPath, name: string): EntryFix {
  const title = `Change to \`${name}\``;
  return { title, titleOfAll: () => title, change: { kind: "rename", path, name }, effect: "open" };
}
