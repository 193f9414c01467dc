import type { ConstraintName } from "../model/clause.ts";
import type { Part } from "./parts.ts";
import { isInDate, isNamed, isSeen } from "./rule.ts";
import type { Rule } from "./rule.ts";
import type { Scene } from "./scene.ts";
import { NO, UNKNOWN, YES } from "./truth.ts";
import type { Reading } from "./truth.ts";

/** What keeps a rule from matching. */
export type Obstacle =
  | { readonly kind: "faulty" | "tool" | "date" | "session" | "except" }
  | { readonly kind: "constraint"; readonly name: ConstraintName; readonly unknown: boolean };

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
  for (const { name, test } of rule.constraints) {
    const result = target.kind === "hidden" ? UNKNOWN : test(target, reading, scene);
    if (reading === "narrow" ? result !== YES : result === NO) {
      return { kind: "constraint", name, unknown: result === UNKNOWN };
    }
  }
  return { kind: "except" };
}
