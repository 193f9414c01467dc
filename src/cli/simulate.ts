import { shown } from "../model/shown.ts";
import type { SessionResult } from "../simulation/run.ts";
import { folderOf, joinPath } from "../workspace/paths.ts";
import type { LoadedScenario, Workspace } from "../workspace/workspace.ts";
import { toJson } from "./json.ts";
import { fromCommandLine } from "./given-path.ts";
import { folderOption, openPolicy, openWorkspace } from "./open.ts";
import { oneOf, readOptions } from "./options.ts";
import { clausePlaces, Places } from "./places.ts";
import type { ClausePlaces } from "./places.ts";
import { printFindings } from "./print-findings.ts";
import { countLine, isMissed, stepJson, stepLines } from "./print-steps.ts";
import { Refusal } from "./refusal.ts";
import type { RunWishes } from "./simulate-run.ts";
import { styleFor } from "./style.ts";

/** `ambit simulate`: a scenario against a policy; with `--run`, what is allowed is carried out in the sandbox. */
export async function simulate(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args, {
    policy: { type: "string", multiple: true },
    folder: { type: "string" },
    format: { type: "string" },
    run: { type: "boolean" },
    answer: { type: "string" },
    yes: { type: "boolean" },
    timeout: { type: "string" },
    apply: { type: "boolean" },
    "audit-arguments": { type: "boolean" },
  });
  const format = oneOf("format", values.format, ["text", "json"]);
  const wanted = runWishes(values);
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
  const placed = { ...policy, root };
  const result = workspace.simulate(scenario, placed);
  const places = clausePlaces(policy);
  if (wanted !== undefined) {
    const { simulateInside } = await import("./simulate-run.ts");
    const steps = workspace.steps(scenario, placed);
    return simulateInside({
      ...{ name: scenario.name, policy: placed, steps, dry: result, places, format },
      ...wanted,
    });
  }
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

/** What is said about a run; nothing where none is wanted. */
function runWishes(values: {
  readonly run?: boolean | undefined;
  readonly answer?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly timeout?: string | undefined;
  readonly apply?: boolean | undefined;
  readonly "audit-arguments"?: boolean | undefined;
}): RunWishes | undefined {
  if (values.run !== true) {
    const idle = (["answer", "yes", "timeout", "apply", "audit-arguments"] as const).find(
      (name) => values[name] !== undefined,
    );
    if (idle === undefined) return undefined;
    throw new Refusal(`\`--${idle}\` is about calls that are carried out, with \`--run\``, 2);
  }
  const answer = oneOf("answer", values.answer, ["ask", "yes", "no"]);
  const seconds = Number(values.timeout ?? "60");
  if (!(seconds > 0 && seconds <= 3_600))
    throw new Refusal(
      `\`--timeout\` is a number of seconds up to 3600, not \`${values.timeout ?? ""}\``,
      2,
    );
  return {
    answer,
    consent: values.yes === true ? "yes" : "ask",
    callMs: seconds * 1_000,
    after: values.apply === true ? "offer" : "forget",
    details: values["audit-arguments"] === true ? "readable" : "hashed",
  };
}

function asJson(result: SessionResult, places: ClausePlaces): string {
  const steps = result.steps.map((step) => stepJson(step, places));
  return `${toJson({ steps, counts: result.counts }, 2)}\n`;
}

function asText(name: string | undefined, result: SessionResult, places: ClausePlaces): string {
  const style = styleFor(process.stdout);
  const lines = name === undefined ? [] : [style.bold(shown(name))];
  for (const [at, step] of result.steps.entries())
    lines.push(...stepLines(at, step, places, style));
  lines.push(countLine(result));
  return `${lines.join("\n")}\n`;
}
