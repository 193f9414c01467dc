import type { Clause, Exception } from "../model/clause.ts";
import { UNREADABLE_DATE } from "../model/clause.ts";
import type { ToolPattern } from "../model/tool-pattern.ts";
import { compileConstraints } from "./constraints.ts";
import type { Constraint } from "./constraints.ts";
import { isWeb } from "./hosts.ts";
import { lazy } from "./lazy.ts";
import type { Part } from "./parts.ts";
import type { Scene } from "./scene.ts";
import { isAbout } from "./target.ts";
import type { Target } from "./target.ts";
import { matchTool } from "./tools.ts";
import type { ServerNames } from "./tools.ts";
import { least, NO, truth, UNKNOWN, YES } from "./truth.ts";
import type { Reading, Truth } from "./truth.ts";

/** A clause, ready to match. */
export interface Rule extends Matcher {
  readonly clause: Clause;
  readonly except: readonly Matcher[];
  /** The first instant, in milliseconds, at which it no longer holds. */
  readonly end: number | undefined;
}

/** Tools, and what a call of them must be like. */
export interface Matcher {
  readonly names: Readonly<Record<Reading, (tool: string) => boolean>>;
  readonly constraints: readonly Constraint[];
}

/** Compiles a clause. Its constraints are compiled when the first call reaches them: an editor asks few of them. */
export function compileRule(clause: Clause, servers: ServerNames): Rule {
  const { faulty, tools, effect, expires } = clause;
  const where = faulty ? {} : clause.where;
  const excepted = ({ tools: named, where: left }: Exception): Matcher => ({
    names: namesOf(named ?? tools, servers),
    constraints: compileConstraints(left, "exception"),
  });
  const use = effect === "deny" || faulty ? "restriction" : "grant";
  const constraints = lazy(() => compileConstraints(where, use));
  return {
    clause,
    names: namesOf(tools, servers),
    get constraints() {
      return constraints();
    },
    except: faulty ? [] : clause.except.map(excepted),
    end: expires === undefined ? undefined : endOfDay(expires),
  };
}

/** Widely a `*` stands for every server: a server that nobody listed is denied like the others. */
function namesOf(tools: readonly ToolPattern[], servers: ServerNames): Matcher["names"] {
  const naming =
    (known: ServerNames) =>
    (tool: string): boolean =>
      tools.length === 0 || tools.some((pattern) => matchTool(pattern, tool, known));
  return { narrow: naming(servers), wide: naming(undefined) };
}

function endOfDay(date: string): number {
  return date === UNREADABLE_DATE
    ? Number.NEGATIVE_INFINITY
    : Date.parse(`${date}T00:00:00Z`) + 86_400_000;
}

/** Does it grant the part? As written, in date, and not left out. */
export function grants(rule: Rule, part: Part, scene: Scene): boolean {
  if (rule.clause.faulty || isInDate(rule, scene) !== YES || isSeen(rule, scene) !== YES) {
    return false;
  }
  if (holds(rule, part.target, scene, "narrow") !== YES) return false;
  if (rule.except.length === 0) return true;
  const reached = reachOf(part, rule.clause.where.files === "any" ? "files" : "commands");
  return !rule.except.some((one) =>
    reached.some((target) => holds(one, target, scene, "wide") !== NO),
  );
}

/** All that an exception of a grant looks at: the part, its views, and everything inside a transparent wrapper. */
function reachOf(part: Part, own: "files" | "commands"): readonly Target[] {
  const files = own === "files" ? part.files.flatMap((file) => file.wide) : [];
  return [...part.wide, ...files, ...(part.inner ?? []).flatMap((one) => reachOf(one, "files"))];
}

/** Does it restrict the part? `SOFT`: only in a tree that is searched and that nobody can look into. */
export function restricts(rule: Rule, part: Part, scene: Scene): Truth {
  if (isSeen(rule, scene) === NO) return NO;
  let match: Truth = NO;
  for (const target of part.wide) {
    const one = holds(rule, target, scene, "wide");
    if (one > match) match = one;
  }
  const left = rule.except.some((one) => holds(one, part.target, scene, "narrow") === YES);
  return left ? NO : match;
}

/** Is the target about a tool that the rule names? */
export function isNamed(rule: Matcher, target: Target, reading: Reading): boolean {
  return isAbout(target, rule.names[reading]);
}

/** How the tools and constraints match one target. */
function holds(one: Matcher, target: Target, scene: Scene, reading: Reading): Truth {
  if (!isNamed(one, target, reading)) return NO;
  if (target.kind === "hidden") return UNKNOWN;
  if (reading === "narrow" && target.kind === "fetch" && !isWeb(target.url)) return NO;
  if (reading === "narrow" && target.kind === "tool" && target.held !== undefined) return UNKNOWN;
  let result: Truth = reading === "narrow" && !isPathKnown(target) ? UNKNOWN : YES;
  for (const { test } of one.constraints) {
    result = least(result, test(target, reading, scene));
    if (result === NO) return NO;
  }
  return result;
}

/** A file whose path, or whose real path, is not known is matched narrowly by nothing. */
function isPathKnown(target: Target): boolean {
  return target.kind !== "file" || target.paths.every((path) => path?.real !== undefined);
}

/** Is an `ask` past its date, or may it be? Then it denies what it matches. */
export function isOver(rule: Rule, scene: Scene): boolean {
  return isInDate(rule, scene) !== YES;
}

/** Is the rule in date? Unknown without a date of the call. */
export function isInDate(rule: Rule, scene: Scene): Truth {
  if (rule.end === undefined) return YES;
  return scene.now === undefined ? UNKNOWN : truth(scene.now < rule.end);
}

/** Has the session seen what `when` names? Unknown without a session. */
export function isSeen(rule: Rule, scene: Scene): Truth {
  const { seen } = rule.clause;
  if (seen === undefined || rule.clause.faulty) return YES;
  const labels = scene.call.session?.seen;
  return labels === undefined ? UNKNOWN : truth(seen.some((label) => labels.includes(label)));
}
