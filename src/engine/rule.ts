import type { Clause, ConstraintName, Exception } from "../model/clause.ts";
import { UNREADABLE_DATE } from "../model/clause.ts";
import { compileConstraints } from "./constraints.ts";
import type { Constraint } from "./constraints.ts";
import type { Part } from "./parts.ts";
import type { Scene } from "./scene.ts";
import { isAbout } from "./target.ts";
import type { Target } from "./target.ts";
import { matchTool } from "./tools.ts";
import type { ServerNames } from "./tools.ts";
import { least, NO, SOFT, truth, UNKNOWN, YES } from "./truth.ts";
import type { Reading, Truth } from "./truth.ts";

/** A clause, ready to match. */
export interface Rule {
  readonly clause: Clause;
  names(tool: string): boolean;
  readonly constraints: readonly Constraint[];
  readonly except: readonly CompiledException[];
  /** The first instant, in milliseconds, at which it no longer holds. */
  readonly end: number | undefined;
}

interface CompiledException {
  names(tool: string): boolean;
  readonly constraints: readonly Constraint[];
}

/** Compiles a clause. */
export function compileRule(clause: Clause, servers: ServerNames): Rule {
  const names = (tool: string): boolean =>
    clause.tools.length === 0 || clause.tools.some((pattern) => matchTool(pattern, tool, servers));
  return {
    clause,
    names,
    constraints: clause.faulty
      ? []
      : compileConstraints(clause.where, clause.effect === "deny" ? "restriction" : "grant"),
    except: clause.faulty ? [] : clause.except.map((one) => compileException(one, names, servers)),
    end: clause.expires === undefined ? undefined : endOfDay(clause.expires),
  };
}

function compileException(
  one: Exception,
  inherited: Rule["names"],
  servers: ServerNames,
): CompiledException {
  const { tools } = one;
  const names = tools
    ? (tool: string): boolean => tools.some((pattern) => matchTool(pattern, tool, servers))
    : inherited;
  return { names, constraints: compileConstraints(one.where, "exception") };
}

function endOfDay(date: string): number {
  return date === UNREADABLE_DATE
    ? Number.NEGATIVE_INFINITY
    : Date.parse(`${date}T00:00:00Z`) + 86_400_000;
}

/** Does it grant the part? As written, in date, and not left out. */
export function grants(rule: Rule, part: Part, scene: Scene): boolean {
  return (
    !rule.clause.faulty &&
    isInDate(rule, scene) === YES &&
    isSeen(rule, scene) === YES &&
    about(rule, part.target, scene, "narrow") === YES &&
    !rule.except.some((one) => leavesOutWidely(one, part, scene))
  );
}

/** Does it restrict the part? `SOFT`: only in a tree that is searched and that nobody can look into. */
export function restricts(rule: Rule, part: Part, scene: Scene): Truth {
  const seen = isSeen(rule, scene);
  if (seen === NO) return NO;
  let best: Truth = NO;
  for (const target of part.wide) {
    const match = about(rule, target, scene, "wide");
    if (match > best) best = match;
  }
  if (best === NO || rule.except.some((one) => all(one, part.target, scene, "narrow") === YES))
    return NO;
  return best;
}

/** Is an `ask` past its date, or may it be? Then it denies what it matches. */
export function isOver(rule: Rule, scene: Scene): boolean {
  return isInDate(rule, scene) !== YES;
}

/** Why it does not match: the first constraint that does not hold, or what else is in the way. */
export function obstacle(
  rule: Rule,
  part: Part,
  scene: Scene,
  reading: Reading,
): Obstacle | undefined {
  if (reading === "narrow" && rule.clause.faulty) return { kind: "faulty" };
  if (!isAbout(part.target, (tool) => rule.names(tool)) && reading === "narrow")
    return { kind: "tool" };
  if (reading === "narrow" && isInDate(rule, scene) !== YES) return { kind: "date" };
  if (isSeen(rule, scene) === NO || (reading === "narrow" && isSeen(rule, scene) !== YES))
    return { kind: "session" };
  const targets = (reading === "narrow" ? [part.target] : part.wide).filter((t) =>
    isAbout(t, (tool) => rule.names(tool)),
  );
  if (targets.length === 0) return { kind: "tool" };
  const [target] = targets;
  for (const { name, test } of rule.constraints) {
    const result =
      target === undefined || target.kind === "hidden" ? UNKNOWN : test(target, reading, scene);
    if (reading === "narrow" ? result !== YES : result === NO) {
      return { kind: "constraint", name, unknown: result === UNKNOWN };
    }
  }
  return { kind: "except" };
}

/** What keeps a rule from matching. */
export type Obstacle =
  | { readonly kind: "faulty" | "tool" | "date" | "session" | "except" }
  | { readonly kind: "constraint"; readonly name: ConstraintName; readonly unknown: boolean };

function about(rule: Rule, target: Target, scene: Scene, reading: Reading): Truth {
  if (!isAbout(target, (tool) => rule.names(tool))) return NO;
  return holdAll(rule.constraints, target, scene, reading);
}

function all(one: CompiledException, target: Target, scene: Scene, reading: Reading): Truth {
  if (!isAbout(target, (tool) => one.names(tool))) return NO;
  return holdAll(one.constraints, target, scene, reading);
}

function leavesOutWidely(one: CompiledException, part: Part, scene: Scene): boolean {
  return part.wide.some((target) => all(one, target, scene, "wide") >= SOFT);
}

function holdAll(
  constraints: readonly Constraint[],
  target: Target,
  scene: Scene,
  reading: Reading,
): Truth {
  let result: Truth = target.kind === "hidden" ? UNKNOWN : YES;
  for (const { test } of constraints) {
    if (target.kind === "hidden") return UNKNOWN;
    result = least(result, test(target, reading, scene));
    if (result === NO) return NO;
  }
  return result;
}

function isInDate(rule: Rule, scene: Scene): Truth {
  if (rule.end === undefined) return YES;
  return scene.now === undefined ? UNKNOWN : truth(scene.now < rule.end);
}

function isSeen(rule: Rule, scene: Scene): Truth {
  const { seen } = rule.clause;
  if (seen === undefined || rule.clause.faulty) return YES;
  const labels = scene.call.session?.seen;
  return labels === undefined ? UNKNOWN : truth(seen.some((label) => labels.includes(label)));
}
