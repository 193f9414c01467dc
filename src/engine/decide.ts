import { stricter } from "../model/call.ts";
import type { Decision } from "../model/call.ts";
import type { Part } from "./parts.ts";
import { grants, isNamed, isOver, restricts } from "./rule.ts";
import type { Rule } from "./rule.ts";
import type { RuleIndex } from "./rule-index.ts";
import type { Scene } from "./scene.ts";
import type { Target } from "./target.ts";
import { NO, SOFT } from "./truth.ts";
import type { Truth } from "./truth.ts";

/** The rules of a policy, by effect, and what it says of what no rule grants. */
export interface Rulebook {
  readonly allow: RuleIndex;
  readonly ask: RuleIndex;
  readonly deny: RuleIndex;
  readonly otherwise: "ask" | "deny";
  /** Those in error, of every effect. */
  readonly faulty: readonly Rule[];
}

/** What is decided of a part, by which rules; none where nothing grants it, or nothing needs to. */
export interface PartDecision {
  readonly part: Part;
  readonly decision: Decision;
  readonly rules: readonly Rule[];
}

/**
 * The decision on one part. `granting`: the rules that grant it, or what it belongs to, and so itself.
 *
 * Denied when a `deny` matches widely, or an `ask` past its date; else, when nothing grants it, what `otherwise` says; else asked when an
 * `ask` matches widely; else allowed. The order of rules never matters.
 */
function decidePart(
  book: Rulebook,
  part: Part,
  scene: Scene,
  granting: readonly Rule[] | undefined,
): PartDecision {
  const denies = restricting(book.deny, part, scene);
  const asks = restricting(book.ask, part, scene);
  const over = asks.filter(({ rule }) => isOver(rule, scene));
  const hard = both(
    denies.filter(({ match }) => match > SOFT),
    over,
  );
  if (hard.length > 0) return { part, decision: "deny", rules: hard.map(({ rule }) => rule) };

  if (granting === undefined) return { part, decision: ungranted(book, part), rules: [] };

  const soft = both(denies, asks);
  if (soft.length > 0) return { part, decision: "ask", rules: soft.map(({ rule }) => rule) };
  return { part, decision: "allow", rules: granting };
}

/** What no rule grants: never asked where a rule about it is in error, as that one might have denied it. */
function ungranted(book: Rulebook, part: Part): Decision {
  const inDoubt = book.faulty.some((rule) =>
    part.wide.some((target) => isNamed(rule, target, "wide")),
  );
  return inDoubt ? "deny" : book.otherwise;
}

/** All parts of a call, with the files of each; the strictest decision counts. */
export function decideParts(
  book: Rulebook,
  parts: readonly Part[],
  scene: Scene,
): readonly PartDecision[] {
  const decisions: PartDecision[] = [];
  for (const part of parts) decisions.push(...decideTree(book, part, scene, undefined, undefined));
  return decisions;
}

/** The strictest of the decisions. */
export function strictest(decisions: readonly PartDecision[]): Decision {
  return decisions.reduce<Decision>((all, { decision }) => stricter(all, decision), "allow");
}

/** The rules that grant a part, its own or, where there are none, those of all that a wrapper runs; `undefined` where none does. A free part needs none. */
function grantsOf(
  book: Rulebook,
  part: Part,
  scene: Scene,
  own = rulesFor(book, part, scene),
): readonly Rule[] | undefined {
  if (own.length > 0) return own;
  if (part.free) return NONE;
  if (part.inner === undefined || part.inner.length === 0) return undefined;
  const inner = part.inner.map((one) => grantsOf(book, one, scene));
  return inner.some((rules) => rules === undefined)
    ? undefined
    : inner.flatMap((rules) => rules ?? NONE);
}

const NONE: readonly Rule[] = [];

/**
 * The part and what hangs on it. A granted wrapper covers what it runs; files are covered only by a grant that says `files: any`, of the command or
 * of a wrapper around it (`lift`).
 */
function decideTree(
  book: Rulebook,
  part: Part,
  scene: Scene,
  cover: readonly Rule[] | undefined,
  lift: readonly Rule[] | undefined,
): readonly PartDecision[] {
  const own = rulesFor(book, part, scene);
  const granting = grantsOf(book, part, scene, own) ?? cover;
  const decisions = [decidePart(book, part, scene, granting)];
  const further = lift ?? anyFiles(own);
  for (const file of part.files)
    decisions.push(decidePart(book, file, scene, grantsOf(book, file, scene) ?? further));
  for (const one of part.inner ?? NO_PARTS)
    decisions.push(...decideTree(book, one, scene, coverOf(one, granting, further), further));
  return decisions;
}

const NO_PARTS: readonly Part[] = [];

/** A command inside a granted wrapper is covered; a redirection inside it only with `files: any`. */
function coverOf(
  part: Part,
  granting: readonly Rule[] | undefined,
  lift: readonly Rule[] | undefined,
): readonly Rule[] | undefined {
  return part.target.kind === "command" ? granting : lift;
}

function anyFiles(rules: readonly Rule[]): readonly Rule[] | undefined {
  const lifting = rules.filter((rule) => rule.clause.where.files === "any");
  return lifting.length > 0 ? lifting : undefined;
}

function rulesFor(book: Rulebook, part: Part, scene: Scene): readonly Rule[] {
  const isGranting = (rule: Rule): boolean => grants(rule, part, scene);
  return both(
    book.allow.narrow(part.target).filter(isGranting),
    book.ask.narrow(part.target).filter(isGranting),
  );
}

/** A rule that matches widely, and how. */
interface Match {
  readonly rule: Rule;
  readonly match: Truth;
}

function restricting(index: RuleIndex, part: Part, scene: Scene): readonly Match[] {
  const found: Match[] = [];
  for (const rule of candidates(index, part.wide)) {
    const match = restricts(rule, part, scene);
    if (match !== NO) found.push({ rule, match });
  }
  return found;
}

/** The rules that may match a target widely, each once: a call may view as very many files. */
function candidates(index: RuleIndex, targets: readonly Target[]): Iterable<Rule> {
  let first = NONE;
  let all: Set<Rule> | undefined;
  for (const target of targets) {
    const rules = index.wide(target);
    if (first.length === 0) first = rules;
    else if (rules.length > 0) {
      all ??= new Set(first);
      for (const rule of rules) all.add(rule);
    }
  }
  return all ?? first;
}

function both<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  if (b.length === 0) return a;
  return a.length === 0 ? b : [...a, ...b];
}
