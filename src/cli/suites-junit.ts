import { shown } from "../model/shown.ts";
import type { CaseResult } from "../simulation/suite.ts";
import { shortPath } from "./places.ts";
import { failuresOf, suitePlaces } from "./tested-suite.ts";
import type { TestedSuite } from "./tested-suite.ts";

/** Test suites as JUnit XML, in the form that CI systems read: a suite a file, a test case a case. */
export function suitesJunit(suites: readonly TestedSuite[]): string {
  const total = suites.map(countsOf).reduce(
    (all, one) => ({
      tests: all.tests + one.tests,
      failures: all.failures + one.failures,
      errors: all.errors + one.errors,
    }),
    { tests: 0, failures: 0, errors: 0 },
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ambit"${countWords(total)}>`,
    ...suites.flatMap(suiteLines),
    "</testsuites>",
    "",
  ].join("\n");
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

function countsOf(suite: TestedSuite): Counts {
  if ("problem" in suite) return { tests: 1, failures: 0, errors: 1 };
  const { cases, counts } = suite.run.result;
  return { tests: cases.length, failures: counts.failed, errors: 0 };
}

function countWords({ tests, failures, errors }: Counts): string {
  return ` tests="${tests}" failures="${failures}" errors="${errors}"`;
}

function suiteLines(suite: TestedSuite): readonly string[] {
  const file = escaped(shortPath(suite.file));
  return [
    `  <testsuite name="${file}"${countWords(countsOf(suite))}>`,
    ...("problem" in suite
      ? [
          `    <testcase classname="${file}" name="the suite" file="${file}">`,
          `      <error message="${escaped(suite.problem)}"/>`,
          "    </testcase>",
        ]
      : suite.run.result.cases.flatMap((one) => caseLines(one, suite, file))),
    "  </testsuite>",
  ];
}

function caseLines(
  one: CaseResult,
  { run, places }: Extract<TestedSuite, { run: unknown }>,
  file: string,
): readonly string[] {
  const placeOf = suitePlaces(run);
  const { name, at } = one.testCase;
  const head = `    <testcase classname="${file}" name="${escaped(name)}" file="${file}" line="${placeOf(at).line}"`;
  const failures = failuresOf(one, (place) => placeOf(place).line, places);
  const [first] = failures;
  if (first === undefined) return [`${head}/>`];
  const text = failures.map(
    ({ line, what, why }) => `${escaped(what)}\n  ${escaped(why)} (${file}:${line})`,
  );
  return [
    `${head}>`,
    `      <failure message="${escaped(first.what)}">${text.join("\n")}</failure>`,
    "    </testcase>",
  ];
}

/** Text for an attribute or an element. What XML cannot hold at all, controls and the like, is shown in writing. */
function escaped(text: string): string {
  return shown(text)
    .replace(/[\ufffe\uffff]/g, (char) => `\\u{${char.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
