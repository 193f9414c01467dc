import type { Decision } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import { ofProblem } from "../lint/lint.ts";
import { shown } from "../model/shown.ts";
import { countDecisions } from "../simulation/run.ts";
import type { StepResult } from "../simulation/run.ts";
import { folderOf, joinPath } from "../workspace/paths.ts";
import { ruleJson } from "./explanation-json.ts";
import { fromCommandLine, openPolicy, openWorkspace } from "./open.ts";
import { oneOf, readOptions } from "./options.ts";
import { clausePlaces, Places } from "./places.ts";
import type { ClausePlaces } from "./places.ts";
import { printFindings } from "./print-findings.ts";
import { decisionWord } from "./print-explanation.ts";
import { Refusal } from "./refusal.ts";
import { styleFor } from "./style.ts";
import { callWords, count, reasonWords } from "../workspace/words.ts";

/** `ambit simulate`: a scenario against a policy; nothing is executed. */
export async function simulate(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args, {
    policy: { type: "string", multiple: true },
    folder: { type: "string" },
    format: { type: "string" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const [file, more] = positionals;
  if (file === undefined || more !== undefined)
    throw new Refusal("name one scenario: `ambit simulate FILE`", 2);
  const path = fromCommandLine(file);
  const workspace = await openWorkspace();
  const scenario = await workspace.scenario(path);
  if (!("steps" in scenario))
    throw new Refusal(
      `the scenario \`${file}\` cannot be read: ${"missing" in scenario ? "there is no such file" : scenario.unreadable}`,
      3,
    );
  if (scenario.problems.length > 0) {
    const findings = scenario.problems.map((problem) => ofProblem(problem, path));
    process.stderr.write(printFindings(findings, new Places(() => scenario.text), 1));
    if (scenario.broken) return 3;
  }
  const named =
    values.policy ??
    (scenario.policy === undefined
      ? []
      : [joinPath(folderOf(path), scenario.policy.path, undefined)]);
  if (named.length === 0)
    throw new Refusal("the scenario names no policy; name one with `--policy FILE`", 2);
  const policy = await openPolicy(workspace, named);
  const placed =
    values.folder === undefined ? policy : { ...policy, root: fromCommandLine(values.folder) };
  const results = workspace.simulate(scenario, placed);
  const print = format === "json" ? asJson : asText;
  process.stdout.write(print(scenario.name, results, clausePlaces(policy)));
  return results.some(({ expect, verdict }) => expect !== undefined && expect !== verdict.decision)
    ? 1
    : 0;
}

function asJson(
  _name: string | undefined,
  results: readonly StepResult[],
  places: ClausePlaces,
): string {
  const steps = results.map(({ call, verdict, expect }) => ({
    call: { tool: call.tool, args: call.args },
    decision: verdict.decision,
    ...(expect === undefined ? {} : { expect }),
    rules: verdict.rules.map((rule) => ruleJson(rule, places)),
  }));
  return `${JSON.stringify({ steps, counts: countDecisions(results) }, null, 2)}\n`;
}

function asText(
  name: string | undefined,
  results: readonly StepResult[],
  places: ClausePlaces,
): string {
  const style = styleFor(process.stdout);
  const lines = name === undefined ? [] : [style.bold(shown(name))];
  for (const [at, { call, verdict, expect }] of results.entries()) {
    const miss =
      expect !== undefined && expect !== verdict.decision ? style.red(`  expected ${expect}`) : "";
    lines.push(
      `${String(at + 1).padStart(3)}. ${decisionWord(verdict.decision, style)} ${callWords(call)}${miss}`,
    );
    lines.push(style.dim(`           ${reasonWords(verdict, (rule) => placeWords(rule, places))}`));
  }
  const counts = countDecisions(results);
  const words: Readonly<Record<Decision, string>> = {
    allow: "allowed",
    ask: "asked",
    deny: "denied",
  };
  const sum = (["allow", "ask", "deny"] as const)
    .map((decision) => `${counts[decision]} ${words[decision]}`)
    .join(", ");
  return `${[...lines, `${count(results.length, "call")}: ${sum}`].join("\n")}\n`;
}

function placeWords(rule: Clause, places: ClausePlaces): string {
  const { file, line } = places(rule);
  return `${shown(file)}:${line}`;
}
