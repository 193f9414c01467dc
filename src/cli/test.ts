import { kindOf } from "../workspace/inspection.ts";
import { runSuiteFile } from "../workspace/suite-run.ts";
import type { SuiteRun } from "../workspace/suite-run.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { documentsUnder, Unread } from "./documents-under.ts";
import { openWorkspace } from "./open.ts";
import { oneOf, readOptions } from "./options.ts";
import { clausePlaces } from "./places.ts";
import { printSuites } from "./print-suites.ts";
import { Refusal } from "./refusal.ts";
import type { CoveredPolicy, TestedSuite } from "./tested-suite.ts";
import { suitesJson } from "./suites-json.ts";
import { suitesJunit } from "./suites-junit.ts";

/** `ambit test`: the test suites under the paths; nothing is executed. */
export async function test(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args, {
    format: { type: "string" },
    coverage: { type: "boolean" },
  });
  const format = oneOf("format", values.format, ["text", "json", "junit"]);
  const wantsCoverage = values.coverage === true;
  if (wantsCoverage && format === "junit")
    throw new Refusal("`--coverage` has no place in `--format junit`; use text or json", 2);
  const workspace = await openWorkspace();
  const unread = new Unread();
  const paths = positionals.length === 0 ? ["."] : positionals;
  const suites: TestedSuite[] = [];
  const isSuite = (path: string): boolean => kindOf(path) === "test";
  for (const [file, given] of await documentsUnder(workspace, paths, unread, isSuite)) {
    const kind = kindOf(file);
    if (kind !== undefined && kind !== "test")
      throw new Refusal(`\`${given}\` is no test suite but a ${KINDS[kind]}`, 3);
    suites.push(tested(file, await runSuiteFile(workspace, file)));
  }
  const coverage = wantsCoverage ? coverageOf(suites, workspace) : undefined;
  const print = { text: printSuites, json: suitesJson, junit: suitesJunit }[format];
  process.stdout.write(print(suites, coverage));
  if (unread.count > 0 || suites.some((one) => "problem" in one)) return 3;
  return suites.some((one) => "run" in one && one.run.result.counts.failed > 0) ? 1 : 0;
}

const KINDS = {
  policy: "policy",
  scenario: "scenario",
  config: "configuration",
  agent: "permission file of an agent",
} as const;

function tested(file: string, run: SuiteRun | { readonly problem: string }): TestedSuite {
  return "problem" in run
    ? { file, problem: run.problem }
    : { file, run, places: clausePlaces(run.policy) };
}

/** Suites of the same policy count together. */
function coverageOf(
  suites: readonly TestedSuite[],
  workspace: Workspace,
): readonly CoveredPolicy[] {
  const runs = new Map<string, SuiteRun[]>();
  for (const suite of suites) {
    if (!("run" in suite)) continue;
    const { file } = suite.run.policy.bounds.main;
    runs.set(file, [...(runs.get(file) ?? []), suite.run]);
  }
  return [...runs].flatMap(([file, all]) => {
    const [first] = all;
    if (first === undefined) return [];
    const rules = workspace.coverage(
      first.policy,
      all.map(({ result }) => result),
    );
    return [{ file, rules, places: clausePlaces(first.policy) }];
  });
}
