import { LineIndex } from "../model/place.ts";
import type { SymbolicPath } from "../model/place.ts";
import { shownShort } from "../model/shown.ts";
import type {
  CaseItem,
  CoveredRule,
  FailedCall,
  RanCase,
  RunSuiteParams,
  RunSuiteResult,
  SuiteItem,
} from "../protocol/suites.ts";
import type { SuiteCase } from "../policy/suite-case.ts";
import type { Suite } from "../policy/suite.ts";
import type { CallResult, CaseResult } from "../simulation/suite.ts";
import { openSuite, runSuiteFile } from "../workspace/suite-run.ts";
import type { SuiteRun } from "../workspace/suite-run.ts";
import { callWords, reasonWords } from "../workspace/words.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Client } from "./client.ts";
import { lspRange } from "./ranges.ts";
import { placing } from "./simulation.ts";
import { longText } from "./simulation-details.ts";

/** A test suite and its cases; also one that cannot be run, with the reason. */
export async function suiteItem(
  workspace: Workspace,
  client: Client,
  path: string,
): Promise<SuiteItem> {
  const loaded = await workspace.suite(path);
  const open = await openSuite(workspace, path);
  const cases = "suite" in loaded ? caseItems(loaded.suite) : [];
  const item = {
    uri: client.uriOf(path),
    cases,
    links: open.links.map((one) => client.uriOf(one)),
  };
  return "problem" in open
    ? { ...item, problem: longText(open.problem) }
    : { ...item, policy: client.uriOf(open.policy.bounds.main.file) };
}

/** What becomes of the cases of a suite. */
export async function suiteResult(
  workspace: Workspace,
  client: Client,
  path: string,
  { only, coverage }: Pick<RunSuiteParams, "only" | "coverage">,
): Promise<RunSuiteResult> {
  const loaded = await workspace.suite(path);
  const ids = "suite" in loaded ? caseIds(loaded.suite) : [];
  const isWanted = (_: SuiteCase, index: number): boolean =>
    only === undefined || only.includes(ids[index] ?? "");
  const run = await runSuiteFile(workspace, path, isWanted);
  if ("problem" in run) return { problem: longText(run.problem) };
  const idOf = new Map(run.suite.cases.map((one, index) => [one, ids[index] ?? ""]));
  const placed = placing(run.policy, client);
  const cases = run.result.cases.map((one) => ({
    ...ranCase(one, run, placed),
    id: idOf.get(one.testCase) ?? "",
  }));
  if (coverage !== true) return { cases };
  const rules = workspace
    .coverage(run.policy, [run.result])
    .map(({ clause, decided, exercise }): CoveredRule => ({
      ...placed(clause),
      decided,
      matched: exercise !== "none",
    }));
  return { cases, coverage: rules };
}

function caseItems(suite: Suite): readonly CaseItem[] {
  const lines = new LineIndex(suite.text);
  const ids = caseIds(suite);
  return suite.cases.map(({ name, at }, index) => ({
    id: ids[index] ?? "",
    name: shownShort(name, 200),
    range: lspRange(suite.locate({ path: at }), lines),
  }));
}

/** The id of each case: its name, numbered where others before it have the same. */
export function caseIds({ cases }: Suite): readonly string[] {
  const seen = new Map<string, number>();
  return cases.map(({ name }) => {
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return `${before}:${name}`;
  });
}

type Placed = ReturnType<typeof placing>;

function ranCase(
  { testCase, passed, calls }: CaseResult,
  { suite }: SuiteRun,
  placed: Placed,
): Omit<RanCase, "id"> {
  const lines = new LineIndex(suite.text);
  const rangeOf = (at: SymbolicPath): FailedCall["range"] =>
    lspRange(suite.locate({ path: at }), lines);
  const failures = calls
    .filter((one) => !one.passed)
    .flatMap((one) => failuresOf(one, testCase, rangeOf, placed));
  return { passed, failures };
}

/** What is said of a call that was not decided as expected. */
export function failureText(
  { expected, step }: Pick<CallResult, "expected" | "step">,
  placed: Placed,
): string {
  const why = reasonWords(step, (rule) => placed(rule).place);
  const { decision } = step.verdict;
  return longText(
    `${callWords(expected.call)}: expected ${expected.expect}, got ${decision}, ${why}`,
  );
}

function failuresOf(
  { expected, step, slipped }: CallResult,
  { form }: SuiteCase,
  rangeOf: (at: SymbolicPath) => FailedCall["range"],
  placed: Placed,
): readonly FailedCall[] {
  const { decision } = step.verdict;
  const words = callWords(expected.call);
  const range = rangeOf(expected.at);
  const why = (one: CallResult["step"]): string => reasonWords(one, (rule) => placed(rule).place);
  const slips = slipped.map((one) => ({
    message: longText(`${words}: denied, but allowed as ${callWords(one.call)}, ${why(one)}`),
    range,
    expected: expected.expect,
    actual: one.verdict.decision,
    rules: one.verdict.rules.map(placed),
  }));
  if (decision === expected.expect) return slips;
  const failure: FailedCall = {
    message: failureText({ expected, step }, placed),
    range,
    expected: expected.expect,
    actual: decision,
    rules: step.verdict.rules.map(placed),
    ...(form === "each" ? { listed: true } : { expectRange: rangeOf([...expected.at, "expect"]) }),
  };
  return [failure, ...slips];
}
