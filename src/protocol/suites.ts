import type { Range } from "vscode-languageserver-types";
import type { Decision } from "../model/call.ts";
import type { PlacedRule } from "./simulate.ts";

/** Request: the test suites of the workspace folders, and those that are open; a list of `SuiteItem`. */
export const SUITES = "ambit/suites";

/** Request: runs a test suite, or some cases of it. Nothing is executed. */
export const RUN_SUITE = "ambit/runSuite";

/** Request: the change by which a suite expects what was decided of a call of a matrix. */
export const EXPECT_DECIDED = "ambit/expectDecided";

/** A test suite of the workspace. */
export interface SuiteItem {
  readonly uri: string;
  /** The policy that it tests, where there is one that can be read. */
  readonly policy?: string;
  readonly cases: readonly CaseItem[];
  /** Why it cannot be run. */
  readonly problem?: string;
  /** The addresses of all files whose change may change its result. */
  readonly links: readonly string[];
}

/** A case of a suite; `id` is one of its suite alone. */
export interface CaseItem {
  readonly id: string;
  readonly name: string;
  readonly range: Range;
}

/** Which suite, and which of its cases by their ids: without `only`, all. */
export interface RunSuiteParams {
  readonly uri: string;
  readonly only?: readonly string[];
  /** Whether the rules that the cases exercise are asked for, too. */
  readonly coverage?: boolean;
}

/** What became of the cases, or for people why they were not run. */
export type RunSuiteResult =
  | { readonly cases: readonly RanCase[]; readonly coverage?: readonly CoveredRule[] }
  | { readonly problem: string };

/** A case that was run. */
export interface RanCase {
  readonly id: string;
  readonly passed: boolean;
  readonly failures: readonly FailedCall[];
}

/** A call that was not decided as expected. Texts are for people, with nothing hidden in them. */
export interface FailedCall {
  readonly message: string;
  readonly range: Range;
  readonly expected: Decision;
  readonly actual: Decision;
  /** The rules that decided. */
  readonly rules: readonly PlacedRule[];
  /** Where the expectation is written, if it is one word. */
  readonly expectRange?: Range;
  /** The expectation is whether `allow` or `ask` of a matrix lists the call. */
  readonly listed?: true;
}

/** Which failed call of which case is to be expected as it was decided: as `RanCase` and `FailedCall` name them. */
export interface ExpectDecidedParams {
  readonly uri: string;
  readonly id: string;
  readonly message: string;
}

/** What the suite is to hold, or for people why not. Nothing is written. */
export type ExpectDecidedResult =
  | { readonly range: Range; readonly newText: string }
  | { readonly problem: string };

/** A rule, and how many calls it decided. */
export interface CoveredRule extends PlacedRule {
  readonly decided: number;
  /** It spoke of a call that other rules decided. */
  readonly matched: boolean;
}
