import type { SymbolicPath } from "../model/place.ts";
import type { RuleCoverage } from "../simulation/coverage.ts";
import type { CaseResult } from "../simulation/suite.ts";
import type { SuiteRun } from "../workspace/suite-run.ts";
import { callWords, reasonWords } from "../workspace/words.ts";
import { shown } from "../model/shown.ts";
import { Places } from "./places.ts";
import type { ClausePlaces, PrintedPlace } from "./places.ts";

/** A suite that was run, or why it was not. */
export type TestedSuite =
  | { readonly file: string; readonly run: SuiteRun; readonly places: ClausePlaces }
  | { readonly file: string; readonly problem: string };

/** A tested policy, and how far its rules are exercised. */
export interface CoveredPolicy {
  readonly file: string;
  readonly rules: readonly RuleCoverage[];
  readonly places: ClausePlaces;
}

/** What is wrong with a case, for people: what the call is, what became of it, and which rule decided where. */
export interface Failure {
  readonly line: number;
  readonly what: string;
  readonly why: string;
}

/** Where something of a suite stands. */
export function suitePlaces({ suite }: SuiteRun): (at: SymbolicPath) => PrintedPlace {
  const places = new Places(() => suite.text);
  return (at) => places.of(suite.file, suite.locate({ path: at }));
}

/** All that is wrong with a case. */
export function failuresOf(
  { calls }: CaseResult,
  lineOf: (at: SymbolicPath) => number,
  places: ClausePlaces,
): readonly Failure[] {
  const placeWords: Parameters<typeof reasonWords>[1] = (rule) => {
    const { file, line } = places(rule);
    return `${shown(file)}:${line}`;
  };
  return calls.flatMap(({ expected, step, slipped }) => {
    const line = lineOf(expected.at);
    const words = callWords(expected.call);
    const { decision } = step.verdict;
    const other = slipped.map((one) => ({
      line,
      what: `${words}: denied, but allowed as ${callWords(one.call)}`,
      why: reasonWords(one, placeWords),
    }));
    if (decision === expected.expect) return other;
    const what = `${words}: expected ${expected.expect}, got ${decision}`;
    return [{ line, what, why: reasonWords(step, placeWords) }, ...other];
  });
}
