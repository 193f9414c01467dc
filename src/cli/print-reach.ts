import type { Clause } from "../model/clause.ts";
import { shown } from "../model/shown.ts";
import { kindOf } from "../workspace/inspection.ts";
import type { Reach } from "../workspace/reach.ts";
import { reachLines } from "../workspace/reach-words.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { clausePlaces } from "./places.ts";
import type { PrintedPlace } from "./places.ts";
import { styleFor } from "./style.ts";

/** A rule, where it stands, and what it reaches by itself. */
export interface RuleReach {
  readonly rule: Clause;
  readonly place: PrintedPlace;
  readonly reach: Reach;
}

/** What every rule of the policies reaches in its workspace, in the order of the text. */
export async function reachOf(
  workspace: Workspace,
  files: Iterable<string>,
): Promise<readonly RuleReach[]> {
  const all: RuleReach[] = [];
  for (const file of files) {
    const policy =
      (kindOf(file) ?? "policy") !== "policy" ? undefined : await workspace.policy([file]);
    if (policy === undefined || !("engine" in policy)) continue;
    const places = clausePlaces(policy);
    const isOwn = (rule: Clause): boolean => rule.file === file;
    const found = await workspace.reach(policy, isOwn, () => Promise.resolve(true));
    for (const [rule, reach] of found ?? []) all.push({ rule, place: places(rule), reach });
  }
  return all;
}

/** For people: each rule, and below it what it reaches. */
export function printReach(all: readonly RuleReach[], stream: NodeJS.WriteStream): string {
  const style = styleFor(stream);
  const blocks = all.map(({ rule, place, reach }) => {
    const head = `${style.bold(`${shown(place.file)}:${place.line}`)} ${shown(rule.id)} (${rule.effect})`;
    return [head, ...reachLines(reach).map((line) => `      = ${line}`), ""].join("\n");
  });
  return blocks.length === 0 ? "" : `${blocks.join("\n")}\n`;
}

/** For machines: the same as rows. */
export function reachRows(all: readonly RuleReach[]): readonly object[] {
  return all.map(({ rule, place, reach }) => ({
    rule: rule.id,
    effect: rule.effect,
    ...place,
    ...reach,
  }));
}
