import type { Range } from "../model/place.ts";
import type { ToolCatalog } from "../model/tool-catalog.ts";
import type { Rule } from "./read-rule.ts";
import type { Reading } from "./reading.ts";
import type { SetUse } from "./sets.ts";

/** A rule without a problem, and all that reading it did besides. */
interface KeptRule {
  readonly rule: Rule;
  /** See `groundOf`. */
  readonly ground: string;
  readonly index: number;
  readonly file: string;
  readonly catalog: ToolCatalog | undefined;
  /** Absent where it has no id of its own. */
  readonly id: string | undefined;
  readonly uses: readonly SetUse[];
  readonly cost: number;
}

const kept = new WeakMap<object, KeptRule>();

/** Which rule is read. */
export interface RulePlace {
  /** The same object for as long as the rule's text is the same. Absent where that is not known. */
  readonly mark: object | undefined;
  readonly index: number;
  /** See `groundOf`. */
  readonly ground: string;
}

/** All of the document that a rule depends on besides its own text and the rules before it. */
export function groundOf({ sets, servers }: Reading): string {
  return JSON.stringify([sets?.key, servers === undefined ? null : [...servers]]);
}

/**
 * The rule at a place as it was read before, where nothing is another that it depends on, or as `read` reads it: the same object for as long
 * as its text stands where it stood. `ids` are those of the rules before it.
 */
export function keptRule(
  { mark, ground, index }: RulePlace,
  ids: Set<string>,
  reading: Reading,
  read: () => Rule,
): Rule {
  if (mark === undefined) return read();
  const { report, budget, sets, file, catalog } = reading;
  const before = kept.get(mark);
  if (before !== undefined && isGood(before, ground, index, ids, reading)) {
    if (before.id !== undefined) ids.add(before.id);
    sets?.useAgain(before.uses);
    budget.spend(before.cost, NOWHERE);
    return before.rule;
  }
  const [problems, left, used, known] = [report.count, budget.left, sets?.uses.length, ids.size];
  const rule = read();
  if (report.count > problems) return rule;
  kept.set(mark, {
    rule,
    ground,
    index,
    file,
    catalog,
    id: ids.size > known ? rule.clause.id : undefined,
    uses: sets?.uses.slice(used) ?? [],
    cost: left - budget.left,
  });
  return rule;
}

/** Its cost does not use up what is left, so that nothing is ever said of it there. */
const NOWHERE: Range = { start: 0, end: 0 };

function isGood(
  one: KeptRule,
  ground: string,
  index: number,
  ids: ReadonlySet<string>,
  { budget, file, catalog }: Reading,
): boolean {
  return (
    one.index === index &&
    one.file === file &&
    one.catalog === catalog &&
    one.ground === ground &&
    one.cost < budget.left &&
    (one.id === undefined || !ids.has(one.id))
  );
}
