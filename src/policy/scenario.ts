import type { Decision, ToolCall } from "../model/call.ts";
import type { Place, Range, SymbolicPath } from "../model/place.ts";
import type { Problem } from "../model/problem.ts";
import type { Link } from "../model/subject.ts";
import { readInstant } from "./date.ts";
import { readFields, readItems, readText, readWord } from "./fields.ts";
import { readCall } from "./read-call.ts";
import { readVersion } from "./read-head.ts";
import { Report } from "./report.ts";
import { rootSpot } from "./spot.ts";
import type { Spot } from "./spot.ts";
import { locator } from "./yaml/locate.ts";
import { parseDocument } from "./yaml/parse-document.ts";

/** What an agent tries at one point of a session, and what should become of it. */
export interface ScenarioStep {
  readonly call: ToolCall;
  readonly expect?: Decision;
  readonly at: SymbolicPath;
}

/** A session to simulate. */
export interface Scenario {
  /** Absolute path. */
  readonly file: string;
  /** What the file held when it was read. */
  readonly text: string;
  readonly name?: string;
  /** The policy to judge it by, as written: relative to the folder of the file. */
  readonly policy?: Link;
  /** RFC 3339. */
  readonly now?: string;
  /** The steps that could be read. */
  readonly steps: readonly ScenarioStep[];
  readonly problems: readonly Problem[];
  /** Something in it is wrong: it is not what its author meant to simulate. */
  readonly broken: boolean;
  locate(place: Place): Range;
}

/** Reads a `*.ambit-scenario.yaml`. Never throws; what is wrong is a problem. */
export function readScenario(text: string, file: string): Scenario {
  const document = parseDocument(text);
  const report = new Report(document.problems);
  const root = document.root === undefined ? undefined : rootSpot(document.root);
  const keys = ["ambit-scenario", "name", "policy", "now", "steps"];
  const fields = (root && readFields(root, keys, "a scenario", report)) ?? new Map<string, Spot>();
  readVersion("ambit-scenario", fields, report);
  const [nameSpot, policySpot, nowSpot] = [
    fields.get("name"),
    fields.get("policy"),
    fields.get("now"),
  ];
  const name = nameSpot && readText(nameSpot, "`name`", report);
  const policy = policySpot && readText(policySpot, "`policy`", report);
  const now = nowSpot && readInstant(nowSpot, "`now`", report);
  const steps = readSteps(fields.get("steps"), root, report);
  return {
    file,
    text,
    ...(name === undefined ? {} : { name }),
    ...(policy === undefined ? {} : { policy: { path: policy, at: ["policy"] } }),
    ...(now === undefined ? {} : { now }),
    steps,
    problems: report.problems(),
    broken: report.errors > 0,
    locate: locator(document.root),
  };
}

function readSteps(
  spot: Spot | undefined,
  root: Spot | undefined,
  report: Report,
): readonly ScenarioStep[] {
  if (spot === undefined) {
    const range = root?.range ?? { start: 0, end: 0 };
    report.error("missing-key", range, "a scenario lists its calls under `steps`");
    return [];
  }
  return (readItems(spot, "`steps`", report) ?? []).flatMap((item) => readStep(item, report) ?? []);
}

function readStep(spot: Spot, report: Report): ScenarioStep | undefined {
  const fields = readFields(spot, ["call", "expect"], "a step", report);
  const [callSpot, expectSpot] = [fields?.get("call"), fields?.get("expect")];
  if (fields !== undefined && callSpot === undefined)
    report.error("missing-key", spot.range, "a step has a `call`");
  const call = callSpot && readCall(callSpot, report);
  const expect = expectSpot && readWord(expectSpot, ["allow", "ask", "deny"], "`expect`", report);
  if (call === undefined) return undefined;
  return { call, ...(expect === undefined ? {} : { expect }), at: spot.path };
}
