import { shown } from "../model/shown.ts";
import type { CaseResult } from "../simulation/suite.ts";
import { count } from "../workspace/words.ts";
import { shortPath } from "./places.ts";
import { styleFor } from "./style.ts";
import type { Style } from "./style.ts";
import { failuresOf, suitePlaces } from "./tested-suite.ts";
import type { CoveredPolicy, TestedSuite } from "./tested-suite.ts";

/** Test suites for people: each case, of those that fail what they got and which rule decided; coverage; and a sum. */
export function printSuites(
  suites: readonly TestedSuite[],
  coverage: readonly CoveredPolicy[] | undefined,
): string {
  const style = styleFor(process.stdout);
  const blocks = suites.map((suite) => suiteLines(suite, style));
  const covered = (coverage ?? []).map((policy) => coverageLines(policy, style));
  return (
    [...blocks, ...covered].map((lines) => `${lines.join("\n")}\n\n`).join("") + sum(suites, style)
  );
}

function suiteLines(suite: TestedSuite, style: Style): readonly string[] {
  const file = shown(shortPath(suite.file));
  if ("problem" in suite) return [style.bold(file), `  ${style.red("×")} ${shown(suite.problem)}`];
  const { run, places } = suite;
  const placeOf = suitePlaces(run);
  const policy = shown(shortPath(run.policy.bounds.main.file));
  const lines = [`${style.bold(file)} ${style.dim(`against ${policy}`)}`];
  for (const one of run.result.cases) {
    const mark = one.passed ? style.green("✓") : style.red("×");
    lines.push(`  ${mark} ${shown(one.testCase.name)} ${style.dim(`(${sizeWords(one)})`)}`);
    for (const { line, what, why } of failuresOf(one, (at) => placeOf(at).line, places)) {
      lines.push(`      ${style.red(what)}`);
      lines.push(style.dim(`        ${why} (${file}:${line})`));
    }
  }
  return lines;
}

function sizeWords({ calls }: CaseResult): string {
  const spellings = calls.reduce((all, one) => all + one.spellings, 0);
  const also = spellings === 0 ? "" : `, ${count(spellings, "other spelling")}`;
  return `${count(calls.length, "call")}${also}`;
}

function coverageLines({ file, rules, places }: CoveredPolicy, style: Style): readonly string[] {
  const decided = rules.filter(({ exercise }) => exercise === "determining").length;
  const head = `${style.bold(shown(shortPath(file)))}: ${decided} of ${count(rules.length, "rule")} decided a call`;
  const others = rules.filter(({ exercise }) => exercise !== "determining");
  return [
    head,
    ...others.map(({ clause, exercise }) => {
      const place = places(clause);
      const how = exercise === "matched" ? "only matched" : "not exercised";
      return `  ${style.yellow(how.padEnd(13))} ${shown(clause.id)} (${clause.effect}) at ${shown(place.file)}:${place.line}`;
    }),
  ];
}

function sum(suites: readonly TestedSuite[], style: Style): string {
  if (suites.length === 0) return `${style.yellow("no test suite found")}\n`;
  const runs = suites.flatMap((suite) => ("run" in suite ? [suite.run.result] : []));
  const of = (key: "passed" | "failed"): number =>
    runs.reduce((all, { counts }) => all + counts[key], 0);
  const [passed, failed, broken] = [of("passed"), of("failed"), suites.length - runs.length];
  const parts = [
    `${passed} passed`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(broken === 0 ? [] : [`${count(broken, "suite")} could not be run`]),
  ];
  const colour = failed + broken === 0 ? style.green : style.red;
  return `${colour(`${count(passed + failed, "case")}: ${parts.join(", ")}`)}\n`;
}
