import type { Clause, Constraints } from "../model/clause.ts";
import type { Subject } from "../model/subject.ts";
import { sameKey } from "./same.ts";

/**
 * Is it certain that no decision by `after` is wider than that by `before`, two versions of one document? Proven from what stands in them, not
 * tried on calls: all that restricts is still there, and each grant was there before with as much or more. `false` says nothing.
 */
export function widensNothing(before: Subject, after: Subject): boolean {
  // A broken document denies every call.
  if (after.broken) return true;
  if (before.broken || frameOf(before) !== frameOf(after)) return false;
  const [earlier, later] = [clausesOf(before), clausesOf(after)];
  const keys = new Set(later.map(keyOf));
  const keepsLimits = earlier
    .filter(({ effect }) => effect !== "allow")
    .every((clause) => keys.has(keyOf(clause)));
  return keepsLimits && later.every((clause) => isNoWider(clause, earlier));
}

/** All that decides besides the rules. */
function frameOf({
  principal,
  servers,
  facts,
  stages,
  extends: linked,
  ceilings,
}: Subject): string {
  const links = [...linked, ...ceilings].map(({ path }) => path);
  const otherwise = stages.map((stage) => stage.otherwise);
  const reached = servers?.map(({ at: _, ...server }) => server);
  return JSON.stringify([principal.id, reached, facts, otherwise, linked.length, links]);
}

function clausesOf({ stages }: Subject): readonly Clause[] {
  return stages.flatMap(({ clauses }) => clauses);
}

function keyOf(clause: Clause): string {
  return `${clause.faulty} ${sameKey(clause)}`;
}

/** Does it grant no more than one of the earlier ones, if it grants at all? */
function isNoWider(clause: Clause, earlier: readonly Clause[]): boolean {
  if (clause.effect === "deny" || clause.faulty) return true;
  return earlier.some((one) => !one.faulty && isNarrowed(clause, one));
}

/** Are the two the same but for items that the later one lacks? Each item of these lists grants by itself. */
function isNarrowed(later: Clause, earlier: Clause): boolean {
  const trimmed: Clause = {
    ...earlier,
    tools: kept(earlier.tools, later.tools),
    where: LISTS.reduce((where, name) => withKept(where, later.where, name), earlier.where),
  };
  return sameKey(trimmed) === sameKey(later);
}

const LISTS = ["path", "command", "cwd", "host", "method"] as const;

function withKept(
  where: Constraints,
  later: Constraints,
  name: (typeof LISTS)[number],
): Constraints {
  const [items, wanted] = [where[name], later[name]];
  return items === undefined || wanted === undefined
    ? where
    : { ...where, [name]: kept<string | { readonly source: string }>(items, wanted) };
}

function kept<T extends string | { readonly source: string }>(
  items: readonly T[],
  wanted: readonly T[],
): readonly T[] {
  const names = new Set(wanted.map(sourceOf));
  return items.filter((item) => names.has(sourceOf(item)));
}

function sourceOf(item: string | { readonly source: string }): string {
  return typeof item === "string" ? item : item.source;
}
