import type { Engine } from "../engine/engine.ts";
import { explain } from "../engine/explain.ts";
import type { Clause } from "../model/clause.ts";
import type { SuiteResult } from "./suite.ts";

/** What the calls of tests did with a rule. `determining`: it decided one; `matched`: it spoke of one that others decided. */
export type Exercise = "determining" | "matched" | "none";

/** A rule, and how far tests exercise it. */
export interface RuleCoverage {
  readonly clause: Clause;
  readonly exercise: Exercise;
  /** How many calls it decided. */
  readonly decided: number;
}

/** How far the calls of suites exercise the rules of the policy that decided them, in the order of its documents. */
export function coverageOf(
  engine: Engine,
  results: readonly SuiteResult[],
): readonly RuleCoverage[] {
  const decided = new Map<Clause, number>();
  const matched = new Set<Clause>();
  for (const { step } of results.flatMap(({ cases }) => cases.flatMap(({ calls }) => calls))) {
    for (const clause of step.verdict.rules) decided.set(clause, (decided.get(clause) ?? 0) + 1);
    for (const one of explain(engine, step.call).considered)
      if (one.matched) matched.add(one.clause);
  }
  return clausesOf(engine).map((clause) => {
    const number = decided.get(clause) ?? 0;
    const exercise = number > 0 ? "determining" : matched.has(clause) ? "matched" : "none";
    return { clause, exercise, decided: number };
  });
}

function clausesOf(engine: Engine): readonly Clause[] {
  const all = [...engine.clauses, ...engine.ceilings.flatMap(clausesOf)];
  return [...new Set(all)];
}
