import { spellingsOf } from "../analysis/spellings.ts";
import type { Engine, Verdict } from "../engine/engine.ts";
import type { Decision, ToolCall } from "../model/call.ts";
import type { ExpectedCall, SuiteCase } from "../policy/suite-case.ts";
import { runSession } from "./run.ts";
import type { StepResult } from "./run.ts";

/** A call of a case, as it was decided. */
export interface CallResult {
  readonly expected: ExpectedCall;
  readonly step: StepResult;
  /** How many other spellings were tried. */
  readonly spellings: number;
  /** The other spellings that are allowed although the call is denied. */
  readonly slipped: readonly StepResult[];
  readonly passed: boolean;
}

/** A case, as it was decided. */
export interface CaseResult {
  readonly testCase: SuiteCase;
  readonly calls: readonly CallResult[];
  readonly passed: boolean;
}

/** A suite, as it was decided. */
export interface SuiteResult {
  readonly cases: readonly CaseResult[];
  readonly counts: { readonly passed: number; readonly failed: number };
}

/** More other spellings of one call are not listed when they are allowed. */
const MOST_SLIPPED = 10;

/** Decides all cases. `place` fills in what a call leaves out. */
export function runSuite(
  engine: Engine,
  cases: readonly SuiteCase[],
  place: (call: ToolCall) => ToolCall,
): SuiteResult {
  const results = cases.map((one) => runCase(engine, one, place));
  const passed = results.filter((one) => one.passed).length;
  return { cases: results, counts: { passed, failed: results.length - passed } };
}

function runCase(
  engine: Engine,
  testCase: SuiteCase,
  place: (call: ToolCall) => ToolCall,
): CaseResult {
  const sessions =
    testCase.form === "session" ? [testCase.calls] : testCase.calls.map((call) => [call]);
  const calls = sessions.flatMap((session) => {
    const { steps } = runSession(
      engine,
      session.map(({ call, expect }) => ({ call: place(call), expect })),
    );
    return session.flatMap((expected, index) => {
      const step = steps[index];
      return step === undefined ? [] : [resultOf(engine, expected, step, testCase.equivalents)];
    });
  });
  return { testCase, calls, passed: calls.every((one) => one.passed) };
}

function resultOf(
  engine: Engine,
  expected: ExpectedCall,
  step: StepResult,
  equivalents: SuiteCase["equivalents"],
): CallResult {
  const decision: Decision = step.verdict.decision;
  // The placed call has the labels that the session had seen by then.
  const others = equivalents && decision === "deny" ? spellingsOf(step.call) : [];
  const slipped = others.flatMap((call): readonly StepResult[] => {
    const verdict: Verdict = engine.decide(call);
    return verdict.decision === "allow" ? [{ call, verdict }] : [];
  });
  return {
    expected,
    step,
    spellings: others.length,
    slipped: slipped.slice(0, MOST_SLIPPED),
    passed: decision === expected.expect && slipped.length === 0,
  };
}
