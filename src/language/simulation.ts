import type { Clause } from "../model/clause.ts";
import { shown } from "../model/shown.ts";
import type { PlacedRule, SimulatedSession, SimulatedStep } from "../protocol/simulate.ts";
import type { StepResult } from "../simulation/run.ts";
import { documentsOf } from "../workspace/inspection.ts";
import { isInside, nameOf } from "../workspace/paths.ts";
import type { Session } from "../workspace/session.ts";
import { callWords, reasonWords } from "../workspace/words.ts";
import type { Client } from "./client.ts";
import { lspRange } from "./ranges.ts";
import { Texts } from "./texts.ts";

/** What the editor shows of a session: every call with its decision, the reason, and the places of the deciding rules. */
export function simulatedSession(session: Session, client: Client): SimulatedSession {
  const { scenario, policy, result } = session;
  const placed = placing(session, client);
  const { main } = policy.bounds;
  return {
    title: shown(scenario.name ?? nameOf(scenario.file)),
    scenario: { uri: client.uriOf(scenario.file), place: shortPath(scenario.file, policy.root) },
    policy: { uri: client.uriOf(main.file), place: shortPath(main.file, policy.root) },
    steps: result.steps.map((one) => stepOf(one, placed)),
    counts: result.counts,
  };
}

function placing({ policy }: Session, client: Client): (rule: Clause) => PlacedRule {
  const documents = new Map(documentsOf(policy.bounds).map((one) => [one.file, one]));
  const texts = new Texts(new Map([...documents].map(([file, { text }]) => [file, text])));
  return (rule) => {
    const range = documents.get(rule.file)?.locate({ path: rule.at }) ?? { start: 0, end: 0 };
    const shownRange = lspRange(range, texts.lines(rule.file));
    return {
      id: rule.id,
      effect: rule.effect,
      uri: client.uriOf(rule.file),
      range: shownRange,
      place: `${shortPath(rule.file, policy.root)}:${shownRange.start.line + 1}`,
    };
  };
}

function stepOf(result: StepResult, placed: (rule: Clause) => PlacedRule): SimulatedStep {
  const { call, verdict, expect } = result;
  const rules = verdict.rules.map(placed);
  const words = {
    call: callWords(call),
    decision: verdict.decision,
    reason: reasonWords(result, (rule) => placed(rule).place),
    rules,
  };
  return expect === undefined ? words : { ...words, expect };
}

function shortPath(file: string, root: string): string {
  const inside = root !== "/" && isInside(file, root);
  return shown(inside ? file.slice(root.length + 1) : file);
}
