import type { Clause } from "../model/clause.ts";
import type { Place } from "../model/place.ts";
import { shownShort } from "../model/shown.ts";
import { isOpenTree } from "./open-trees.ts";
import { placeOf } from "./place-of.ts";
import type { RuleContext } from "./rule.ts";

/** A file that the agent may write, and the grant by which it may. */
export interface Written {
  readonly path: string;
  readonly clause: Clause;
  /** The grant holds every file, without naming one. */
  readonly isOpen: boolean;
  /** To be shown as a step of the finding. */
  readonly related: { readonly at: Place; readonly message: string };
}

/** The first of the files that the whole policy lets the agent write. */
export function writerOf(context: RuleContext, paths: readonly string[]): Written | undefined {
  // Most files grant no writing at all, and a decision on a path looks at the disk.
  if (!context.mayGrant("file.write")) return undefined;
  for (const path of paths) {
    const { decision, clauses } = context.decide({ tool: "file.write", args: { path } });
    const clause = clauses.find(({ file }) => file === context.subject.file) ?? clauses[0];
    if (decision !== "allow" || clause === undefined) continue;
    const pattern = clause.where.path?.find((one) => context.reaches(one, path));
    const at =
      pattern === undefined || clause.file !== context.subject.file
        ? { path: clause.at }
        : placeOf(context.subject, clause, "path", pattern.source);
    const message = `this lets the agent write \`${shownShort(path, 60)}\``;
    const isOpen = pattern?.choices.some(isOpenTree) ?? false;
    return { path, clause, isOpen, related: { at, message } };
  }
  return undefined;
}
