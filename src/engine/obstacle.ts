import type { ConstraintName } from "../model/clause.ts";
import { compileConstraints } from "./constraints.ts";
import type { Part } from "./parts.ts";
import { isInDate, isNamed, isSeen } from "./rule.ts";
import type { Rule } from "./rule.ts";
import type { Scene } from "./scene.ts";
import type { FileTarget, Target } from "./target.ts";
import { NO, UNKNOWN, YES } from "./truth.ts";
import type { Reading } from "./truth.ts";

/** What keeps a rule from matching. */
export type Obstacle =
  | { readonly kind: "faulty" | "tool" | "date" | "session" | "except" }
  | { readonly kind: "held"; readonly why: string }
  | {
      readonly kind: "constraint";
      readonly name: ConstraintName;
      readonly unknown: boolean;
      readonly detail: Detail | undefined;
    };

/**
 * What makes a path not match that looks as if it did: `protected`, a wildcard does not reach it; `link`, it leads elsewhere than it says.
 */
type Detail = "protected" | "link";

/** Why a rule that does not match a part does not: the first thing in the way. */
export function obstacle(rule: Rule, part: Part, scene: Scene, reading: Reading): Obstacle {
  const targets = (reading === "narrow" ? [part.target] : part.wide).filter((target) =>
    isNamed(rule, target, reading),
  );
  const [target] = targets;
  if (target === undefined) return { kind: "tool" };
  if (reading === "narrow") {
    if (rule.clause.faulty) return { kind: "faulty" };
    if (isInDate(rule, scene) !== YES) return { kind: "date" };
  }
  const seen = isSeen(rule, scene);
  if (reading === "narrow" ? seen !== YES : seen === NO) return { kind: "session" };
  if (reading === "narrow" && target.kind === "tool" && target.held !== undefined)
    return { kind: "held", why: target.held };
  for (const { name, test } of rule.constraints) {
    const result = target.kind === "hidden" ? UNKNOWN : test(target, reading, scene);
    if (reading === "narrow" ? result !== YES : result === NO) {
      const detail = reading === "narrow" ? detailOf(rule, name, target, scene) : undefined;
      return { kind: "constraint", name, unknown: result === UNKNOWN, detail };
    }
  }
  return { kind: "except" };
}

function detailOf(
  rule: Rule,
  name: ConstraintName,
  target: Target,
  scene: Scene,
): Detail | undefined {
  if (name !== "path" || target.kind !== "file") return undefined;
  const { path } = rule.clause.where;
  if (path === undefined) return "protected";
  const matches = (one: FileTarget): boolean =>
    compileConstraints({ path }, "exception").some(
      (constraint) => constraint.name === "path" && constraint.test(one, "narrow", scene) === YES,
    );
  if (matches(target)) return "protected";
  const asGiven = target.paths.map((one) => one?.withoutLinks());
  return matches({ ...target, paths: asGiven }) ? "link" : undefined;
}
