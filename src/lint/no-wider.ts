import type { Clause, Constraints } from "../model/clause.ts";
import type { Subject } from "../model/subject.ts";
import { narrowsArgs, narrowsCommand, narrowsPath, narrowsTool } from "./narrower.ts";
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

/** Does it grant no more than one of the earlier ones, if it grants at all? What was allowed may be asked. */
function isNoWider(clause: Clause, earlier: readonly Clause[]): boolean {
  if (clause.effect === "deny" || clause.faulty) return true;
  return earlier.some(
    (one) =>
      !one.faulty &&
      (one.effect === clause.effect || one.effect === "allow") &&
      isNarrowed(clause, { ...one, effect: clause.effect }),
  );
}

/** Are the two the same but for items that the later one lacks or narrows, and patterns that it ties? Each item of these lists grants by itself. */
function isNarrowed(later: Clause, earlier: Clause): boolean {
  const { where } = later;
  const { path, command, cwd, host, method, args } = earlier.where;
  const same = (): boolean => false;
  const trimmed: Constraints = {
    ...earlier.where,
    ...(path && { path: narrowed(path, where.path, narrowsPath) }),
    ...(command && { command: narrowed(command, where.command, narrowsCommand) }),
    ...(cwd && { cwd: narrowed(cwd, where.cwd, same) }),
    ...(host && { host: narrowed(host, where.host, same) }),
    ...(method && { method: narrowed(method, where.method, same) }),
    ...(args && where.args && narrowsArgs(args, where.args) ? { args: where.args } : {}),
  };
  const tools = narrowed(earlier.tools, later.tools, narrowsTool);
  return sameKey({ ...earlier, tools, where: trimmed }) === sameKey(later);
}

/** The later items where each is one of the earlier ones or narrows one, else the earlier ones. */
function narrowed<T extends string | { readonly source: string }>(
  items: readonly T[],
  wanted: readonly T[] | undefined,
  narrows: (wide: T, narrow: T) => boolean,
): readonly T[] {
  if (wanted === undefined || wanted.length === 0) return items;
  const names = new Set(items.map(sourceOf));
  const isHeld = (item: T): boolean =>
    names.has(sourceOf(item)) || items.some((one) => narrows(one, item));
  return wanted.every(isHeld) ? wanted : items;
}

function sourceOf(item: string | { readonly source: string }): string {
  return typeof item === "string" ? item : item.source;
}
