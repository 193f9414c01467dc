import type { Explanation } from "../engine/explanation.ts";
import type { ToolCall } from "../model/call.ts";
import type { Clause } from "../model/clause.ts";
import { shown, shownShort } from "../model/shown.ts";
import type {
  PlacedFile,
  PlacedRule,
  SimulatedSession,
  SimulatedStep,
} from "../protocol/simulate.ts";
import type { StepResult } from "../simulation/run.ts";
import { documentsOf } from "../workspace/inspection.ts";
import { isInside, nameOf } from "../workspace/paths.ts";
import type { Session } from "../workspace/session.ts";
import type { LoadedPolicy } from "../workspace/workspace.ts";
import { callWords, reasonWords } from "../workspace/words.ts";
import type { Client } from "./client.ts";
import { lspRange } from "./ranges.ts";
import { longText, stepDetails } from "./simulation-details.ts";
import { Texts } from "./texts.ts";

/** As many calls are shown; all are counted. */
const MOST_STEPS = 1000;

/** Of which calls everything is said, and who says it. */
export interface Explaining {
  /** Counted from 0. */
  readonly steps: readonly number[];
  explain(call: ToolCall): Explanation;
}

/** What the editor shows of a session: every call with its decision, the reason, and the places of the deciding rules. */
export function simulatedSession(
  session: Session,
  client: Client,
  explaining: Explaining,
): SimulatedSession {
  const { scenario, policy, result } = session;
  const placed = placing(policy, client);
  const { main } = policy.bounds;
  const file = (path: string): PlacedFile => placedFile(path, policy.root, client);
  const steps = result.steps.slice(0, MOST_STEPS).map((one, index) => {
    const step = stepOf(one, placed);
    if (!explaining.steps.includes(index)) return step;
    return {
      ...step,
      details: stepDetails(one, explaining.explain(one.call), placed, policy.root),
    };
  });
  const [only] = result.steps;
  const name = session.title ?? scenario?.name ?? nameOf(scenario?.file ?? "");
  const title =
    scenario === undefined && session.title === undefined && only !== undefined
      ? callWords(only.call)
      : shownShort(name, 200);
  const assumes = new Set(result.steps.flatMap(({ verdict }) => verdict.vendor?.assumes ?? []));
  const judged = {
    ...(assumes.size === 0 ? {} : { assumes: [...assumes].slice(0, 20).map(longText) }),
    title,
    policy: file(main.file),
    steps,
    counts: result.counts,
  };
  return scenario === undefined ? judged : { ...judged, scenario: file(scenario.file) };
}

/** A file, named from a folder on where it lies in it. */
export function placedFile(path: string, root: string, client: Client): PlacedFile {
  return { uri: client.uriOf(path), place: shortPath(path, root) };
}

/** Says where the rules of a policy stand. */
export function placing(policy: LoadedPolicy, client: Client): (rule: Clause) => PlacedRule {
  const documents = new Map(documentsOf(policy.bounds).map((one) => [one.file, one]));
  const texts = new Texts(new Map([...documents].map(([file, { text }]) => [file, text])));
  const user = policy.agent?.files.filter(({ scope }) => scope === "user") ?? [];
  const place = (file: string): string => {
    const own = user.find((one) => one.file === file);
    return own === undefined ? shortPath(file, policy.root) : `~/${shortPath(file, own.base)}`;
  };
  return (rule) => {
    const range = documents.get(rule.file)?.locate({ path: rule.at }) ?? { start: 0, end: 0 };
    const shownRange = lspRange(range, texts.lines(rule.file));
    return {
      id: shownShort(rule.id, 200),
      effect: rule.effect,
      uri: client.uriOf(rule.file),
      range: shownRange,
      place: `${place(rule.file)}:${shownRange.start.line + 1}`,
    };
  };
}

function stepOf(result: StepResult, placed: (rule: Clause) => PlacedRule): SimulatedStep {
  const { call, verdict, expect } = result;
  const words = {
    call: callWords(call),
    decision: verdict.decision,
    reason: longText(reasonWords(result, (rule) => placed(rule).place)),
    rules: verdict.rules.map(placed),
  };
  return expect === undefined ? words : { ...words, expect };
}

function shortPath(file: string, root: string): string {
  const inside = root !== "/" && isInside(file, root);
  return shown(inside ? file.slice(root.length + 1) : file);
}
