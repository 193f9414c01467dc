import { stricter } from "../model/call.ts";
import type { Decision } from "../model/call.ts";
import type { Part } from "./parts.ts";
import { grants, isOver, restricts } from "./rule.ts";
import type { Rule } from "./rule.ts";
import type { RuleIndex } from "./rule-index.ts";
import type { Scene } from "./scene.ts";
import { NO, SOFT } from "./truth.ts";

/** The rules of a policy, by effect, and what it says of what no rule grants. */
export interface Rulebook {
  readonly allow: RuleIndex;
  readonly ask: RuleIndex;
  readonly deny: RuleIndex;
  readonly otherwise: "ask" | "deny";
}

/** What is decided of a part, by which rules; none where nothing grants it, or nothing needs to. */
export interface PartDecision {
  readonly part: Part;
  readonly decision: Decision;
  readonly rules: readonly Rule[];
}

/**
 * The decision on one part. `lifted`: the grant of its command stands for it, too.
 *
 * Denied when a `deny` matches widely, or an `ask` past its date; else, when nothing grants it, what `otherwise` says; else asked when an
 * `ask` matches widely; else allowed. The order of rules never matters.
 */
export function decidePart(
  book: Rulebook,
  part: Part,
  scene: Scene,
  lifted: readonly Rule[] | undefined,
): PartDecision {
  const denies = restricting(book.deny, part, scene);
  const asks = restricting(book.ask, part, scene);
  const over = asks.filter(({ rule }) => isOver(rule, scene));
  const hard = [...denies.filter(({ match }) => match > SOFT), ...over];
  if (hard.length > 0) return { part, decision: "deny", rules: hard.map(({ rule }) => rule) };

  const granting = lifted ?? grantsOf(book, part, scene);
  if (granting === undefined) return { part, decision: book.otherwise, rules: [] };

  const soft = [...denies, ...asks];
  if (soft.length > 0) return { part, decision: "ask", rules: soft.map(({ rule }) => rule) };
  return { part, decision: "allow", rules: granting };
}

/** All parts of a call, with the files of each; the strictest decision counts. */
export function decideParts(
  book: Rulebook,
  parts: readonly Part[],
  scene: Scene,
): readonly PartDecision[] {
  return parts.flatMap((part) => decideTree(book, part, scene, undefined));
}

/** The strictest of the decisions. */
export function strictest(decisions: readonly PartDecision[]): Decision {
  return decisions.reduce<Decision>((all, { decision }) => stricter(all, decision), "allow");
}

/** The rules that grant a part; `undefined` where none does. A free part and the inside of a wrapper need none of their own. */
export function grantsOf(book: Rulebook, part: Part, scene: Scene): readonly Rule[] | undefined {
  const own = [...book.allow.narrow(part.target), ...book.ask.narrow(part.target)].filter((rule) =>
    grants(rule, part, scene),
  );
  if (own.length > 0) return own;
  if (part.free) return NONE;
  if (part.inner === undefined || part.inner.length === 0) return undefined;
  const inner = part.inner.map((one) => grantsOf(book, one, scene));
  return inner.some((rules) => rules === undefined)
    ? undefined
    : inner.flatMap((rules) => rules ?? NONE);
}

const NONE: readonly Rule[] = [];

/** The part and what hangs on it: its files, and what its wrapper runs (whose commands the wrapper's grant covers). */
function decideTree(
  book: Rulebook,
  part: Part,
  scene: Scene,
  around: readonly Rule[] | undefined,
): readonly PartDecision[] {
  const own = decidePart(book, part, scene, around);
  if (part.files.length === 0 && part.inner === undefined) return [own];
  const rules = around ?? grantsOf(book, part, scene);
  const lift =
    rules?.some((rule) => rule.clause.where.files === "any") === true ? rules : undefined;
  const files = part.files.flatMap((file) => decideTree(book, file, scene, lift));
  const inner = (part.inner ?? []).flatMap((one) => decideInner(book, one, scene, lift));
  return [own, ...files, ...inner];
}

/** Inside a transparent wrapper only files are judged again: the commands were, as the wrapper's. */
function decideInner(
  book: Rulebook,
  part: Part,
  scene: Scene,
  around: readonly Rule[] | undefined,
): readonly PartDecision[] {
  if (part.target.kind !== "command") return decideTree(book, part, scene, around);
  const rules = grantsOf(book, part, scene);
  const lift =
    around ??
    (rules?.some((rule) => rule.clause.where.files === "any") === true ? rules : undefined);
  const files = part.files.flatMap((file) => decideTree(book, file, scene, lift));
  return [...files, ...(part.inner ?? []).flatMap((one) => decideInner(book, one, scene, lift))];
}

function restricting(
  index: RuleIndex,
  part: Part,
  scene: Scene,
): { readonly rule: Rule; readonly match: number }[] {
  const found: { rule: Rule; match: number }[] = [];
  for (const target of part.wide) {
    for (const rule of index.wide(target)) {
      if (found.some((one) => one.rule === rule)) continue;
      const match = restricts(rule, part, scene);
      if (match !== NO) found.push({ rule, match });
    }
  }
  return found;
}
