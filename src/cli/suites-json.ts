import type { CallResult, CaseResult } from "../simulation/suite.ts";
import type { StepResult } from "../simulation/run.ts";
import { ruleJson } from "./explanation-json.ts";
import { toJson } from "./json.ts";
import { shortPath } from "./places.ts";
import type { ClausePlaces, PrintedPlace } from "./places.ts";
import { suitePlaces } from "./tested-suite.ts";
import type { CoveredPolicy, TestedSuite } from "./tested-suite.ts";

/** Test suites in JSON; the names are stable. */
export function suitesJson(
  suites: readonly TestedSuite[],
  coverage: readonly CoveredPolicy[] | undefined,
): string {
  const runs = suites.flatMap((suite) => ("run" in suite ? [suite.run.result.counts] : []));
  const counts = {
    passed: runs.reduce((all, { passed }) => all + passed, 0),
    failed: runs.reduce((all, { failed }) => all + failed, 0),
    broken: suites.length - runs.length,
  };
  const covered = coverage === undefined ? {} : { coverage: coverage.map(coverageJson) };
  return `${toJson({ suites: suites.map(suiteJson), counts, ...covered }, 2)}\n`;
}

function suiteJson(suite: TestedSuite): object {
  const file = shortPath(suite.file);
  if ("problem" in suite) return { file, problem: suite.problem, cases: [] };
  const { run, places } = suite;
  const placeOf = suitePlaces(run);
  const cases = run.result.cases.map((one) => caseJson(one, placeOf, places));
  return { file, policy: shortPath(run.policy.bounds.main.file), cases };
}

function caseJson(
  { testCase, passed, calls }: CaseResult,
  placeOf: (at: CaseResult["testCase"]["at"]) => PrintedPlace,
  places: ClausePlaces,
): object {
  const { line, column } = placeOf(testCase.at);
  const rows = calls.map((one) => {
    const at = placeOf(one.expected.at);
    return { ...callJson(one, places), line: at.line, column: at.column };
  });
  return { name: testCase.name, line, column, passed, calls: rows };
}

function callJson(
  { expected, step, passed, spellings, slipped }: CallResult,
  places: ClausePlaces,
): object {
  return {
    ...stepJson(step, places),
    expect: expected.expect,
    passed,
    spellings,
    slipped: slipped.map((one) => stepJson(one, places)),
  };
}

function stepJson({ call, verdict }: StepResult, places: ClausePlaces): object {
  return {
    call: { tool: call.tool, args: call.args },
    decision: verdict.decision,
    rules: verdict.rules.map((rule) => ruleJson(rule, places)),
  };
}

function coverageJson({ file, rules, places }: CoveredPolicy): object {
  return {
    policy: shortPath(file),
    rules: rules.map(({ clause, exercise, decided }) => ({
      ...ruleJson(clause, places),
      exercise,
      decided,
    })),
  };
}
