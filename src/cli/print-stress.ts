import type { Clause } from "../model/clause.ts";
import { shown } from "../model/shown.ts";
import type { AttackResult, Outcome } from "../simulation/attacks/run.ts";
import type { StepResult } from "../simulation/run.ts";
import { byOutcome } from "../workspace/stress.ts";
import type { StressRun } from "../workspace/stress.ts";
import { callWords, count, fromRoot, reasonWords } from "../workspace/words.ts";
import { ruleJson } from "./explanation-json.ts";
import { toJson } from "./json.ts";
import { clausePlaces, shortPath } from "./places.ts";
import type { ClausePlaces } from "./places.ts";
import { decisionWord } from "./print-explanation.ts";
import { styleFor } from "./style.ts";
import type { Style } from "./style.ts";

/** Attacks on one policy or agent, by the name that people know it by. */
export interface Stressed extends StressRun {
  readonly name: string;
}

/** What became of attacks, for programs; the names are stable. */
export function stressJson(all: readonly Stressed[]): string {
  const policies = all.map(({ name, policy, results, counts }) => {
    const places = clausePlaces(policy);
    return {
      agent: name,
      file: shortPath(policy.bounds.main.file),
      attacks: results.map((result) => resultJson(result, places)),
      counts,
    };
  });
  return `${toJson({ policies }, 2)}\n`;
}

function resultJson(result: AttackResult, places: ClausePlaces): object {
  const { attack, outcome, steps, others, more, tried, missing } = result;
  return {
    id: attack.id,
    family: attack.family,
    title: attack.title,
    outcome,
    ...(missing === undefined ? {} : { missing }),
    steps: steps.map((step) => stepJson(step, places)),
    others: others.map((step) => stepJson(step, places)),
    more,
    tried,
  };
}

function stepJson(step: StepResult, places: ClausePlaces): object {
  const { call, verdict } = step;
  const { vendor } = verdict;
  return {
    call: { tool: call.tool, args: call.args },
    decision: wordOf(step),
    rules: verdict.rules.map((rule) => ruleJson(rule, places)),
    ...(vendor?.because === undefined ? {} : { because: vendor.because }),
    ...(vendor?.unknown === undefined ? {} : { unknown: vendor.unknown }),
    ...(vendor?.sandboxed === undefined ? {} : { sandboxed: true }),
    ...(vendor?.pessimistic === undefined ? {} : { pessimistic: vendor.pessimistic }),
  };
}

function wordOf({ verdict }: StepResult): "allow" | "ask" | "deny" | "unknown" {
  return verdict.vendor?.unknown === undefined ? verdict.decision : "unknown";
}

/** What became of attacks, for people: what got through with all its calls, of the rest the call that decided it. */
export function stressText(all: readonly Stressed[]): string {
  const style = styleFor(process.stdout);
  return `${all.map((one) => stressedLines(one, style).join("\n")).join("\n\n")}\n`;
}

function stressedLines(
  { name, policy, results, counts }: Stressed,
  style: Style,
): readonly string[] {
  const places = clausePlaces(policy);
  const file = shown(shortPath(policy.bounds.main.file));
  const sum = byOutcome(results).map(([outcome]) => `${counts[outcome]} ${WORDS[outcome]}`);
  return [
    `${style.bold(shown(name))} ${style.dim(file)}`,
    ...byOutcome(results).flatMap(([outcome, some]) => [
      `  ${style.bold(TITLES[outcome])}`,
      ...some.flatMap((result) => resultLines(result, places, style)),
    ]),
    `${count(results.length, "attack")}: ${sum.join(", ")}`,
  ];
}

const TITLES: Readonly<Record<Outcome, string>> = {
  "got-through": "got through",
  unknown: "unknown: not documented, or up to the agent's own sandbox",
  asked: "asked: only a prompt stands in the way",
  held: "held",
  "not-applicable": "not applicable",
};

const WORDS: Readonly<Record<Outcome, string>> = {
  "got-through": "got through",
  unknown: "unknown",
  asked: "asked",
  held: "held",
  "not-applicable": "not applicable",
};

function resultLines(
  { attack, outcome, steps, others, more, tried, missing }: AttackResult,
  places: ClausePlaces,
  style: Style,
): readonly string[] {
  const { id, title } = attack;
  if (missing !== undefined) return [`    ${id} ${style.dim(`there is no ${shown(missing)}`)}`];
  if (outcome === "held") {
    const last = steps.at(-1);
    const all = tried > 1 ? ` and ${tried - 1} more like it` : "";
    const why = last === undefined ? "" : `${callWords(last.call)}${all}: ${reason(last, places)}`;
    return [`    ${id} ${style.dim(why)}`];
  }
  return [
    `    ${style.bold(id)} ${title}`,
    ...steps.map((step) => stepLine(step, places, style)),
    ...otherLines(others, more),
  ];
}

function stepLine(step: StepResult, places: ClausePlaces, style: Style): string {
  const word = wordOf(step);
  const shownWord = word === "unknown" ? style.yellow("unknown") : decisionWord(word, style);
  return `      ${shownWord} ${callWords(step.call)} ${style.dim(reason(step, places))}`;
}

/** Other calls that do as well, the first few by name. */
function otherLines(others: readonly StepResult[], more: number): readonly string[] {
  const number = others.length + more;
  if (number === 0) return [];
  const named = others.slice(0, 3).map(({ call }) => callWords(call));
  const rest = number > named.length ? `, and ${number - named.length} more` : "";
  return [`      or, in place of the last: ${named.join("; ")}${rest}`];
}

/** Where the deciding rules stand; what they say for themselves would fill the page. */
function reason(step: StepResult, places: ClausePlaces): string {
  const { verdict, call } = step;
  const rules = verdict.rules.map(({ because: _, ...rule }) => rule);
  const words = reasonWords({ ...step, verdict: { ...verdict, rules } }, (rule: Clause) =>
    placeWords(rule, places),
  );
  const perhaps = verdict.vendor?.pessimistic;
  const seen = perhaps === undefined ? "" : `; perhaps ${perhaps.decision}: ${shown(perhaps.why)}`;
  return fromRoot(`${words}${seen}`, call.context?.workspace ?? "/");
}

function placeWords(rule: Clause, places: ClausePlaces): string {
  const { file, line } = places(rule);
  return `${shown(file)}:${line}`;
}
