import type { Clause } from "../model/clause.ts";
import { shown } from "../model/shown.ts";
import type { SessionResult, StepResult } from "../simulation/run.ts";
import { callWords, count, reasonWords } from "../workspace/words.ts";
import { ruleJson } from "./explanation-json.ts";
import type { ClausePlaces } from "./places.ts";
import { decisionWord } from "./print-explanation.ts";
import type { Style } from "./style.ts";

/** What stands under a step, below its decision. */
export const UNDER_STEP = "           ";

/** Was it decided otherwise than the scenario expects? */
export function isMissed({ expect, verdict }: StepResult): boolean {
  return expect !== undefined && expect !== verdict.decision;
}

/** A step for programs. */
export function stepJson(
  step: StepResult,
  places: ClausePlaces,
): Readonly<Record<string, unknown>> {
  const { call, verdict, expect } = step;
  return {
    call: { tool: call.tool, args: call.args },
    decision: verdict.decision,
    ...(expect === undefined ? {} : { expect }),
    rules: verdict.rules.map((rule) => ruleJson(rule, places)),
  };
}

/** A step for people: its decision and why. `at` counts from 0. */
export function stepLines(
  at: number,
  step: StepResult,
  places: ClausePlaces,
  style: Style,
): readonly string[] {
  const decision = decisionWord(step.verdict.decision, style);
  const miss = isMissed(step) ? style.red(`  expected ${step.expect ?? ""}`) : "";
  return [
    `${String(at + 1).padStart(3)}. ${decision} ${callWords(step.call)}${miss}`,
    style.dim(`${UNDER_STEP}${reasonWords(step, (rule) => placeWords(rule, places))}`),
  ];
}

/** How many calls were decided how. */
export function countLine({
  steps,
  counts,
}: Pick<SessionResult, "counts"> & { readonly steps: readonly unknown[] }): string {
  const { allow, ask, deny } = counts;
  return `${count(steps.length, "call")}: ${allow} allowed, ${ask} asked, ${deny} denied`;
}

function placeWords(rule: Clause, places: ClausePlaces): string {
  const { file, line } = places(rule);
  return `${shown(file)}:${line}`;
}
