import type { Clause } from "../model/clause.ts";
import { shown } from "../model/shown.ts";
import type { SessionResult, StepResult } from "../simulation/run.ts";
import { folderOf, joinPath } from "../workspace/paths.ts";
import { callWords, count, reasonWords } from "../workspace/words.ts";
import type { LoadedScenario, Workspace } from "../workspace/workspace.ts";
import { ruleJson } from "./explanation-json.ts";
import { toJson } from "./json.ts";
import { folderOption, fromCommandLine, openPolicy, openWorkspace } from "./open.ts";
import { oneOf, readOptions } from "./options.ts";
import { clausePlaces, Places } from "./places.ts";
import type { ClausePlaces } from "./places.ts";
import { decisionWord } from "./print-explanation.ts";
import { printFindings } from "./print-findings.ts";
import { Refusal } from "./refusal.ts";
import { styleFor } from "./style.ts";

/** `ambit simulate`: a scenario against a policy; nothing is executed. */
export async function simulate(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args, {
    policy: { type: "string", multiple: true },
    folder: { type: "string" },
    format: { type: "string" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const [file, more] = positionals;
  if (file === undefined || more !== undefined) {
    throw new Refusal("name one scenario: `ambit simulate FILE`", 2);
  }
  const path = fromCommandLine(file);
  const workspace = await openWorkspace();
  const { scenario, findings } = await openScenario(workspace, path, file);
  if (findings.length > 0) {
    const places = new Places(() => scenario.text);
    process.stderr.write(printFindings(findings, places, { files: 1, waived: 0 }, process.stderr));
    if (scenario.broken) return 3;
  }
  const own = scenario.policy && joinPath(folderOf(path), scenario.policy.path, undefined);
  const named = values.policy ?? (own === undefined ? [] : [own]);
  if (named.length === 0) {
    throw new Refusal("the scenario names no policy; name one with `--policy FILE`", 2);
  }
  const policy = await openPolicy(workspace, named);
  const root = (await folderOption(values.folder)) ?? policy.root;
  const result = workspace.simulate(scenario, { ...policy, root });
  const places = clausePlaces(policy);
  process.stdout.write(
    format === "json" ? asJson(result, places) : asText(scenario.name, result, places),
  );
  return result.steps.some(isMissed) ? 1 : 0;
}

async function openScenario(
  workspace: Workspace,
  path: string,
  file: string,
): Promise<LoadedScenario> {
  const loaded = await workspace.scenario(path);
  if ("scenario" in loaded) return loaded;
  const why = "missing" in loaded ? "there is no such file" : loaded.unreadable;
  throw new Refusal(`the scenario \`${file}\` cannot be read: ${why}`, 3);
}

function isMissed({ expect, verdict }: StepResult): boolean {
  return expect !== undefined && expect !== verdict.decision;
}

function asJson(result: SessionResult, places: ClausePlaces): string {
  const steps = result.steps.map(({ call, verdict, expect }) => ({
    call: { tool: call.tool, args: call.args },
    decision: verdict.decision,
    ...(expect === undefined ? {} : { expect }),
    rules: verdict.rules.map((rule) => ruleJson(rule, places)),
  }));
  return `${toJson({ steps, counts: result.counts }, 2)}\n`;
}

function asText(name: string | undefined, result: SessionResult, places: ClausePlaces): string {
  const style = styleFor(process.stdout);
  const lines = name === undefined ? [] : [style.bold(shown(name))];
  for (const [at, step] of result.steps.entries()) {
    const decision = decisionWord(step.verdict.decision, style);
    const miss = isMissed(step) ? style.red(`  expected ${step.expect ?? ""}`) : "";
    lines.push(`${String(at + 1).padStart(3)}. ${decision} ${callWords(step.call)}${miss}`);
    lines.push(style.dim(`           ${reasonWords(step, (rule) => placeWords(rule, places))}`));
  }
  const { allow, ask, deny } = result.counts;
  lines.push(
    `${count(result.steps.length, "call")}: ${allow} allowed, ${ask} asked, ${deny} denied`,
  );
  return `${lines.join("\n")}\n`;
}

function placeWords(rule: Clause, places: ClausePlaces): string {
  const { file, line } = places(rule);
  return `${shown(file)}:${line}`;
}
